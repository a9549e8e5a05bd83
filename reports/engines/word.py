"""Finishes a Word file: header rows that stay whole, its language, and the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from evaluation.language import Language

Step = Callable[[str], str]
KEPT = {"commissioner", "evaluator", "subtitle", "underveis-version"}
REGIONS: Mapping[Language, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
FEW, BRIEF = 12, 900  # rows and characters of a table that is not torn over two pages; so in the PDF, by its filter
TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
BASE = re.compile(r'\s*(?:<w:bookmarkEnd[^>]*>\s*)*<w:p><w:pPr><w:pStyle w:val="BaseLine"')


def settled(made: bytes, language: str, when: datetime, row_heads: Sequence[int] = ()) -> bytes:
    """The same document, its parts mended and written in one fixed order with one fixed time.

    row_heads: for each table, how many columns head its rows; pandoc's writer leaves it out.
    """
    steps: dict[str, Step] = {
        "word/document.xml": lambda text: _headed(together(_document(text)), row_heads),
        "word/settings.xml": lambda text: _theme_language(text, language),
        "docProps/custom.xml": _own_properties,
        "docProps/app.xml": lambda text: re.sub(r"<(TotalTime|Application|AppVersion|Company)>.*?</\1>", "", text),
    }
    stamp = max(when.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in steps:
                content = steps[name](content.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(name, date_time=(stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return target.getvalue()


def _document(text: str) -> str:
    """No row breaks over two pages, and pictures stand at the margin, where some programs would move them."""
    text = text.replace("<wp:inline>", '<wp:inline distT="0" distB="0" distL="0" distR="0">')
    kept = re.sub(r"<w:trPr>(?!<w:cantSplit)", '<w:trPr><w:cantSplit w:val="on"/>', text)
    return kept.replace("<w:tr><w:tc>", '<w:tr><w:trPr><w:cantSplit w:val="on"/></w:trPr><w:tc>')


def together(text: str) -> str:
    """A short table is on one page, with the line under it; of a longer one neither head nor last row stands alone."""

    def told(match: re.Match[str]) -> str:
        prelude, *rows = re.split(r"(?=<w:tr[ >])", match[0])
        last = len(rows) - (0 if BASE.match(text, match.end()) else 1)
        brief = len(rows) - 1 <= FEW and len(re.sub(r"<[^>]*>", "", match[0])) < BRIEF
        kept = range(last) if brief else {0, *range(len(rows) - 2, last)}
        return prelude + "".join(_with_next(row) if at in kept else row for at, row in enumerate(rows))

    return TABLE.sub(told, text)


def _with_next(row: str) -> str:
    return re.sub(r"(<w:pStyle [^>]*/>)(?!\s*<w:keepNext)", r"\1<w:keepNext/>", row)


def _headed(text: str, row_heads: Sequence[int]) -> str:
    waiting = iter(row_heads)

    def told(match: re.Match[str]) -> str:
        if not next(waiting, 0):
            return match[0]
        look = match[0].replace('w:firstColumn="0"', 'w:firstColumn="1"')
        return re.sub(r'w:val="([0-9A-Fa-f]{4})"', lambda each: f'w:val="{int(each[1], 16) | 0x80:04X}"', look)

    return re.sub(r"<w:tblLook [^>]*/>", told, text)


def _own_properties(text: str) -> str:
    """Only what a reader may ask for; the template's words are nobody's property."""
    return re.sub(r'<property [^>]*name="([^"]*)">.*?</property>', lambda each: each[0] * (each[1] in KEPT), text)


def _theme_language(text: str, language: str) -> str:
    return re.sub(r"<w:themeFontLang[^>]*/>", f'<w:themeFontLang w:val="{language}"/>', text)
