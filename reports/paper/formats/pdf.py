"""PDF, set in Typst: tagged, A4, the same bytes for the same instrument."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from reports.engines.front import UNDATED
from reports.engines.typeset import pdf_of
from reports.paper.formats.shape import PaperFormat, words
from reports.paper.sheet import Sheet

TEMPLATE = Path(__file__).parents[1] / "sheet.typ"


def write(sheet: Sheet) -> bytes:
    """The sheet goes to the template as data, so that nothing in it is taken for markup."""
    told = json.dumps({**asdict(sheet), "words": words(sheet.language)}, ensure_ascii=False)
    literal = told.replace("\\", "\\\\").replace('"', '\\"')
    source = f'#let sheet = json(bytes("{literal}"))\n{TEMPLATE.read_text(encoding="utf-8")}'
    return pdf_of(source.encode(), TEMPLATE.parent, UNDATED)


FORMAT = PaperFormat("pdf", write)
