"""A text a person writes: on the command line, or in a file."""

from __future__ import annotations

from pathlib import Path

from evaluation.errors import fail, reason_of
from evaluation.sources.encoding import decode


def written(text: str | None, file: Path | None) -> str | None:
    """The text given, from the line or the file; None where neither is. Raises where both are."""
    if text is not None and file is not None:
        raise fail("MEMO-009")
    if file is None:
        return text
    try:
        return decode(file.read_bytes(), str(file)).text.removeprefix("\ufeff")
    except OSError as error:
        raise fail("MEMO-008", file=file, reason=reason_of(error)) from error
