"""The files of a study that hold what its store holds: as received, backups, and lists of people."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from evaluation.backup import FOLDER, is_backup
from evaluation.errors import fail, reason_of
from evaluation.study import DATABASE

IDENTIFYING = ("name", "contact", "speakers", "also")


def backups(folder: Path) -> list[Path]:
    """Backups in the study's folder, and the copies of the store made before it was moved on."""
    stem = Path(DATABASE).stem
    copies = [each for each in folder.glob(f"{stem}.*.sqlite") if each.name != DATABASE]
    zips = [*folder.glob("*.zip"), *(folder / FOLDER).glob("*.zip")]
    return sorted([*copies, *(each for each in zips if is_backup(each))])


def made_at(file: Path) -> dt.datetime:
    return dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)


def remove(files: Iterable[Path]) -> int:
    """Overwrite and delete files; returns how many there were. Raises RETENTION-004 where one cannot be deleted.

    On a disk that never writes twice to the same place the overwriting is of no use; deleting is all that can be done.
    """
    there = [each for each in dict.fromkeys(files) if each.is_file() and not each.is_symlink()]
    for file in there:
        try:
            _overwrite(file)
            file.unlink()
        except OSError as error:
            raise fail("RETENTION-004", file=file, reason=reason_of(error)) from error
    return len(there)


def _overwrite(file: Path) -> None:
    if file.stat().st_nlink > 1:
        return  # another name leads to the same words: they are not ours to spoil
    left = file.stat().st_size
    with file.open("r+b") as stream:
        while left > 0:
            left -= stream.write(b"\0" * min(left, 1 << 20))
        stream.flush()
        os.fsync(stream.fileno())


def lists_of_people(folder: Path) -> list[Path]:
    """Files like `people.yaml` in the study's folder that hold names."""
    return [each for each in sorted(folder.glob("*.y*ml")) if _blanked(each, None)[1]]


def blank_lists(folder: Path, only: str | None = None) -> int:
    """Take names, contacts and labels out of the lists of people, of everybody or of one; the rest stays as it is
    written. Returns in how many files there were such."""
    changed = 0
    for file in sorted(folder.glob("*.y*ml")):
        text, found = _blanked(file, only)
        if found:
            old = file.read_bytes()
            part = file.with_name(f".{file.name}.part")
            part.write_text(text, encoding="utf-8")
            part.replace(file)
            changed += bool(old)
    return changed


def _blanked(file: Path, only: str | None) -> tuple[str, bool]:
    """The list without what tells who people are, and whether it told."""
    yaml = YAML()
    yaml.preserve_quotes = True
    try:
        told = yaml.load(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, YAMLError):
        return "", False
    if not isinstance(told, dict) or not isinstance(told.get("participants"), list):
        return "", False
    found = [_blank(each, only) for kind in ("participants", "organisations") for each in told.get(kind) or ()]
    out = StringIO()
    yaml.dump(told, out)
    return out.getvalue(), any(found)


def _blank(row: Any, only: str | None) -> bool:
    if not isinstance(row, dict) or row.get("open") or (only is not None and row.get("id") != only):
        return False
    there = [name for name in IDENTIFYING if row.get(name)]
    for name in there:
        del row[name]
    return bool(there)
