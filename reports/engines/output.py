"""Puts finished files in place: the old one stays until the new one is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path

from evaluation.errors import fail, reason_of


def put(folder: Path, made: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write each file by its name; nothing is replaced before all of them are on the disk."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, content in made.items():
            target = folder / name
            with unwritable(target):
                if target.is_dir():
                    raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
                waiting.append((_beside(target, content), target))
        for temporary, target in waiting:
            with unwritable(target):
                temporary.replace(target)
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)
    return tuple(target for _, target in waiting)


def _beside(target: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        path.chmod(0o644)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    return path


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Turn a full disk or a closed folder into the user's message."""
    try:
        yield
    except OSError as error:
        raise fail("ENGINE-016", file=path.name, reason=reason_of(error)) from error
