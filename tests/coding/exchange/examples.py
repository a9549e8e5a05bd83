"""Projects as other programs write them: a .qdpx made of its XML and its files, and what comes of it in a study."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from coding.exchange.formats import qdpx
from coding.exchange.losses import Loss
from coding.exchange.project import Project
from evaluation.study import Study

SHARED = Path(__file__).parents[4] / "shared" / "qda"
SCHEMA = SHARED / "refi-qda-standard" / "Project.xsd"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real files are not here")

ADA, BO = "11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002"
HELP, TRUST = "22222222-0000-4000-8000-000000000001", "22222222-0000-4000-8000-000000000002"
TALK = "33333333-0000-4000-8000-000000000001"
USERS = f'<Users><User guid="{ADA}" name="Ada"/><User guid="{BO}" name="Bo"/></Users>'
CODES = (
    f'<CodeBook><Codes><Code guid="{HELP}" name="hjelp" isCodable="true" color="#112233">'
    f"<Description>Hjelp fra kolleger.</Description></Code>"
    f'<Code guid="{TRUST}" name="tillit" isCodable="true"/></Codes></CodeBook>'
)


def project(inside: str, *, namespace: str = "urn:QDA-XML:project:1.0", before: str = USERS + CODES) -> str:
    """A whole project whose users and codes are Ada, Bo, hjelp and tillit."""
    head = f'<?xml version="1.0" encoding="UTF-8"?><Project name="Prøve" origin="Et program 1.0" xmlns="{namespace}">'
    return f"{head}{before}{inside}</Project>"


def packed(
    path: Path, xml: str | bytes, files: dict[str, str | bytes] | None = None, *, name: str = "project.qde"
) -> Path:
    """The archive that holds these."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for each, content in (files or {}).items():
            archive.writestr(each, content)
    return path


def guid(kind: int, number: int) -> str:
    return f"{kind:08x}-0000-4000-8000-{number:012x}"


def selection(start: int, end: int, *, number: int = 1, code: str = HELP, by: str = ADA, name: str = "") -> str:
    """One coded selection as it stands in a text."""
    return (
        f'<PlainTextSelection guid="{guid(4, number)}" name="{name}" startPosition="{start}" endPosition="{end}">'
        f'<Coding guid="{guid(5, number)}" creatingUser="{by}" creationDateTime="2026-03-01T10:00:00Z">'
        f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


def source(inside: str, *, path: str = "internal://samtale.txt", called: str = 'name="samtale"') -> str:
    return f'<Sources><TextSource guid="{TALK}" {called} plainTextPath="{path}">{inside}</TextSource></Sources>'


def read(path: Path, xml: str, files: dict[str, str | bytes] | None = None, **more: Any) -> Project:
    return qdpx.read(packed(path / "prøve.qdpx", xml, files), **more)


def words(project: Project) -> list[str]:
    """What each coding is about."""
    texts = {each.source.name: each.source.text for each in project.texts}
    return [texts[each.coding.source][each.coding.start : each.coding.end] for each in project.codings]


def lot(losses: tuple[Loss, ...]) -> dict[tuple[str, str, str], int]:
    return {(each.element, each.outcome, each.reason): each.count for each in losses}


def everything(study: Study) -> tuple[object, ...]:
    """All that an import may change, to be compared."""
    with study.store.reading() as connection:
        from sqlalchemy import select

        from evaluation.store import schema

        tables = (table for table in schema.metadata.sorted_tables if table.name not in ("change", "counter"))
        return tuple((table.name, tuple(map(tuple, connection.execute(select(table)).all()))) for table in tables)


def files_in(study: Study) -> set[str]:
    folder = study.folder / "sources"
    return {each.name for each in folder.iterdir()} if folder.is_dir() else set()


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml_of(path: Path) -> str:
    return parts(path)["project.qde"].decode()


def plain(xml: str) -> str:
    return re.sub(r"\s+", " ", xml)
