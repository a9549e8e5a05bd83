"""Word: the page as HTML, read by pandoc, with lines to write on."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path

from reports.engines import EXTENSION
from reports.engines.front import UNDATED
from reports.engines.pandoc import Pandoc, options_of
from reports.engines.word import REGIONS, settled
from reports.paper.formats.html import page
from reports.paper.formats.shape import PaperFormat
from reports.paper.sheet import Sheet

# Word draws the border of like paragraphs once, beneath the last, unless it is told what stands between them.
LINE = (
    '<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="8A97A1"/>'
    '<w:between w:val="single" w:sz="4" w:space="1" w:color="8A97A1"/></w:pBdr>'
    '<w:spacing w:before="160" w:after="0"/></w:pPr>'
)
# What leads a question stays with it, apart from the one before.
LEAD = '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="40"/><w:contextualSpacing/></w:pPr>'
STYLES = {"AnswerLine": LINE, "QuestionLead": LEAD}
LARGE = 25  # half-points, to be read at a table
SIZE = re.compile(r'<w:sz w:val="(\d+)" ?/>')


def write(sheet: Sheet) -> bytes:
    region = REGIONS[sheet.language]
    options = (f"--reference-doc={EXTENSION / 'reference.docx'}", *options_of((("lang", region),)))
    with tempfile.TemporaryDirectory(prefix="underveis-") as scratch:
        made = Pandoc(Path(scratch), UNDATED).convert(_readable(sheet).encode(), "--from=html", "--to=docx", *options)
    return settled(_with_styles(made, large=sheet.layout == "guide"), region, UNDATED)


def _readable(sheet: Sheet) -> str:
    """The page as pandoc keeps all of it: of a page with a `main` it would read nothing else."""
    without = re.sub(r"<h1>.*?</h1>", "", page(sheet), count=1, flags=re.DOTALL)
    return re.sub(r"<(/?)(?:header|main|footer)\b", r"<\1div", without)


def _with_styles(made: bytes, *, large: bool) -> bytes:
    """Our styles get their looks: pandoc makes them and leaves them plain."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/styles.xml":
                text = _styled(content.decode("utf-8"))
                content = (SIZE.sub(_larger, text) if large else text).encode("utf-8")
            new.writestr(name, content)
    return target.getvalue()


def _styled(text: str) -> str:
    for name, looks in STYLES.items():
        made = re.compile(rf'(<w:style [^>]*w:styleId="{name}".*?<w:basedOn [^>]*/>)', re.DOTALL)
        text = made.sub(rf"\1{looks}", text)
    return text


def _larger(found: re.Match[str]) -> str:
    return f'<w:sz w:val="{max(int(found[1]), LARGE)}"/>'


FORMAT = PaperFormat("docx", write)
