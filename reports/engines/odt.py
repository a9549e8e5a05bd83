"""Finishes an ODT file: its alternative texts, its language, and the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from reports.engines.word import BRIEF, FEW

Step = Callable[[str], str]
WIDTH = 160  # millimetres: A4 less two margins of 25
PADDING = 'fo:padding-left="1.6mm" fo:padding-right="1.6mm" fo:padding-top="0.7mm" fo:padding-bottom="0.7mm"'
CELLS = {
    "TableHeaderRowCell": 'fo:background-color="#eef3f6" fo:border-top="1pt solid #1b4a66" fo:border-bottom='
    f'"0.75pt solid #1b4a66" style:vertical-align="bottom" {PADDING}',
    "TableRowCell": f'fo:border-bottom="0.5pt solid #bccad3" {PADDING}',
}
BOX = (
    '<style:style style:name="Box-{name}" style:family="section"><style:section-properties '
    'fo:background-color="{ground}" fo:margin-left="3mm" fo:margin-right="2mm" style:editable="false"/></style:style>'
)
BOXES = {
    "key-points": "#eef3f6",
    "questions": "#f7f3ea",
    "margin-note": "#f6f8f9",
    "callout-note": "#eef3f6",
    "callout-tip": "#f1f7f2",
    "callout-important": "#faf2f3",
    "callout-warning": "#fbf6ec",
    "callout-caution": "#fbf6ec",
}
COLUMN = re.compile(r"<table:table-column [^>]*/>")
TABLE = re.compile(
    r'<table:table table:name="[^"]*" table:style-name="([^"]*)">(.*?)</table:table>'
    r'(\s*<text:p text:style-name="Base_20_Line")?',
    re.DOTALL,
)
HEAD_ROWS = re.compile(r"(<table:table-header-rows>.*?</table:table-header-rows>)", re.DOTALL)
# The innermost frame: one that holds a picture and no frame.
FRAME = re.compile(
    r"(<draw:frame\b(?:(?!<draw:frame\b).)*?<draw:image\b(?:(?!<draw:frame\b).)*?)</draw:frame>", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the writer leaves out: what each picture shows and how many columns of each table head its rows."""

    alternatives: Sequence[str] = ()
    row_heads: Sequence[int] = ()


def finished(made: bytes, language: str, when: datetime, shown: Shown | None = None) -> bytes:
    """The same document with words in the place of its pictures, its parts in one fixed order with one fixed time."""
    told = shown or Shown()
    steps: dict[str, Step] = {
        "content.xml": lambda text: _content(text, told),
        "styles.xml": lambda text: _spoken(text, language),
        "meta.xml": lambda text: _dated(text, when),
    }
    stamp = max(when.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda each: (each != "mimetype", each)):
            content = old.read(name)
            if name in steps:
                content = steps[name](content.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(name, date_time=(stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return target.getvalue()


def _content(text: str, told: Shown) -> str:
    text = re.sub(r'(text:style-name=")([^"]* [^"]*)"', lambda each: f'{each[1]}{each[2].replace(" ", "_20_")}"', text)
    return plain_rows(headed(together(dressed(described(text, told.alternatives))), told.row_heads))


def dressed(content: str) -> str:
    """The cells and boxes as the report has them; these looks live in the document, not in its reference."""
    for name, look in CELLS.items():
        pattern = (
            rf'(<style:style style:name="{name}" style:family="table-cell">\s*)<style:table-cell-properties [^>]*/>'
        )
        content = re.sub(pattern, rf"\1<style:table-cell-properties {look}/>", content)
    table = f'<style:table-properties style:width="{WIDTH}mm" table:align="margins" fo:margin-bottom="4mm"/>'
    content = re.sub(r'<style:table-properties table:align="center"[^>]*/>', table, content)
    boxes = "".join(BOX.format(name=name, ground=ground) for name, ground in BOXES.items())
    return content.replace("</office:automatic-styles>", f"{boxes}</office:automatic-styles>")


def together(content: str) -> str:
    """A short table is on one page, with the line under it; its look says so."""
    for name, rows, base in TABLE.findall(content):
        brief = rows.count("<table:table-row") - 1 <= FEW and len(re.sub(r"<[^>]*>|\n\s*", "", rows)) < BRIEF
        asked = 'style:may-break-between-rows="false" ' * brief + 'fo:keep-with-next="always" ' * bool(base)
        look = f'<style:style style:name="{name}" style:family="table">'
        content = re.sub(rf"({re.escape(look)}\s*<style:table-properties )", rf"\1{asked}", content)
    return content


def headed(content: str, row_heads: Sequence[int]) -> str:
    """The columns whose cells head their rows, as ODT says it."""
    waiting = iter(row_heads)

    def told(match: re.Match[str]) -> str:
        count = next(waiting, 0)
        if not count:
            return match[0]
        columns = COLUMN.findall(match[2])
        heads = f"<table:table-header-columns>{''.join(columns[:count])}</table:table-header-columns>"
        return f"{match[1]}{heads}{''.join(columns[count:])}"

    return re.sub(r"(<table:table [^>]*>)((?:\s*<table:table-column [^>]*/>)+)", told, content)


def plain_rows(content: str) -> str:
    """Only the head of a table is bold: a cell that heads its row is often a whole sentence."""
    parts = HEAD_ROWS.split(content)
    head, plain = (f'text:style-name="Table_20_{each}">' for each in ("Heading", "Contents"))
    parts[::2] = [each.replace(head, plain) for each in parts[::2]]
    return "".join(parts)


def described(content: str, alternatives: Sequence[str]) -> str:
    """`<svg:desc>` in each picture's frame, which is what a screen reader says of it."""
    waiting = iter(alternatives)

    def told(match: re.Match[str]) -> str:
        words = next(waiting, "")
        return f"{match[1]}<svg:desc>{escape(words, quote=False)}</svg:desc></draw:frame>" if words else match[0]

    return FRAME.sub(told, content)


def _spoken(styles: str, language: str) -> str:
    """The document's language, which decides how it is read aloud and spelt."""
    spoken, country = language.split("-")
    styles = re.sub(r'fo:language="[^"]*"', f'fo:language="{spoken}"', styles)
    return re.sub(r'fo:country="[^"]*"', f'fo:country="{country}"', styles)


def _dated(meta: str, when: datetime) -> str:
    """The report's own moment, and no word of the machine or the program."""
    moment = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    meta = re.sub(r"<(dc:date|meta:creation-date)>[^<]*</\1>", rf"<\1>{moment}</\1>", meta)
    return re.sub(r"<meta:(generator|editing-duration|editing-cycles)>[^<]*</meta:\1>", "", meta)
