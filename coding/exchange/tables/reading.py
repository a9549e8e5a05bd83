"""A table of codings found again in the texts of a study; a table of codes read as a codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import get_args

from coding.codebooks.table import imported
from coding.exchange.foreign import rows as values
from coding.exchange.foreign.gathering import Gathering
from coding.exchange.foreign.known_codes import KnownCodes
from coding.exchange.foreign.placing import Asked, Place, Texts, frame_of, places
from coding.exchange.frames import Foreign
from coding.exchange.project import Coded, Project
from coding.exchange.quotes import Quoted
from coding.exchange.tables.columns import columns_of
from coding.exchange.tables.files import Table
from coding.text.folding import fold
from coding.text.spans import Span
from evaluation.errors import fail, problem
from evaluation.memos import tidy
from evaluation.model import Coding, OffsetMap
from evaluation.model.codebook import Origin
from evaluation.settings.nearness import nearest

NOTED = 200  # rows told one by one; the loss report counts them all
SURE = 99  # what is found less surely is told
SHOWN = 60
ORIGINS: tuple[Origin, ...] = get_args(Origin)


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose code is known; `source` is the number of its text, None where the row names none."""

    line: int
    cells: Mapping[str, str]
    code: str
    source: int | None
    start: int | None
    end: int | None

    @property
    def quote(self) -> str:
        return self.cells.get("text", "")


def read_table(path: Path, table: Table, known: Project, frame: str | None) -> Project:
    """Raises FOREIGN-021 for a table of neither codings nor codes, 023 or 028 where none of its texts is there."""
    columns = columns_of(table.headings)
    if "code" in columns and ("text" in columns or {"start", "end"} <= set(columns)):
        return _Codings(path, table, columns, known).project(frame)
    if frame is None and ("code" in columns or any(_is_name(each) for each in table.headings)):
        found = imported(path, _headings(table.headings), table.rows)
        return Project(name=path.stem, codebook=found.codebook, problems=(*table.problems, *found.problems))
    raise fail("FOREIGN-021", file=path, line=1, found=", ".join(filter(str.strip, table.headings))[:200] or "–")


def _is_name(heading: str) -> bool:
    from coding.codebooks.table import column_of

    return column_of(heading) == "name"


def _headings(headings: Sequence[str]) -> list[str]:
    """Taguette calls a code a tag."""
    return ["name" if each.strip().lower() == "tag" else each for each in headings]


@dataclass
class _Codings:
    path: Path
    table: Table
    columns: Mapping[str, int]
    known: Project
    gathering: Gathering = field(init=False)
    codings: dict[Coding, Coded] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gathering = Gathering(self.path, "table")
        self.gathering.problems += self.table.problems

    def project(self, frame: str | None) -> Project:
        if not self.known.texts:
            raise fail("FOREIGN-028", file=self.path)
        listed = [row for line, cells in self.table.rows if (row := self._row(line, cells))]
        self._refuse_strangers(listed)
        counted = [row for row in listed if row.source is not None and row.start is not None and row.end is not None]
        asked = {row.line: _asked(row) for row in counted}
        found = frame_of(self._texts, list(asked.values()), frame)
        placed = dict(zip(asked, places(self._texts, list(asked.values()), found.frame), strict=True))
        for row in listed:
            self._take(row, *self._place(row, placed.get(row.line)))
        used = {coding.source for coding in self.codings}
        self.gathering.keep("code", len(self._codes.codebook()))
        return Project(
            name=self.path.stem,
            users=self.gathering.users,
            codebook=self._codes.codebook(),
            texts=tuple(text for text in self.known.texts if text.source.name in used),
            codings=tuple(self.codings.values()),
            frame=found.as_dict() if asked else {},
            losses=self.gathering.losses,
            problems=tuple(self.gathering.problems),
        )

    @cached_property
    def _codes(self) -> KnownCodes:
        return KnownCodes(self.known.codebook)

    @cached_property
    def _texts(self) -> Texts:
        sources = [text.source for text in self.known.texts]
        foreign = [Foreign(source.text, OffsetMap(), len(source.text)) for source in sources]
        return Texts(sources, foreign, {number: number for number in range(len(sources))})

    @cached_property
    def _quoted(self) -> list[Quoted]:
        return [Quoted(text.source.text) for text in self.known.texts]

    @cached_property
    def _named(self) -> dict[str, int]:
        """What a source may be called → its number: its name, with or without the ending of a file."""
        found: dict[str, int] = {}
        for number, text in enumerate(self.known.texts):
            name = text.source.name
            for way in (name, fold(name), fold(Path(name).stem), fold(Path(text.source.file).name)):
                found.setdefault(way, number)
        return found

    def _row(self, line: int, cells: Sequence[str]) -> Row | None:
        told = {
            name: cells[at].strip() if name != "text" else cells[at]
            for name, at in self.columns.items()
            if at < len(cells)
        }
        code, over = _code_of(told)
        if not code:
            self.gathering.tell("coding", "dropped", "code-none", example=_short(told.get("text", "")))
            return None
        written = told.get("source", "")
        source = self._source(written)
        if written and source is None:
            self._strangers.setdefault(written, line)
            self.gathering.tell("coding", "dropped", "source-gone", example=written)
            return None
        numbers = [values.number({"n": told.get(each, "")}, "n") for each in ("start", "end")]
        return Row(line, {**told, "over": "\n".join(over)}, code, source, *numbers)

    @cached_property
    def _strangers(self) -> dict[str, int]:
        """Sources that the study does not have, with the line each is named on first."""
        return {}

    def _source(self, written: str) -> int | None:
        if not written:
            return 0 if len(self.known.texts) == 1 else None
        ways = (written, fold(written), fold(Path(written).stem))
        return next((self._named[way] for way in ways if way in self._named), None)

    def _refuse_strangers(self, listed: Sequence[Row]) -> None:
        known = [text.source.name for text in self.known.texts]
        if self._strangers and not listed:
            names = ", ".join(list(self._strangers)[:8])
            raise fail("FOREIGN-023", file=self.path, names=names, known=", ".join(known[:8]))
        for name, line in list(self._strangers.items())[:NOTED]:
            near = ", ".join(nearest(name, known) or known[:8])
            self._warn("FOREIGN-024", line, name=name, known=near)

    def _warn(self, code: str, line: int, **told: object) -> None:
        if len(self.gathering.problems) < NOTED:
            self.gathering.problems.append(problem(code, file=self.path, line=line, severity="warning", **told))

    def _place(self, row: Row, counted: Place | None) -> tuple[int, Place]:
        """The number of the text, and the place in it."""
        if counted is not None and row.source is not None:
            return row.source, counted
        if not row.quote.strip():
            return row.source or 0, Place(None, "place-none")
        numbers = range(len(self._quoted)) if row.source is None else [row.source]
        best = [(number, each) for number in numbers for each in self._quoted[number].places(row.quote)]
        most = max((each.sureness for _, each in best), default=0)
        best = [(number, each) for number, each in best if each.sureness >= most - 1]
        if len(best) != 1:
            code = "FOREIGN-026" if best else "FOREIGN-027"
            listed = ", ".join(f"{self._texts.sources[n].name} {each.start}–{each.end}" for n, each in best[:8])
            self._warn(code, row.line, words=_short(row.quote), n=len(best), places=listed)
            return row.source or 0, Place(None, "several-places" if best else "words-none")
        [(number, each)] = best
        return number, Place(Span(each.start, each.end), "" if each.sureness == 100 else "found-alike", each.sureness)

    def _take(self, row: Row, source: int, place: Place) -> None:
        if place.span is None:
            self.gathering.tell("coding", "dropped", place.reason, example=_short(row.quote))
            return
        text = self._texts.sources[source]
        if place.sureness < SURE:
            words = _short(text.text[slice(*place.span)])
            self._warn("FOREIGN-025", row.line, words=_short(row.quote), found=words, sure=place.sureness)
        coding = Coding(
            text.name,
            *place.span,
            self._codes.take(row.code, row.cells["over"].split("\n") if row.cells["over"] else ()),
            coder=self.gathering.by(" ".join(tidy(row.cells.get("coder", "")).split())),
            round=row.cells.get("round") or "1",
            origin=_origin(row.cells.get("origin", "")),
            note=tidy(row.cells.get("note", "")),
            certainty=_certainty(row.cells.get("certainty", "")),
        )
        if coding in self.codings:
            self.gathering.tell("coding", "dropped", "twice", example=_short(row.quote))
            return
        self.codings[coding] = Coded(coding, at=values.moment({"at": row.cells.get("at", "")}, "at"))
        example = _short(row.quote) if place.reason else ""
        self.gathering.tell("coding", "changed" if place.reason else "kept", place.reason, example=example)


def _asked(row: Row) -> Asked:
    return Asked(row.source or 0, row.start or 0, row.end or 0, row.quote)


def _code_of(told: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The code of a row, and the names above it: a path may stand in a column of its own or under the code."""
    code = told.get("code", "")
    path = [part.strip() for part in told.get("path", "").split(" / ") if part.strip()]
    if path and (not code or path[-1] == code):
        return path[-1], tuple(path[:-1])
    parts = [part.strip() for part in code.replace(" > ", " / ").split(" / ") if part.strip()]
    return (parts[-1], tuple(parts[:-1])) if parts else ("", ())


def _origin(written: str) -> Origin:
    return next((each for each in ORIGINS if each == written), "manual")


def _certainty(written: str) -> int | None:
    found = values.number({"n": written}, "n")
    return found if found is not None and 0 <= found <= 100 else None


def _short(words: str) -> str:
    line = " ".join(tidy(words).split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
