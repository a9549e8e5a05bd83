"""The files as they were received, kept unchanged in the study's `sources/` folder."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from evaluation.errors import fail
from evaluation.model import Source


def sha256_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def receive(source: Source, folder: Path) -> str:
    """Keep a copy of the source's file, whole or not at all, and return its name in `folder`.

    A kept file of the same content is used again. A source without a file keeps the name it has.
    """
    origin = Path(source.file)
    if not source.file or not origin.is_file():
        return source.file
    try:
        folder.mkdir(exist_ok=True)
        return _place(origin, source.sha256, folder).name
    except OSError as error:
        raise fail("STORE-003", file=folder) from error


def keep_version(file: Path) -> str:
    """Keep a copy of an instrument as it is now, beside it in `versions/`; returns its hash.

    What was asked can then be told from what is asked now.
    """
    sha256 = sha256_of(file)
    target = kept_version(file.parent, file.stem, sha256)
    try:
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            part = target.with_name(f".{target.name}.part")
            shutil.copyfile(file, part)
            part.replace(target)
    except OSError as error:
        raise fail("STORE-003", file=target.parent) from error
    return sha256


def kept_version(folder: Path, name: str, sha256: str) -> Path:
    """Where the copy of an instrument of this hash is kept."""
    return folder / "versions" / f"{name}-{sha256[:12]}.yaml"


def _place(origin: Path, sha256: str, folder: Path) -> Path:
    target = folder / origin.name
    number = 1
    while target.exists() and sha256_of(target) != sha256:
        number += 1
        target = folder / f"{origin.stem}-{number}{origin.suffix}"
    if not target.exists():
        part = folder / f".{target.name}.part"
        with origin.open("rb") as content, part.open("wb") as copy:
            shutil.copyfileobj(content, copy)
            copy.flush()
            os.fsync(copy.fileno())
        part.replace(target)
    return target
