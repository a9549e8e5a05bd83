"""A project as a .qdpx file (REFI-QDA project exchange), which other QDA programs read and write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from coding.exchange.archive import opened
from coding.exchange.files import stream_of
from coding.exchange.frames import Frame, frame_named
from coding.exchange.losses import Loss
from coding.exchange.project import Project
from coding.exchange.qde.gathering import Writing
from coding.exchange.qde.own import NAME, cases_of, own_of, with_own
from coding.exchange.qde.project import read_project
from coding.exchange.qde.writing import as_xml
from evaluation.errors import fail, reason_of

SUFFIXES = (".qdpx",)
PACKED = frozenset({".jpg", ".jpeg", ".png", ".mp3", ".mp4", ".m4a", ".docx", ".pdf", ".ogg", ".webm"})


def read(path: Path, frame: str | None = None) -> Project:
    given = frame_named(frame) if frame else None
    with opened(path) as archive:
        ours = archive.find(NAME) is not None
        project = read_project(archive, given or (Frame() if ours else None), ours=ours)
        return with_own(project, archive) if ours else project


def write(project: Project, path: Path) -> tuple[Loss, ...]:
    """Whole or not at all, and the same bytes for the same project."""
    cases, variables = cases_of(project)
    shown = replace(project, cases=(*cases, *project.cases), variables=(*variables, *project.variables))
    writing = Writing(shown)
    parts = {"project.qde": as_xml(writing), **writing.texts}
    parts[NAME] = own_of(writing, [*(each.guid for each in cases), *(each.guid for each in variables)])
    with _whole(path) as part, ZipFile(part, "w") as archive:
        for name, content in sorted(parts.items(), key=lambda each: (each[0] != "project.qde", each[0])):
            archive.writestr(_info(name), content, ZIP_DEFLATED, 6)
        for name, attached in sorted(writing.files.items()):
            with stream_of(attached) as origin, archive.open(_info(name), "w", force_zip64=True) as target:
                shutil.copyfileobj(origin, target, 1 << 20)
    return tuple(writing.lot)


def _info(name: str) -> ZipInfo:
    """An entry that says nothing of when or where it was written."""
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_STORED if Path(name).suffix in PACKED else ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise fail("STORE-007", file=path, reason=reason_of(error)) from error
    finally:
        part.unlink(missing_ok=True)
