"""Taguette's projects: one SQLite file, in which highlights are counted in bytes of a page's words."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coding.exchange.foreign import rows
from coding.exchange.foreign.codes import Entry, Key, codebook_of
from coding.exchange.foreign.collecting import Collecting, Standing
from coding.exchange.foreign.gathering import Gathering, Names
from coding.exchange.foreign.pages import Page, page
from coding.exchange.foreign.placing import source_guid
from coding.exchange.frames import Frame
from coding.exchange.project import Note, Project, Text
from evaluation.errors import fail
from evaluation.model import Codebook, Coding, Memo
from evaluation.store.foreign import Row, Tables, read_tables

SUFFIXES = (".sqlite3", ".sqlite", ".db")
WANTED: Mapping[str, Sequence[str]] = {
    "projects": ("id", "name", "description"),
    "documents": ("id", "name", "description", "project_id", "contents", "created"),
    "tags": ("id", "project_id", "path", "description", "parent_id"),
    "highlights": ("id", "document_id", "start_offset", "end_offset", "snippet"),
    "highlight_tags": ("highlight_id", "tag_id"),
    "commands": ("id", "date", "user_login", "project_id", "payload"),
}
NEEDED = ("projects", "documents", "tags", "highlights", "highlight_tags")
_SPAN = ("document_id", "first", "last")


class Made(NamedTuple):
    """Who made a highlight, and when."""

    by: str = ""
    at: str = ""


def read(path: Path, frame: str | None = None) -> Project:
    tables = read_tables(path, WANTED)
    if missing := [table for table in NEEDED if table not in tables]:
        raise fail("FOREIGN-010", file=path, program="Taguette", missing=", ".join(missing))
    projects = tables["projects"]
    if len(projects) > 1:
        names = "; ".join(rows.name(row, "name") for row in projects[:8])
        raise fail("FOREIGN-013", file=path, n=len(projects), names=names)
    if frame is not None:
        raise fail("FOREIGN-014", file=path, frame=frame)
    return _Reading(Collecting(Gathering(path, "Taguette")), tables).project(path.stem)


@dataclass
class _Reading:
    collected: Collecting
    tables: Tables

    @property
    def gathering(self) -> Gathering:
        return self.collected.gathering

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    def project(self, name: str) -> Project:
        own = next(iter(self.rows("projects")), {})
        codebook, _ = self._codes
        texts = [text for row in self.rows("documents") if (text := self._text(row))]
        listed = list(self._counted())
        asked = list(self.collected.asked("coding", listed, *_SPAN))
        for standing in self.collected.standing("coding", asked, Frame()):
            self._highlight(standing)
        return Project(
            name=rows.name(own, "name") or name,
            origin="Taguette",
            description=rows.words(own, "description"),
            users=self.gathering.users,
            codebook=codebook,
            texts=tuple(texts),
            codings=tuple(self.collected.codings.values()),
            passages=tuple(self.collected.passages.values()),
            notes=tuple(self._notes()),
            losses=self.gathering.losses,
            problems=tuple(self.gathering.problems),
        )

    @cached_property
    def _codes(self) -> tuple[Codebook, Mapping[Key, str]]:
        """Tags stand under the one they name as their parent, or whose path theirs goes on with a full stop."""
        by_path = {rows.name(row, "path"): rows.number(row, "id") for row in self.rows("tags")}
        entries = []
        for row in self.rows("tags"):
            path = rows.name(row, "path")
            parent = rows.number(row, "parent_id") or by_path.get(path.rpartition(".")[0])
            above: tuple[Key, ...] = (("tag", parent),) if parent is not None else ()
            key = ("tag", rows.number(row, "id") or 0)
            entries.append(Entry(key, path, above, rows.words(row, "description")))
        found = codebook_of(self.gathering, "codebook", entries)
        self.gathering.keep("code", len(found[0]))
        return found

    @cached_property
    def _pages(self) -> dict[int, Page]:
        return {}

    @cached_property
    def _names(self) -> Names:
        return Names()

    def _text(self, row: Row) -> Text | None:
        id_, read = rows.number(row, "id"), page(rows.raw(row.get("contents")))
        if id_ is None or id_ in self._pages or not read.text.strip():
            reason = "number-twice" if read.text.strip() else "text-none"
            self.gathering.tell("source", "dropped", reason, example=rows.name(row, "name"))
            return None
        self._pages[id_] = read
        name = self._names.free(rows.name(row, "name"), f"kilde-{id_}")
        source = self.collected.texts.add(id_, name, read.text, "html")
        self.gathering.tell("source", "kept")
        return Text(source, source_guid(source), created=rows.moment(row, "created"))

    def _counted(self) -> Iterator[Row]:
        """The highlights with their places in the text as we laid it out, and their bare words."""
        for row in self.rows("highlights"):
            read = self._pages.get(rows.number(row, "document_id") or 0)
            first, last = rows.number(row, "start_offset"), rows.number(row, "end_offset")
            if read is None or first is None or last is None:
                yield {**row, "first": first, "last": last}
                continue
            words = page(rows.raw(row.get("snippet"))).text
            yield {**row, "first": _begin(read, first), "last": _end(read, last), "seltext": words}

    def _highlight(self, standing: Standing) -> None:
        id_ = rows.number(standing.row, "id") or 0
        made = self._makers.get(id_, Made())
        known = self._codes[1]
        row = {**standing.row, "date": made.at}
        tags = [known.get(("tag", tag)) for tag in self._tags.get(id_, ())]
        if not tags:
            self.collected.passage(standing.source, *standing.span)
        for tag in tags:
            coding = Coding(standing.source, *standing.span, tag or "", coder=self.gathering.by(made.by))
            self.collected.code(standing._replace(row=row), tag, coding)

    @cached_property
    def _tags(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row in self.rows("highlight_tags"):
            found.setdefault(rows.number(row, "highlight_id") or 0, []).append(rows.number(row, "tag_id") or 0)
        return found

    @cached_property
    def _makers(self) -> dict[int, Made]:
        """Highlight → who added it, as the project's own log has it."""
        found: dict[int, Made] = {}
        for row in self.rows("commands"):
            payload = _payload(row)
            if payload.get("type") == "highlight_add" and isinstance(id_ := payload.get("highlight_id"), int):
                found.setdefault(id_, Made(rows.name(row, "user_login"), rows.moment(row, "date")))
        return found

    def _notes(self) -> Iterator[Note]:
        for row in self.rows("documents"):
            source = self.collected.texts.source(rows.number(row, "id"))
            if source is not None and (text := rows.words(row, "description")):
                yield self.collected.memo(Memo(text, on="source", on_id=source.name))


def _payload(row: Row) -> dict[str, object]:
    try:
        found = json.loads(rows.raw(row.get("payload")))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _begin(read: Page, counted: int) -> int:
    """Where the first sign after so many bytes stands; -1 for bytes there are not."""
    return read.places[bisect_left(read.bytes, counted)] if 0 <= counted <= read.bytes[-1] else -1


def _end(read: Page, counted: int) -> int:
    """Where the last sign before so many bytes ends."""
    if not 0 < counted <= read.bytes[-1]:
        return -1
    last = bisect_left(read.bytes, counted) - 1
    return min(read.places[last] + (read.places[last + 1] > read.places[last]), len(read.text))
