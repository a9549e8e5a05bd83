"""The files as they were received, kept unchanged in the study's `sources/` folder."""

from __future__ import annotations

import hashlib
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

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
    digest = sha256_of(file)
    target = kept_version(file.parent, file.stem, digest)
    try:
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            part = target.with_name(f".{target.name}.part")
            shutil.copyfile(file, part)
            part.replace(target)
    except OSError as error:
        raise fail("STORE-003", file=target.parent) from error
    return digest


def kept_version(folder: Path, name: str, digest: str) -> Path:
    """Where the copy of an instrument of this hash is kept."""
    return folder / "versions" / f"{name}-{digest[:12]}.yaml"


def receive_stream(content: BinaryIO, name: str, folder: Path) -> tuple[Path, str, bool]:
    """Keep what a stream holds, whole or not at all: its place in `folder`, its hash, and whether it is new there.

    A kept file of the same content is used again.
    """
    folder.mkdir(exist_ok=True)
    part = folder / f".{sha256(name.encode()).hexdigest()[:16]}.part"
    try:
        digest = _copied(content, part)
        target, is_new = _free(folder, Path(name), digest)
        if is_new:
            part.replace(target)
        return target, digest, is_new
    finally:
        part.unlink(missing_ok=True)


def _copied(content: BinaryIO, part: Path) -> str:
    digest = sha256()
    with part.open("wb") as copy:
        while some := content.read(1 << 20):
            digest.update(some)
            copy.write(some)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


def _free(folder: Path, name: Path, digest: str) -> tuple[Path, bool]:
    """A name that is free, or bears the same content already; and whether it is free."""
    target, number = folder / name, 1
    while target.exists() and sha256_of(target) != digest:
        number += 1
        target = folder / f"{name.stem}-{number}{name.suffix}"
    return target, not target.exists()


def _place(origin: Path, digest: str, folder: Path) -> Path:
    target, is_new = _free(folder, Path(origin.name), digest)
    if is_new:
        part = folder / f".{target.name}.part"
        with origin.open("rb") as content, part.open("wb") as copy:
            shutil.copyfileobj(content, copy)
            copy.flush()
            os.fsync(copy.fileno())
        part.replace(target)
    return target
