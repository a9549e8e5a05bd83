"""A plan as a Word document: a heading and a table for each section, on landscape pages."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from html import escape
from pathlib import Path

from evaluation.language import Language
from evaluation.model.plans import Plan
from reports.engines import EXTENSION
from reports.engines.front import UNDATED
from reports.engines.pandoc import Pandoc, options_of
from reports.engines.word import REGIONS, settled
from reports.plans.formats.shape import PlanFormat
from reports.plans.table import PlanTable, SectionTable, table_of

SHARES = {
    **{"number": 5, "task": 24, "prepares": 17, "decides": 17, "deadline": 13, "status": 10, "remark": 16},
    **{"goals": 7, "gone": 10},
}
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MARGINS = (
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A97A1"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
HIGH = '<w:spacing w:before="0" w:after="120"/>'
KEPT = r"\g<0><w:keepNext/>"
SMALL = 18  # half-points: a table of seven columns is read at nine points


def write(plan: Plan, language: Language) -> bytes:
    table = table_of(plan, language)
    region = REGIONS[language]
    told = (("lang", region), ("title", table.title))
    options = (f"--reference-doc={EXTENSION / 'reference.docx'}", *options_of(told))
    with tempfile.TemporaryDirectory(prefix="underveis-") as scratch:
        made = Pandoc(Path(scratch), UNDATED).convert(page(table).encode(), "--from=html", "--to=docx", *options)
    return settled(_landscape(made), region, UNDATED)


def page(table: PlanTable) -> str:
    """The sections as HTML; the title is told apart."""
    updated = f"<p>{escape(table.updated)}</p>" if table.updated else ""
    return f"<html><body>{updated}{''.join(_section(each, table) for each in table.sections)}</body></html>"


def _section(section: SectionTable, table: PlanTable) -> str:
    whole = sum(SHARES[column] for column in table.columns)
    widths = "".join(f'<col style="width:{SHARES[column] / whole:.1%}">' for column in table.columns)
    head = "".join(f"<th>{escape(heading)}</th>" for heading in table.headings)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in section.rows)
    heading = f"<h1>{escape(section.title)}</h1>" if section.title else ""
    aim = f"<p>{escape(section.aim)}</p>" if section.aim else ""
    body = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return f"{heading}{aim}<table><colgroup>{widths}</colgroup>{body}</table>"


def _cell(text: str) -> str:
    return f"<td>{'<br>'.join(escape(line) for line in text.splitlines())}</td>"


def _landscape(made: bytes) -> bytes:
    """The page on its side, ruled tables, and letters small enough for seven columns."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = _turned(content.decode("utf-8")).encode("utf-8")
            new.writestr(name, content)
    return target.getvalue()


def _turned(text: str) -> str:
    without = re.sub(r"<w:pgSz [^>]*/>|<w:pgMar [^>]*/>", "", text)
    turned = re.sub(r"(<w:sectPr[^>]*?)/>", r"\1></w:sectPr>", without)
    # The page's size and margins come after notes and the like, before everything else of a section.
    turned = re.sub(
        r"(<w:sectPr[^>]*>(?:<w:(?:headerReference|footerReference)[^>]*/>|<w:footnotePr>.*?</w:footnotePr>)*)",
        rf"\1{LANDSCAPE}{MARGINS}",
        turned,
    )
    turned = re.sub(r'<w:pStyle w:val="Title" ?/>', rf"\g<0>{HIGH}", turned)
    # The line that tells what a section is for stays with its table.
    turned = re.sub(
        r'<w:pStyle w:val="(?:BodyText|FirstParagraph)" ?/>(?=(?:(?!</w:p>).)*</w:p>\s*<w:tbl>)', KEPT, turned
    )
    ruled = re.sub(r"(<w:tblW [^>]*/>)", rf"\1{BORDERS}", turned)
    return re.sub(r"<w:tbl>.*?</w:tbl>", _small, ruled, flags=re.DOTALL)


def _small(found: re.Match[str]) -> str:
    size = f'<w:sz w:val="{SMALL}"/><w:szCs w:val="{SMALL}"/>'
    plain = re.sub(r"<w:r>(?!<w:rPr>)", f"<w:r><w:rPr>{size}</w:rPr>", found[0])
    return re.sub(r"(<w:r><w:rPr>)(?!<w:sz )(.*?)(</w:rPr>)", rf"\1\2{size}\3", plain)


FORMAT = PlanFormat(("docx",), write)
