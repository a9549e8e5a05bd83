"""Many stretches of text laid end to end, so that they can be searched in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from coding.text.folding import fold
from coding.text.letters import Letters, folded, letters, text_of
from coding.text.spans import Span
from coding.text.word_places import END, Places


@dataclass(frozen=True)
class Block:
    """`folded`: the stretches, each with a zero after it, and `letters`, the same as numbers.

    Stretch n begins at `begins[n]`, and in its own text at `origins[n]`. Words of stretches with the same owner are
    counted on, so that a phrase may reach from one into the next: a stage direction stands between them, or nothing.
    """

    folded: str
    letters: Letters
    begins: Places
    origins: Places
    owners: Places

    def stretches_of(self, places: Places) -> Places:
        """The number of the stretch in which each of these places lies."""
        return np.searchsorted(self.begins, places, side="right") - 1

    def owners_of(self, places: Places) -> Places:
        """The owner of the stretch in which each of these places, ascending, lies."""
        bounds = np.append(np.searchsorted(places, self.begins), len(places))
        return np.repeat(self.owners, np.diff(bounds))

    def original(self, places: Places, stretches: Places) -> Places:
        """The places, which lie in these stretches, as places of the texts the stretches come from."""
        return places - self.begins[stretches] + self.origins[stretches]


def block_of_answers(texts: Sequence[str], lengths: Places) -> Block:
    """Each text is one stretch with itself for an owner; `lengths` are theirs."""
    numbers = folded(letters(_laid_out(texts)))
    begins = _begins(lengths)
    return Block(text_of(numbers), numbers, begins, np.zeros_like(begins), np.arange(len(texts)))


def block_of_stretches(text: str, within: Iterable[Span]) -> Block:
    """Stretches of one text."""
    spans, whole = list(within), fold(text)
    laid_out = _laid_out(whole[start:end] for start, end in spans)
    begins = _begins(np.fromiter((end - start for start, end in spans), np.int64, len(spans)))
    origins = np.fromiter((span.start for span in spans), np.int64, len(spans))
    return Block(laid_out, letters(laid_out), begins, origins, np.zeros_like(begins))


def _laid_out(texts: Iterable[str]) -> str:
    return END.join((*texts, "")) or END


def _begins(lengths: Places) -> Places:
    return np.append(0, np.cumsum(lengths + len(END)))[: len(lengths)]
