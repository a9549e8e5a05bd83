"""Reads the texts of a report folder, which people save in many ways."""

from __future__ import annotations

from pathlib import Path

from evaluation.errors import fail, reason_of


def text_of(folder: Path, path: Path) -> str:
    """The text without a byte order mark. Raises ENGINE-023 where it is no UTF-8 or may not be read."""
    try:
        return (folder / path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise fail("ENGINE-023", file=path.as_posix(), line=line, reason="UTF-8") from error
    except OSError as error:
        raise fail("ENGINE-023", file=path.as_posix(), reason=reason_of(error)) from error
