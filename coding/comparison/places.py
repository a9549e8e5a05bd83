"""The units of a study's texts as a plain table: where each lies, and in which block it is drawn.

A character or a word stands in a text wherever it is, in a label too. A turn is what one person says, in a text that
nobody speaks in a paragraph; sentences are those of turns; a question is all that is said under it in one text. What
people said who have withdrawn their consent is no unit. With a condition, units are those of the turns it keeps.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from coding.comparison.wanted import Unit
from coding.query.attributes import ON_CODINGS
from coding.query.conditions import comparisons, keeps, parted
from coding.query.corpus import Corpus
from coding.query.reading import read
from coding.query.segments import ROOM_BITS, Marks, Places, Segments, joined, overlapping
from coding.query.tokens import fault
from evaluation.errors import fail
from evaluation.settings.nearness import nearest
from evaluation.store.coding_queries import CodingFilter

FEWEST_BLOCKS, MOST_BLOCKS = 2, 2000  # of more turns, several that follow each other are drawn together


def unit_named(name: str, known: Sequence[Unit]) -> Unit:
    """Raises AGREEMENT-017, with the nearest, for a unit that there is not."""
    for each in known:
        if each == name:
            return each
    raise fail("AGREEMENT-017", value=name, known=", ".join(nearest(name, known, cutoff=50) or known))


class Layout:
    """The texts that count, on the corpus's line of places."""

    def __init__(self, corpus: Corpus, sources: Sequence[str], where: str) -> None:
        self.corpus, self.where = corpus, where
        self.numbers = np.array([at for at, each in enumerate(corpus.sources) if each.name in set(sources)], np.int64)
        here = np.isin(corpus.source_of(corpus.turns.start), self.numbers) & ~overlapping(corpus.turns, corpus.withheld)
        self.kept: Marks = here & self._passing(here)

    @property
    def turns(self) -> Segments:
        return self.corpus.turns.keep(self.kept)

    def stretches(self) -> Segments:
        """All the text that counts."""
        return self.turns if self.where else self._whole()

    def table(self, unit: Unit) -> pd.DataFrame:
        """`source`, `start`, `end`, and where they are needed `unit` and `block`."""
        found, number = self._units(unit)
        told = self.told(found)
        if number is not None:
            told["unit"] = number
        if self.drawn(unit) != unit:
            told["block"] = self._block_of(found.start) // -(-len(self.turns) // MOST_BLOCKS)
        return told

    def told(self, found: Segments) -> pd.DataFrame:
        """`source`, `start`, `end` of stretches on the line."""
        source = self.corpus.source_of(found.start)
        base = source << ROOM_BITS
        names = np.array([each.name for each in self.corpus.sources], object)
        return pd.DataFrame({"source": names[source], "start": found.start - base, "end": found.end - base})

    def drawn(self, unit: Unit) -> Unit:
        """What the interval draws: of units smaller than a sentence whole turns, for they do not stand alone."""
        several = len(self.turns) >= FEWEST_BLOCKS
        return "turn" if unit in ("character", "token") and several else unit

    def _block_of(self, places: Places) -> Places:
        """The turn each place lies in, or in the text after which it lies; the first turn for what stands before it."""
        at = np.searchsorted(self.turns.start, places, side="right") - 1
        ahead = np.minimum(at + 1, max(len(self.turns) - 1, 0))
        same = (at >= 0) & (self.turns.start[np.maximum(at, 0)] >> ROOM_BITS == places >> ROOM_BITS)
        return np.where(same, at, ahead)

    def _units(self, unit: Unit) -> tuple[Segments, Places | None]:
        """The stretches, and where several are one unit the number of the unit each belongs to."""
        if unit == "turn":
            return self.turns, None
        if unit == "sentence":
            return self.corpus.heard(self.corpus.sentences_in(self.kept)), None
        if unit == "question":
            asked = self.kept & (self.corpus.units.question >= 0)
            return self.corpus.turns.keep(asked), self.corpus.units.question[asked]
        if unit == "token":
            return self._tokens(), None
        found = self.stretches()
        if unit == "character":
            return _parted(found, self.turns.start), None
        return found, self.corpus.source_of(found.start)

    def _whole(self) -> Segments:
        """The texts from end to end, but for what is taken back."""
        self.corpus.texts.load(self.numbers.tolist())
        start = self.numbers << ROOM_BITS
        end = start + np.array([len(self.corpus.texts.text(each)) for each in self.numbers.tolist()], np.int64)
        gone = joined(self.corpus.withheld)
        edges = np.unique(np.concatenate([start, end, gone.start, gone.end]))
        pieces = Segments(edges[:-1], edges[1:])
        inside = overlapping(pieces, Segments(start, end)) & ~overlapping(pieces, gone)
        return pieces.keep(inside)

    def _tokens(self) -> Segments:
        from coding.text.folding import fold
        from coding.text.word_places import words

        places = [words(fold(self.corpus.texts.text(each))) for each in self.numbers.tolist()]
        bases = [each << ROOM_BITS for each in self.numbers.tolist()]
        starts, ends = (
            np.concatenate([np.empty(0, np.int64), *(base + each for base, each in zip(bases, own, strict=True))])
            for own in ([each.starts for each in places], [each.ends for each in places])
        )
        found = Segments(starts, ends)
        return found.keep(overlapping(found, self.stretches()) & ~overlapping(found, self.corpus.withheld))

    def _passing(self, here: Marks) -> Marks:
        """Which of the turns the condition keeps."""
        if not self.where:
            return np.ones(len(here), bool)
        written = f"WHERE {self.where}"
        condition = read(written, self.corpus.codebook).where
        for comparison in comparisons(condition) if condition else ():
            if comparison.attribute in (*ON_CODINGS, "theme", "koder", "kodar", "runde", "tema"):
                raise fault("AGREEMENT-018", written, comparison.at, name=comparison.attribute)
        _, parts = parted(written, condition, self.corpus)
        marks = [keeps(written, each, self.corpus, self.corpus.turns, CodingFilter()) for each in parts]
        return np.asarray(np.logical_and.reduce(marks) if marks else np.ones(len(here), bool))


def _parted(found: Segments, places: Places) -> Segments:
    """The stretches, parted at these places."""
    edges = np.unique(np.concatenate([found.start, found.end, places]))
    pieces = Segments(edges[:-1], edges[1:])
    return pieces.keep(overlapping(pieces, found))
