"""Where a QualCoder project's database and media lie, and the tables of it that are asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coding.exchange.archive import Archive, opened
from coding.exchange.project import Attached
from evaluation.errors import fail
from evaluation.store.foreign import Tables, read_tables

DATABASE = "data.qda"
LARGEST = 1 << 30  # bytes of a database in an archive
_SPAN = ("pos0", "pos1")
_MADE = ("owner", "date", "memo")
WANTED: Mapping[str, Sequence[str]] = {
    "project": ("databaseversion", "memo"),
    "source": ("id", "name", "fulltext", "mediapath", "av_text_id", *_MADE),
    "code_cat": ("catid", "name", "supercatid", *_MADE),
    "code_name": ("cid", "name", "catid", "supercid", "color", *_MADE),
    "code_text": ("cid", "fid", "seltext", *_SPAN, "important", *_MADE),
    "code_image": ("imid", "id", "x1", "y1", "width", "height", "cid", "pdf_page", *_MADE),
    "code_av": ("avid", "id", *_SPAN, "cid", *_MADE),
    "annotation": ("fid", *_SPAN, *_MADE),
    "cases": ("caseid", "name", *_MADE),
    "case_text": ("caseid", "fid", *_SPAN),
    "attribute_type": ("name", "caseOrFile", "valuetype", "memo"),
    "attribute": ("name", "attr_type", "value", "id"),
    "journal": ("name", "jentry", "owner", "date"),
    "coder_names": ("name",),
}
NEEDED = ("source", "code_name", "code_text")
# What a study has no place for: table, a column of it, and what its rows are called.
LEFT = (
    ("graph", "grid", "graph"),
    ("stored_sql", "title", "query"),
    ("ris", "risid", "reference"),
    ("link", "id", "link"),
    ("creative_item", "id", "idea"),
    ("dictionary", "id", "dictionary"),
    ("code_set", "id", "set"),
    ("comment", "id", "comment"),
    ("qtt_sheet", "id", "worksheet"),
    ("r_script", "id", "script"),
)


@dataclass(frozen=True)
class Shelf:
    """The folder of a project's media, or an archive and the folder in it."""

    place: Path
    archive: Archive | None = None
    within: str = ""

    def find(self, written: str) -> Attached | None:
        """The file a path in the project means, if it lies in the project. Nothing outside it is touched."""
        bare = PurePosixPath(written.replace("\\", "/").lstrip("/"))
        if not written or ".." in bare.parts or ":" in written:
            return None
        if bare.parts[:1] == ("docs",):  # what the database calls so lies in another folder
            bare = PurePosixPath("documents", *bare.parts[1:])
        if self.archive is not None:
            member = str(PurePosixPath(self.within, bare))
            there = next((each for each in self.archive.zip.namelist() if each.replace("\\", "/") == member), None)
            return Attached(bare.name, self.place, there) if there else None
        file = self.place / bare
        inside = file.resolve().is_relative_to(self.place.resolve())
        return Attached(bare.name, file) if inside and file.is_file() else None


@contextmanager
def project_at(path: Path) -> Iterator[tuple[Tables, Shelf]]:
    """The rows of a project, and its media. Raises for what is no such project."""
    with _database(path) as (file, shelf):
        tables = read_tables(file, {**WANTED, **{table: (column,) for table, column, _ in LEFT}})
        if missing := [table for table in NEEDED if table not in tables]:
            raise fail("FOREIGN-010", file=path, program="QualCoder", missing=", ".join(missing))
        yield tables, shelf


@contextmanager
def _database(path: Path) -> Iterator[tuple[Path, Shelf]]:
    if path.is_dir():
        yield path / DATABASE, Shelf(path)
    elif path.suffix.lower() == ".zip" or _is_zip(path):
        with opened(path) as archive, tempfile.TemporaryDirectory(prefix="underveis-") as folder:
            member = _member(archive)
            file = Path(folder, DATABASE)
            file.write_bytes(archive.read(member, LARGEST))
            yield file, Shelf(path, archive, member.replace("\\", "/").rpartition("/")[0])
    else:
        yield path, Shelf(path.parent)


def _is_zip(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as content:
        return content.read(4) == b"PK\3\4"


def _member(archive: Archive) -> str:
    """The database that lies least deep."""
    names = [each for each in archive.zip.namelist() if each.replace("\\", "/").rpartition("/")[2] == DATABASE]
    if not names:
        raise fail("FOREIGN-011", file=archive.path, name=DATABASE)
    return min(names, key=lambda each: (each.count("/"), each))
