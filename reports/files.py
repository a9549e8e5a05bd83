"""The files of a report folder, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path

from evaluation.errors import EvaluationError, fail, reason_of

REPORT = "report.qmd"
GENERATED = "_generated"
FIGURES = "figures"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def content_of(path: Path) -> bytes | None:
    """What the file holds; None where there is none. Raises REPORT-005 where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _fault(path, error) from error


def write_whole(path: Path, content: bytes) -> None:
    """Put the content in place in one step: whoever reads the file sees the old one or the new one."""
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise _fault(path, error) from error


def remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: OSError) -> EvaluationError:
    """Either there is no room, or the place cannot be written to."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        return fail("STORE-003", file=path)
    return fail("REPORT-005", file=path, reason=reason_of(error))
