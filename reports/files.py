"""The files of a report folder, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from pathlib import Path

from evaluation.errors import EvaluationError, fail, reason_of
from evaluation.study import Study

FOLDER = "report"
REPORT = "report.qmd"
GENERATED = "_generated"
FIGURES = "figures"


_NAME = re.compile(r"[^\W_][\w.-]{0,60}")
_TAKEN = ("sources", "instruments", "rounds", "backups")


def report_folder(study: Study, name: str, *, new: bool = False) -> Path:
    """Where a report of the study stands. new: it may be begun there.

    Raises TEMPLATE-011 for a name that no folder for a report can have, or that is a folder of something else.
    """
    folder = study.folder / name
    other = new and folder.is_dir() and any(folder.iterdir()) and not (folder / GENERATED).is_dir()
    if not _NAME.fullmatch(name) or name in _TAKEN or folder.is_file() or (other and name != FOLDER):
        raise fail("TEMPLATE-011", name=name)
    return folder


def report_folders(study: Study) -> tuple[str, ...]:
    """The folders of the study that a report stands in, the usual one first."""
    found = sorted(each.parent.name for each in study.folder.glob(f"*/{REPORT}"))
    return (*(each for each in found if each == FOLDER), *(each for each in found if each != FOLDER))


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
