"""The codings of a study as columns of a table, worked out for all of them at once; only those that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from coding.query.case_attributes import attribute_of
from coding.query.corpus import Corpus
from coding.query.segments import Places, Segments, overlapping
from coding.text.letters import blank, letters
from evaluation.store.coding_queries import CodingText, code_names, coding_rows
from evaluation.study import Study

Column = npt.NDArray[Any] | list[str]
NOTED: tuple[CodingText, ...] = ("coder", "round", "origin", "note")


class CodingColumns:
    """The codings by source and place, without those that reach into words somebody has taken back."""

    def __init__(self, study: Study, columns: Sequence[str]) -> None:
        """columns: those that will be asked for."""
        self.corpus = Corpus(study)
        with study.store.reading() as connection:
            self._names = code_names(connection)
            noted = [each for each in NOTED if each in columns]
            rows, self._noted = coding_rows(connection, noted, ids="id" in columns)
        self._order = self._ordered(rows)
        self._rows = rows[self._order]

    def column(self, name: str) -> Column:
        """One of the columns of `coding.retrieval.CODING_COLUMNS`."""
        told: Mapping[str, Callable[[], Column]] = {
            "id": lambda: self._rows[:, 4],
            "source": lambda: _taken([each.name for each in self.corpus.sources], self._sources),
            "start": lambda: self._rows[:, 1],
            "end": lambda: self._rows[:, 2],
            "text": self._texts,
            "code": lambda: self._of_codes(lambda name: name),
            "path": lambda: self._of_codes(self.corpus.codebook.path),
            "theme": lambda: self._of_codes(self.corpus.themes.get),
            "words": self._words,
        }
        if name in told:
            return told[name]()
        return _taken(self._noted[name], self._order) if name in self._noted else self._who(name)

    def _ordered(self, rows: Places) -> Places:
        """The numbers of the rows that are kept, by place, then by the codebook, then by id."""
        found = self._stretches(rows)
        kept = np.flatnonzero(~overlapping(found, self.corpus.withheld))
        order = kept[np.argsort(found.start[kept], kind="stable")]
        start = found.start[order]
        alike = np.zeros(len(order), bool)
        alike[1:] = start[1:] == start[:-1]
        alike[:-1] |= alike[1:]
        some = order[alike]  # only where several begin at one place is there more to look at
        order[alike] = some[np.lexsort((rows[some, -1], self._codes(rows[some]), found.end[some], found.start[some]))]
        return order

    @cached_property
    def _sources(self) -> Places:
        return self.corpus.numbers_of(self._rows[:, 0])

    @cached_property
    def _found(self) -> Segments:
        return self._stretches(self._rows)

    def _stretches(self, rows: Places) -> Segments:
        base = self.corpus.bases.take(self.corpus.numbers_of(rows[:, 0])) if len(rows) else rows[:, 0]
        return Segments(rows[:, 1] + base, rows[:, 2] + base)

    def _codes(self, rows: Places) -> Places:
        """The place of each coding's code in the codebook."""
        places = np.zeros(max(self._names, default=0) + 1, np.int64)
        places[list(self._names)] = np.arange(len(self._names))
        return places.take(rows[:, 3])

    def _of_codes(self, told: Callable[[str], str | None]) -> Column:
        return _taken([told(name) for name in self._names.values()], self._codes(self._rows))

    def _who(self, name: str) -> Column:
        attribute = attribute_of(self.corpus, name)
        if attribute is None:
            raise KeyError(name)
        values = [value[0] if value else None for value in attribute.values(self.corpus)]
        return _taken([*values, None], attribute.numbers(self.corpus, self._found))

    def _texts(self) -> list[str]:
        found: list[str] = []
        places = zip(self._sources.tolist(), self._rows[:, 1].tolist(), self._rows[:, 2].tolist(), strict=True)
        self.corpus.texts.load(np.unique(self._sources).tolist())
        for number, some in groupby(places, key=lambda each: each[0]):
            text = self.corpus.texts.text(number)
            found += [" ".join(text[start:end].split()) for _, start, end in some]
        return found

    def _words(self) -> Places:
        """How many words each coding has something of."""
        numbers, begins = np.unique(self._sources, return_index=True)
        self.corpus.texts.load(numbers.tolist())
        parts = np.split(self._rows, begins[1:])
        counts = [_counted(self.corpus.texts.text(each), part) for each, part in zip(numbers, parts, strict=False)]
        return np.concatenate([np.empty(0, np.int64), *counts])


def _counted(text: str, rows: Places) -> Places:
    gaps = np.r_[True, blank(letters(text)), True]
    begins = np.flatnonzero(gaps[:-1] & ~gaps[1:])
    ends = np.flatnonzero(~gaps[:-1] & gaps[1:])
    first = np.searchsorted(ends, rows[:, 1], side="right")
    return np.asarray(np.maximum(np.searchsorted(begins, rows[:, 2]) - first, 0))


def _taken(values: Sequence[str | None], numbers: Places) -> Column:
    return np.array(values, object).take(numbers) if values else np.empty(0, object)
