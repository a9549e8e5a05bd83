"""RQDA's projects: one SQLite file, in which what was deleted is only marked so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coding.exchange.foreign import rows
from coding.exchange.foreign.codes import Entry, Key, codebook_of
from coding.exchange.foreign.collecting import Collecting, Standing
from coding.exchange.foreign.gathering import Gathering, Names
from coding.exchange.foreign.placing import frame_of, source_guid
from coding.exchange.foreign.saying import Said, Saying, saying
from coding.exchange.frames import Frame
from coding.exchange.guids import made_guid
from coding.exchange.project import Case, Note, Project, Text
from evaluation.errors import fail
from evaluation.model import Codebook, Coding, Memo
from evaluation.store.foreign import Row, Tables, read_tables

SUFFIXES = (".rqda",)
_SPAN = ("fid", "selfirst", "selend")
_MADE = ("owner", "date", "memo", "status")
_CODING = ("cid", *_SPAN, "seltext", *_MADE)
WANTED: Mapping[str, Sequence[str]] = {
    "project": ("databaseversion", "memo"),
    "source": ("id", "name", "file", *_MADE),
    "freecode": ("id", "name", "color", *_MADE),
    "codecat": ("catid", "name", *_MADE),
    "treecode": ("cid", "catid", "status"),
    "coding": _CODING,
    "coding2": _CODING,
    "cases": ("id", "name", *_MADE),
    "caselinkage": ("caseid", *_SPAN, "status"),
    "attributes": ("name", "class", "memo", "status"),
    "caseAttr": ("variable", "value", "caseID", "status"),
    "fileAttr": ("variable", "value", "fileID", "status"),
    "filecat": ("catid", "name", "status"),
    "treefile": ("fid", "catid", "status"),
    "annotation": ("fid", "position", "annotation", "owner", "date", "status"),
    "journal": ("name", "journal", "owner", "date", "status"),
    "image": ("id", "status"),
    "imageCoding": ("iid", "status"),
}
NEEDED = ("source", "freecode", "coding")
# What rows of each table are called when they are told.
_ELEMENTS = {
    "source": "source", "freecode": "code", "codecat": "code", "coding": "coding", "coding2": "coding", "cases": "case",
    "attributes": "variable", "caseAttr": "value", "fileAttr": "value", "annotation": "note", "journal": "note",
}  # fmt: skip
_ROUNDS = {"coding": "1", "coding2": "2"}  # the second table is for coding once more
FILE_CATEGORY = "RQDA: file category"


def read(path: Path, frame: str | None = None) -> Project:
    tables = read_tables(path, WANTED)
    if missing := [table for table in NEEDED if table not in tables]:
        raise fail("FOREIGN-010", file=path, program="RQDA", missing=", ".join(missing))
    collected = Collecting(Gathering(path, "RQDA"))
    there = {table: _there(collected.gathering, table, listed) for table, listed in tables.items()}
    return _Reading(collected, there).project(path.stem, frame)


def _there(gathering: Gathering, table: str, listed: Sequence[Row]) -> list[Row]:
    """The rows that are not marked as deleted; in tables that know no such mark, all."""
    kept = [row for row in listed if rows.number(row, "status") in (1, None)]
    if table in _ELEMENTS:
        gathering.tell(_ELEMENTS[table], "dropped", "deleted", count=len(listed) - len(kept))
    return kept


@dataclass
class _Reading:
    collected: Collecting
    tables: Tables

    @property
    def gathering(self) -> Gathering:
        return self.collected.gathering

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    def project(self, name: str, wanted: str | None) -> Project:
        codebook, known = self._codes
        texts = [text for row in self.rows("source") if (text := self._text(row))]
        asked = {table: list(self.collected.asked("coding", self.rows(table), *_SPAN)) for table in _ROUNDS}
        found = frame_of(self.collected.texts, [each for listed in asked.values() for _, each in listed], wanted)
        for table, listed in asked.items():
            for standing in self.collected.standing("coding", listed, found.frame):
                self._code(standing, known, _ROUNDS[table])
        own = next(iter(self.rows("project")), {})
        notes = (*self._source_notes(), *self._annotations(found.frame), *self._journals())
        cases = self._cases(found.frame)
        self.gathering.tell("picture", "dropped", "no-place", count=len(self.rows("image")))
        self.gathering.tell("coding", "dropped", "no-place", count=len(self.rows("imageCoding")))
        return Project(
            name=name,
            origin=f"RQDA {rows.name(own, 'databaseversion')}".strip(),
            description=rows.words(own, "memo"),
            users=self.gathering.users,
            codebook=codebook,
            texts=tuple(texts),
            codings=tuple(self.collected.codings.values()),
            passages=tuple(self.collected.passages.values()),
            notes=notes,
            variables=self._saying.variables,
            cases=tuple(cases),
            frame=found.as_dict(),
            losses=self.gathering.losses,
            problems=tuple(self.gathering.problems),
        )

    @cached_property
    def _codes(self) -> tuple[Codebook, Mapping[Key, str]]:
        above: dict[int, list[Key]] = {}
        for row in self.rows("treecode"):
            above.setdefault(rows.number(row, "cid") or 0, []).append(("category", rows.number(row, "catid") or 0))
        entries = [_entry(row, "category", "catid", ()) for row in self.rows("codecat")]
        for row in self.rows("freecode"):
            entries.append(_entry(row, "code", "id", tuple(above.get(rows.number(row, "id") or 0, ()))))
        found = codebook_of(self.gathering, "codebook", entries)
        self.gathering.keep("code", len(found[0]))
        return found

    @cached_property
    def _saying(self) -> Saying:
        types = (
            (rows.name(row, "name"), rows.raw(row.get("class")) == "numeric", rows.words(row, "memo"))
            for row in self.rows("attributes")
        )
        return saying(self.gathering, types, self._said())

    def _said(self) -> Iterator[Said]:
        for row in self.rows("caseAttr"):
            yield "case", rows.number(row, "caseID"), rows.name(row, "variable"), rows.words(row, "value")
        for row in self.rows("fileAttr"):
            yield "text", rows.number(row, "fileID"), rows.name(row, "variable"), rows.words(row, "value")
        categories = {rows.number(row, "catid"): rows.name(row, "name") for row in self.rows("filecat")}
        of_file: dict[int | None, list[str]] = {}
        for row in self.rows("treefile"):
            if (category := categories.get(rows.number(row, "catid"))) is not None:
                of_file.setdefault(rows.number(row, "fid"), []).append(category)
        for id_, listed in of_file.items():
            yield "text", id_, FILE_CATEGORY, "; ".join(dict.fromkeys(listed))

    @cached_property
    def _names(self) -> Names:
        return Names()

    def _text(self, row: Row) -> Text | None:
        id_, words = rows.number(row, "id"), rows.original(row, "file")
        if id_ is None or id_ in self.collected.texts.numbers or not words.strip():
            reason = "number-twice" if words.strip() else "text-none"
            self.gathering.tell("source", "dropped", reason, example=rows.name(row, "name"))
            return None
        source = self.collected.texts.add(id_, self._names.free(rows.name(row, "name"), f"kilde-{id_}"), words, "txt")
        self.gathering.tell("source", "kept")
        return Text(
            source,
            source_guid(source),
            created=rows.moment(row, "date"),
            by=self.gathering.by(rows.name(row, "owner")),
            values=self._saying.of("text", id_),
        )

    def _code(self, standing: Standing, known: Mapping[Key, str], round_: str) -> None:
        row = standing.row
        code = known.get(("code", rows.number(row, "cid") or 0))
        by = self.gathering.by(rows.name(row, "owner"))
        note = rows.words(row, "memo")
        coding = Coding(standing.source, *standing.span, code or "", coder=by, round=round_, note=note)
        self.collected.code(standing, code, coding)

    def _source_notes(self) -> Iterator[Note]:
        for row in self.rows("source"):
            source = self.collected.texts.source(rows.number(row, "id"))
            if source is not None and (text := rows.words(row, "memo")):
                yield self.collected.memo(_made(row, text, on="source", on_id=source.name))

    def _annotations(self, frame: Frame) -> Iterator[Note]:
        """Annotations stand at a point: here on the sign that follows it."""
        listed = [{**row, "end": (rows.number(row, "position") or 0) + 1} for row in self.rows("annotation")]
        asked = list(self.collected.asked("note", listed, "fid", "position", "end"))
        for row, _, source, (start, end), reason in self.collected.standing("note", asked, frame):
            if text := rows.words(row, "annotation"):
                memo = _made(row, text, on="source", on_id=source, start=start, end=end)
                yield self.collected.memo(memo, reason=reason)

    def _journals(self) -> Iterator[Note]:
        for row in self.rows("journal"):
            if text := rows.words(row, "journal"):
                yield self.collected.memo(_made(row, text, title=rows.name(row, "name")))

    def _cases(self, frame: Frame) -> list[Case]:
        parts: dict[int, list[str]] = {}
        whole: dict[int, list[str]] = {}
        asked = list(self.collected.asked("selection", self.rows("caselinkage"), *_SPAN))
        for row, each, source, (start, end), _ in self.collected.standing("selection", asked, frame):
            case, length = rows.number(row, "caseid") or 0, len(self.collected.texts.source(each.id_).text)  # type: ignore[union-attr]
            if (start, end) == (0, length):
                whole.setdefault(case, []).append(self.collected.guid(each))
            else:
                parts.setdefault(case, []).append(self.collected.passage(source, start, end))
        found, names = [], Names()
        for row in self.rows("cases"):
            id_ = rows.number(row, "id") or 0
            name = names.free(rows.name(row, "name"), f"case-{id_}")
            self.gathering.tell("case", "kept")
            sources, selections = (tuple(dict.fromkeys(each.get(id_, ()))) for each in (whole, parts))
            said = self._saying.of("case", id_)
            memo = rows.words(row, "memo")
            found.append(Case(name, made_guid("case", name), memo, said, sources=sources, selections=selections))
        return found


def _entry(row: Row, what: str, id_: str, above: tuple[Key, ...]) -> Entry:
    key = (what, rows.number(row, id_) or 0)
    return Entry(key, rows.name(row, "name"), above, rows.words(row, "memo"), rows.name(row, "color"))


def _made(row: Row, text: str, **values: object) -> Memo:
    return Memo(text, author=rows.name(row, "owner"), at=rows.moment(row, "date"), **values)  # type: ignore[arg-type]
