"""The timeline of meetings and deadlines as files: a PDF of as many pages as it takes, or a picture for each page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.errors import fail
from evaluation.followup.occasions import Occasion
from evaluation.language import Language
from reports.figures.colours import ACCENT, QUIET
from reports.figures.deadlines import pages
from reports.figures.drawing import Drawing, render_bytes
from reports.files import write_whole

if TYPE_CHECKING:
    from matplotlib.transforms import Bbox

SUFFIXES = ("pdf", "svg", "png")
A4 = (8.27, 11.69)  # inches
TOP = 0.9  # of an inch above the drawing, for the heading


def write_timeline(found: Sequence[Occasion], file: Path, language: Language, at: dt.date) -> tuple[Path, ...]:
    """Write the timeline as it stands on a day. Raises PLAN-040 for a suffix that no picture has."""
    suffix = file.suffix.lower().lstrip(".")
    if suffix not in SUFFIXES:
        raise fail("PLAN-040", file=file, suffix=suffix or file.name, known=", ".join(SUFFIXES))
    drawn = pages(found, language=language, at=at)
    if suffix == "pdf":
        write_whole(file, _bound(drawn))
        return (file,)
    files = [
        file if len(drawn) == 1 else file.with_stem(f"{file.stem}-{number}") for number in range(1, len(drawn) + 1)
    ]
    for path, drawing in zip(files, drawn, strict=True):
        write_whole(path, render_bytes(drawing, [suffix])[suffix])
    return tuple(files)


def _bound(drawn: Sequence[Drawing]) -> bytes:
    """The pages in one PDF, the same bytes for the same drawings."""
    from matplotlib.backends.backend_pdf import PdfPages

    from reports.figures.style import settled

    told = {
        "Title": drawn[0].caption,
        "Subject": " ".join(each.alternative for each in drawn),
        **dict.fromkeys(("Creator", "Producer", "CreationDate")),
    }
    target = BytesIO()
    with settled(), PdfPages(target, metadata=told) as book:
        for number, each in enumerate(drawn, 1):
            book.savefig(each.figure, bbox_inches=_page(each, f"{number} / {len(drawn)}"))
    return target.getvalue()


def _page(drawing: Drawing, number: str) -> Bbox:
    """An A4 page around the drawing, headed by what it shows and the number of the page."""
    from matplotlib.transforms import Bbox

    width, height = drawing.figure.get_size_inches()
    left, top = (A4[0] - width) / 2, height + TOP
    heading = 1 + TOP / 2 / height
    drawing.figure.text(0, heading, drawing.caption, size=15, weight="bold", color=ACCENT, va="center")
    drawing.figure.text(1, heading, number, color=QUIET, va="center", ha="right")
    return Bbox.from_bounds(-left, top - A4[1], *A4)
