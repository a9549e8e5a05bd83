"""HTML: one file that stands alone, for the screen and the printer."""

from __future__ import annotations

from pathlib import Path

from reports.paper.formats.shape import PaperFormat, words
from reports.paper.sheet import Sheet

TEMPLATE = Path(__file__).parents[1] / "sheet.html"


def page(sheet: Sheet) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    timed = [part for part in sheet.parts if part.clock]
    return template.render(sheet=sheet, words=words(sheet.language), timed=timed)


def write(sheet: Sheet) -> bytes:
    return page(sheet).encode()


FORMAT = PaperFormat("html", write)
