"""The rows of a QualCoder project made into a project of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from coding.exchange.foreign import rows
from coding.exchange.foreign.codes import Entry, Key, codebook_of
from coding.exchange.foreign.collecting import Collecting, Standing
from coding.exchange.foreign.gathering import Gathering, Names
from coding.exchange.foreign.placing import Texts, frame_of, source_guid
from coding.exchange.foreign.saying import Said, Saying, What, saying
from coding.exchange.frames import Frame
from coding.exchange.guids import made_guid
from coding.exchange.project import Case, Note, Project, Text
from coding.exchange.qualcoder.media import Media
from coding.exchange.qualcoder.tables import LEFT, Shelf
from evaluation.language import phrase
from evaluation.model import Codebook, Coding, Memo
from evaluation.model.guid import guids
from evaluation.store.foreign import Row, Tables

SPAN = ("fid", "pos0", "pos1")


@dataclass
class Reading:
    """What has been made of the rows so far."""

    collected: Collecting
    tables: Tables
    shelf: Shelf

    @property
    def gathering(self) -> Gathering:
        return self.collected.gathering

    @property
    def texts(self) -> Texts:
        return self.collected.texts

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    def project(self, name: str, wanted: str | None) -> Project:
        """wanted: how places are counted, where the user says so."""
        texts = [self._text(row) for row in self.rows("source") if self.media.is_text(row) and self._has_words(row)]
        media = self.media.listed({text.medium: text.guid for text in texts if text.medium})
        asked = list(self.collected.asked("coding", self.rows("code_text"), *SPAN))
        found = frame_of(self.texts, [each for _, each in asked], wanted)
        for standing in self.collected.standing("coding", asked, found.frame):
            self._code(standing)
        notes = (*self._source_notes(), *self._annotations(found.frame), *self._journals())
        cases = self._cases(found.frame)
        self._tell_left()
        own = next(iter(self.rows("project")), {})
        for row in self.rows("coder_names"):
            self.gathering.by(rows.name(row, "name"))
        return Project(
            name=name,
            origin=f"QualCoder {rows.name(own, 'databaseversion')}".strip(),
            description=rows.words(own, "memo"),
            users=self.gathering.users,
            codebook=self.codebook,
            texts=tuple(texts),
            codings=tuple(self.collected.codings.values()),
            passages=tuple(self.collected.passages.values()),
            notes=notes,
            media=tuple(media),
            variables=self.saying.variables,
            cases=tuple(cases),
            frame=found.as_dict(),
            losses=self.gathering.losses,
            problems=tuple(self.gathering.problems),
        )

    # Codes

    @cached_property
    def _codes(self) -> tuple[Codebook, dict[Key, str]]:
        codebook, known = codebook_of(self.gathering, "codebook", list(self._entries()))
        self.gathering.keep("code", len(codebook))
        return codebook, dict(known)

    @property
    def codebook(self) -> Codebook:
        return self._codes[0]

    def _entries(self) -> Iterator[Entry]:
        for row in self.rows("code_cat"):
            yield _entry(row, "category", "catid", [("category", rows.number(row, "supercatid"))])
        for row in self.rows("code_name"):
            above = [("code", rows.number(row, "supercid")), ("category", rows.number(row, "catid"))]
            yield _entry(row, "code", "cid", [each for each in above if each[1] is not None][:1])

    # Texts and what is said of them

    @cached_property
    def saying(self) -> Saying:
        types = (
            (rows.name(row, "name"), rows.raw(row.get("valuetype")) == "numeric", rows.words(row, "memo"))
            for row in self.rows("attribute_type")
        )
        return saying(self.gathering, types, map(_said, self.rows("attribute")))

    @cached_property
    def media(self) -> Media:
        names = self._codes[1]
        known = guids(self.codebook)
        codes = {key: known[name] for key, name in names.items()}
        return Media(self.gathering, self.tables, self.shelf, self.saying, codes)

    def _has_words(self, row: Row) -> bool:
        """Whether a source is a text that there is; one without words or number is told."""
        name, id_ = rows.name(row, "name"), rows.number(row, "id")
        empty = not rows.original(row, "fulltext").strip()
        if id_ is None or id_ in self.texts.numbers or empty:
            self.gathering.tell("source", "dropped", "text-none" if empty else "number-twice", example=name)
            return False
        return True

    def _text(self, row: Row) -> Text:
        id_ = rows.number(row, "id") or 0
        name = self._names.free(rows.name(row, "name"), f"kilde-{id_}")
        source = self.texts.add(id_, name, rows.original(row, "fulltext"), "txt")
        medium = self.media.guid(id_) or self.media.transcript_of(id_)
        self.gathering.tell("transcript" if medium else "source", "kept")
        return Text(
            source,
            source_guid(source),
            medium=medium,
            file=self.shelf.find(rows.raw(row.get("mediapath"))),
            created=rows.moment(row, "date"),
            by=self.gathering.by(rows.name(row, "owner")),
            values=self.saying.of("text", id_),
        )

    @cached_property
    def _names(self) -> Names:
        return Names()

    # What stands on their words

    def _code(self, standing: Standing) -> None:
        row = standing.row
        code = self._codes[1].get(("code", rows.number(row, "cid") or 0))
        by = self.gathering.by(rows.name(row, "owner"))
        important = rows.number(row, "important") == 1
        coding = Coding(standing.source, *standing.span, code or "", coder=by, note=_note(row, important=important))
        self.collected.code(standing, code, coding, reason="important-noted" if important else "")

    def _source_notes(self) -> Iterator[Note]:
        for row in self.rows("source"):
            source = self.texts.source(rows.number(row, "id"))
            if source is not None and (text := rows.words(row, "memo")):
                yield self._memo(row, Memo(text, on="source", on_id=source.name))

    def _annotations(self, frame: Frame) -> Iterator[Note]:
        listed = [row for row in self.rows("annotation") if rows.words(row, "memo")]
        asked = list(self.collected.asked("note", listed, *SPAN))
        for row, _, source, (start, end), reason in self.collected.standing("note", asked, frame):
            memo = Memo(rows.words(row, "memo"), on="source", on_id=source, start=start, end=end)
            yield self._memo(row, memo, reason)

    def _journals(self) -> Iterator[Note]:
        for row in self.rows("journal"):
            memo = Memo(rows.words(row, "jentry"), title=rows.name(row, "name"))
            if memo.text or memo.title:
                yield self._memo(row, memo)

    def _memo(self, row: Row, memo: Memo, reason: str = "") -> Note:
        made = replace(memo, author=rows.name(row, "owner"), at=rows.moment(row, "date"))
        return self.collected.memo(made, reason=reason)

    # Cases

    def _cases(self, frame: Frame) -> list[Case]:
        parts = self._parts_of_cases(frame)
        names, found = Names(), []
        for row in self.rows("cases"):
            id_ = rows.number(row, "caseid")
            if id_ is None:
                self.gathering.tell("case", "dropped", "number-twice", example=rows.name(row, "name"))
                continue
            sources, selections = parts.get(id_, ([], []))
            name = names.free(rows.name(row, "name"), f"case-{id_}")
            self.gathering.tell("case", "kept")
            found.append(
                Case(
                    name,
                    made_guid("case", name),
                    rows.words(row, "memo"),
                    self.saying.of("case", id_),
                    sources=tuple(dict.fromkeys(sources)),
                    selections=tuple(dict.fromkeys(selections)),
                )
            )
        return found

    def _parts_of_cases(self, frame: Frame) -> dict[int, tuple[list[str], list[str]]]:
        """Case → GUIDs of the sources, and of the passages, that belong to it."""
        found: dict[int, tuple[list[str], list[str]]] = {}
        of_texts: list[Row] = []
        for row in self.rows("case_text"):
            id_ = rows.number(row, "fid")
            if id_ not in self.texts.numbers and (guid := self.media.guid(id_)):
                found.setdefault(rows.number(row, "caseid") or 0, ([], []))[0].append(guid)
            else:
                of_texts.append(row)
        asked = list(self.collected.asked("selection", of_texts, *SPAN))
        for row, each, source, (start, end), _ in self.collected.standing("selection", asked, frame):
            sources, selections = found.setdefault(rows.number(row, "caseid") or 0, ([], []))
            # Older versions end a whole text one sign early.
            if start == 0 and end >= len(self.texts.sources[self.texts.numbers[each.id_]].text) - 1:
                sources.append(self.collected.guid(each))
            else:
                selections.append(self.collected.passage(source, start, end))
        return found

    def _tell_left(self) -> None:
        for table, _, what in LEFT:
            self.gathering.tell(what, "dropped", "no-place", count=len(self.rows(table)))


def read_project(path: Path, tables: Tables, shelf: Shelf, wanted: str | None) -> Project:
    collected = Collecting(Gathering(path, "QualCoder"))
    return Reading(collected, tables, shelf).project(path.name.partition(".")[0], wanted)


def _entry(row: Row, what: str, id_: str, above: list[tuple[str, int | None]]) -> Entry:
    keys = tuple((kind, number) for kind, number in above if number is not None)
    key = (what, rows.number(row, id_) or 0)
    return Entry(key, rows.name(row, "name"), keys, rows.words(row, "memo"), rows.name(row, "color"))


def _note(row: Row, *, important: bool) -> str:
    """What is noted beside a coding; that it was marked as important is noted too."""
    return "\n".join(filter(None, (rows.words(row, "memo"), phrase("foreign.important") if important else "")))


def _said(row: Row) -> Said:
    what: What = "case" if rows.raw(row.get("attr_type")) == "case" else "text"
    return what, rows.number(row, "id"), rows.name(row, "name"), rows.words(row, "value")
