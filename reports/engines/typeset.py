"""Sets the report in Typst: a tagged PDF/UA-1 file, the same bytes for the same report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from evaluation.errors import EvaluationError, fail


def pdf_of(source: bytes, folder: Path, when: datetime) -> bytes:
    """Only Typst's own fonts are used, so that a report looks the same on every machine."""
    import typst

    try:
        made = typst.compile(
            source,
            root=str(folder),
            format="pdf",
            ignore_system_fonts=True,
            font_paths=[],
            pdf_standards=["ua-1"],
            timestamp=int(when.timestamp()),
        )
    except typst.TypstError as error:
        raise _said(error) from error
    return bytes(made)


def _said(error: Exception) -> EvaluationError:
    hints = " ".join(getattr(error, "hints", None) or ())
    message = str(getattr(error, "message", None) or error).strip()
    return fail("ENGINE-015", file="report.qmd", reason=f"{message} {hints}".strip()[:400])
