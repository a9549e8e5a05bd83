"""An exchange archive (.qdpx), opened so that a hostile one does no harm: nothing is unpacked but what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from evaluation.errors import fail
from evaluation.sources.package import BROKEN_ZIP

PROJECT_LIMIT = 256 << 20  # bytes of the project's XML, unpacked
TEXT_LIMIT = 64 << 20
MEDIUM_LIMIT = (1 << 31) - 1  # the standard's own
ALL_LIMIT = 64 << 30
MOST_PARTS = 100_000
SWELLING = 250  # times its packed size that a large part may unpack to
LARGE = 8 << 20
_SCHEME = re.compile(r"^(internal|relative|absolute)://", re.IGNORECASE)


@dataclass(frozen=True)
class Archive:
    """`path` is the file; its parts are found by their own names, wherever in the archive they lie."""

    path: Path
    zip: ZipFile

    @cached_property
    def parts(self) -> dict[str, ZipInfo]:
        """Small-lettered name without folders → part; those in a folder `sources` before others."""
        listed = [each for each in self.zip.infolist() if not each.is_dir()]
        ordered = sorted(listed, key=lambda each: "sources/" not in each.filename.casefold())
        return {_bare(each.filename): each for each in reversed(ordered)}

    def project(self) -> bytes:
        """The XML of the project: `project.qde`, else the only .qde file there is."""
        names = [each.filename for each in self.zip.infolist() if each.filename.casefold().endswith(".qde")]
        ordered = sorted(names, key=lambda name: (_bare(name) != "project.qde", name.count("/"), name))
        if not ordered:
            raise fail("EXCHANGE-003", file=self.path)
        return self.read(ordered[0], PROJECT_LIMIT)

    def find(self, written: str | None) -> str | None:
        """The member that a path in the project means; None where it did not come along."""
        name = _bare(_SCHEME.sub("", written or ""))
        found = self.parts.get(name) if name else None
        return found.filename if found else None

    def read(self, member: str, limit: int = TEXT_LIMIT) -> bytes:
        """The bytes of a part. Raises EXCHANGE-004 when they are too many, EXCHANGE-002 when they are damaged."""
        self._refuse_swollen(self.zip.getinfo(member), limit)
        try:
            with self.zip.open(member) as stream:
                content = stream.read(limit + 1)
        except BROKEN_ZIP:
            raise fail("EXCHANGE-002", file=self.path) from None
        if len(content) > limit:
            raise fail("EXCHANGE-004", file=self.path, name=_shown(member), megabytes=limit >> 20)
        return content

    def check_medium(self, member: str) -> None:
        """Raise EXCHANGE-004 for a file larger than one may be, or that swells too much."""
        self._refuse_swollen(self.zip.getinfo(member), MEDIUM_LIMIT)

    def _refuse_swollen(self, part: ZipInfo, limit: int) -> None:
        swells = part.file_size > LARGE and part.file_size > SWELLING * max(part.compress_size, 1)
        if part.file_size > limit or swells:
            allowed = (limit if part.file_size > limit else LARGE) >> 20
            raise fail("EXCHANGE-004", file=self.path, name=_shown(part.filename), megabytes=allowed)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive. Raises for one that is none, is locked, or has parts that would lie outside of it."""
    if not path.is_file():
        raise fail("SOURCE-002" if path.is_dir() else "SOURCE-001", file=path)
    try:
        archive = ZipFile(path)
    except BROKEN_ZIP:
        raise fail("EXCHANGE-002", file=path) from None
    with archive:
        _refuse_hostile(archive, path)
        yield Archive(path, archive)


def _refuse_hostile(archive: ZipFile, path: Path) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > ALL_LIMIT:
        raise fail("EXCHANGE-004", file=path, name=path.name, megabytes=ALL_LIMIT >> 20)
    for part in parts:
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ".." in PurePosixPath(name).parts or re.match(r"[A-Za-z]:", name):
            raise fail("EXCHANGE-005", file=path, name=_shown(name))
        if part.flag_bits & 1:
            raise fail("SOURCE-012", file=path)


def _bare(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].casefold()


def _shown(name: str) -> str:
    """A name fit to be shown: without control characters, and no longer than a line."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "?", name)[:80]
