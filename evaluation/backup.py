"""A study in one zip file: every file of it, with a whole copy of its store."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from evaluation.errors import fail, reason_of
from evaluation.store.database import Store, copy, copy_rows
from evaluation.store.search_index import NAME as INDEX
from evaluation.study import DATABASE, SEAL

FOLDER = "backups"
LEFT_OUT = (f"{Path(DATABASE).stem}*.sqlite*", f"{INDEX}*", SEAL)
MARK = b"Underveis backup"  # stands in the zip file's comment, so that no backup ever swallows another


def back_up(study_folder: Path, target: Path | None = None, *, store: Store | None = None) -> Path:
    """Write the backup and return where it is: `target`, a file in it if that is a folder, else one in `backups/`.

    `store`: the study's store, where it is not the SQLite file in the folder; it comes along as such a file.
    Raises when the target is there already or cannot be written; nothing is left behind then.
    """
    folder = study_folder.resolve()
    file = _target(folder, target)
    part = file.with_name(f".{file.name}.part")
    database = file.with_name(f".{file.name}.sqlite.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _cleared(part, database):
            _copy_store(folder / DATABASE, store, database)
            _write(part, folder, database)
            part.replace(file)
    except OSError as error:
        raise fail("STORE-007", file=file, reason=reason_of(error)) from error
    return file


@contextmanager
def _cleared(*paths: Path) -> Iterator[None]:
    try:
        yield
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def _target(folder: Path, target: Path | None) -> Path:
    if target is not None and not target.is_dir():
        if target.exists():
            raise fail("STORE-015", file=target)
        return target.resolve()
    parent = target.resolve() if target else folder / FOLDER
    name = f"{folder.name}-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    free = (f"{name}{f'-{number}' if number > 1 else ''}.zip" for number in range(1, 1000))
    return next(parent / each for each in free if not (parent / each).exists())


def _copy_store(file: Path, store: Store | None, target: Path) -> None:
    if store is not None and store.engine.dialect.name != "sqlite":
        copy_rows(store, target)
        return
    origin = Path(store.engine.url.database or file) if store is not None else file
    if origin.is_file():
        copy(origin, target)


def _write(part: Path, folder: Path, database: Path) -> None:
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)  # it holds names
    with part.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            archive.comment = MARK
            for file in _files(folder):
                archive.write(file, file.relative_to(folder))
            if database.is_file():
                archive.write(database, DATABASE)
        stream.flush()
        os.fsync(stream.fileno())


def _files(folder: Path) -> Iterator[Path]:
    """The study's files but for its store and what is derived from it, its seal, what is half written, and backups.

    Backups are also the copies made before a migration.
    """
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        store = inside.parent == Path() and any(map(inside.match, LEFT_OUT))
        ours = store or inside.parts[0] == FOLDER or file.suffix == ".part"
        if file.is_file() and not ours and not is_backup(file):
            yield file


def is_backup(file: Path) -> bool:
    """Whether a file is a backup that we made."""
    if file.suffix.lower() != ".zip" or not zipfile.is_zipfile(file):
        return False
    with zipfile.ZipFile(file) as archive:
        return archive.comment == MARK
