"""A study laid out for queries: one line of places over all sources, read only as far as a query needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from coding.query.segments import NOTHING, ROOM_BITS, Marks, Places, Segments, overlapping, segments
from coding.query.texts import Texts
from coding.query.units import Units, lay_out
from evaluation.language import Language
from evaluation.model import Codebook, People
from evaluation.people.participation import sole_informants, withdrawn
from evaluation.store.coding_queries import (
    CodingFilter,
    Rows,
    SourcePlace,
    TurnPlaces,
    find_codings,
    read_source_places,
    read_turn_places,
)
from evaluation.store.search_index import moment
from evaluation.study import Study


class Corpus:
    """A place is an offset in a source plus the source's beginning in `bases`."""

    def __init__(self, study: Study) -> None:
        self.study = study
        with study.store.reading() as connection:
            self.sources: tuple[SourcePlace, ...] = tuple(read_source_places(connection))
            self.moment = moment(connection)
        self.bases: Places = np.arange(len(self.sources), dtype=np.int64) << ROOM_BITS
        self.texts = Texts(study, self.sources)

    @cached_property
    def codebook(self) -> Codebook:
        return self.study.codebook if self.study.has_codebook() else Codebook(name="")

    @cached_property
    def people(self) -> People:
        return self.study.people()

    @cached_property
    def numbers(self) -> dict[int, int]:
        """A source's id → its number."""
        return {source.id: number for number, source in enumerate(self.sources)}

    def language_of(self, number: int) -> Language:
        """The language a source is read in: its own, else the one its words look like."""
        from evaluation.sources.tongue import guess_language

        known: Language | None = self.sources[number].language  # type: ignore[assignment]
        return known or guess_language(self.texts.text(number)) or "nb"

    # Units

    @cached_property
    def units(self) -> Units:
        """The turns of all sources, and the paragraphs of those that have none."""
        return lay_out(self.turn_places, self.numbers_of(self.turn_places.rows[:, 0]), self.texts)

    @cached_property
    def turn_places(self) -> TurnPlaces:
        with self.study.store.reading() as connection:
            return read_turn_places(connection)

    @property
    def turns(self) -> Segments:
        return self.units.places

    @cached_property
    def said(self) -> Segments:
        """The turns but for those of people who have withdrawn their consent."""
        return self.heard(self.turns)

    def heard(self, found: Segments) -> Segments:
        """Those of the stretches that nobody who has withdrawn their consent has a part in."""
        return found.keep(~overlapping(found, self.withheld)) if len(self.withheld) else found

    @cached_property
    def withheld(self) -> Segments:
        """What people said who have withdrawn their consent, label and all where a text has one voice only."""
        gone = withdrawn(self.people)
        if not gone:
            return NOTHING
        turns, speakers, _ = self.turn_places
        theirs = turns[[speaker in gone for speaker in speakers]]
        silenced = {session for session, sole in sole_informants(self.people).items() if sole in gone}
        spoken = set(turns[:, 0].tolist())
        whole = [each.id for each in self.sources if each.session in silenced and each.id not in spoken]
        return self.placed(np.array([*theirs.tolist(), *((id_, 0, (1 << ROOM_BITS) - 1) for id_ in whole)]))

    def placed(self, rows: Rows | Sequence[tuple[int, int, int]]) -> Segments:
        """Stretches given as source (its id), start and end."""
        if not len(rows):
            return NOTHING
        table = np.asarray(rows, np.int64)
        base = self.numbers_of(table[:, 0]) << ROOM_BITS
        return segments(table[:, 1] + base, table[:, 2] + base)

    def numbers_of(self, ids: Places) -> Places:
        """The numbers of sources given by their ids."""
        numbers = np.zeros(max(self.numbers, default=0) + 1, np.int64)
        numbers[list(self.numbers)] = np.arange(len(self.numbers))
        return numbers.take(ids)

    def source_of(self, places: Places) -> Places:
        """The number of the source each place lies in."""
        return places >> ROOM_BITS

    # What is found in it

    def coded(self, codes: Sequence[str] | None, wanted: CodingFilter) -> Segments:
        """What is coded with one of these codes, or with any, by codings that count."""
        with self.study.store.reading() as connection:
            rows = find_codings(connection, codes, wanted)
        return self.heard(self.placed(rows))

    def words(self, written: str) -> Segments:
        """Where words stand, written as an indicator."""
        from coding.query.words import words

        return self.heard(words(self, written))

    def sentences_in(self, turns: Marks) -> Segments:
        """The sentences of the marked turns, in order."""
        from coding.text.sentences import sentences

        starts: list[int] = []
        ends: list[int] = []
        chosen = self.turns.keep(turns)
        numbers = self.source_of(chosen.start).tolist()
        self.texts.load(numbers)
        for start, end, number in zip(chosen.start.tolist(), chosen.end.tolist(), numbers, strict=True):
            base = int(self.bases[number])
            text, language = self.texts.text(number), self.language_of(number)
            for span in sentences(text, start - base, end - base, language):
                starts.append(base + span.start)
                ends.append(base + span.end)
        return Segments(np.array(starts, np.int64), np.array(ends, np.int64))

    @cached_property
    def _children(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code in self.codebook:
            for parent in filter(None, (code.parent, *code.parents)):
                found.setdefault(parent, []).append(code.name)
        return found

    @cached_property
    def themes(self) -> Mapping[str, str]:
        """Code → its theme, or that of the nearest code above it that has one."""
        own = {theme.code: theme.id for theme in reversed(self.study.evaluation.themes)}
        lines = {code.name: reversed(self.codebook.path(code.name).split(" / ")) for code in self.codebook}
        found = {name: next((own[each] for each in line if each in own), None) for name, line in lines.items()}
        return {name: theme for name, theme in found.items() if theme}

    def names_under(self, name: str) -> list[str]:
        """A code and all those under it, by any of their parents."""
        found = {name: None}
        waiting = [name]
        while waiting:
            fresh = [child for child in self._children.get(waiting.pop(), ()) if child not in found]
            found.update(dict.fromkeys(fresh))
            waiting += fresh
        return list(found)
