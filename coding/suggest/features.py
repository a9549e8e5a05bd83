"""What the model sees of a text: the pieces its words are made of, and the indicators that stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coding.rules import apply
from coding.text.folding import fold
from coding.text.tokens import Token, forms, tokens
from evaluation.language import Language
from evaluation.model import Codebook, Source, Turn

SHORTEST_PIECE, LONGEST_PIECE = 3, 5
Matrix = Any  # a sparse matrix of scipy, which comes without types
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Seen:
    """Texts × pieces of words (how often each occurs), and texts × codes (each code's share of the indicators)."""

    pieces: Matrix
    shares: Numbers

    def __getitem__(self, rows: NDArray[Any]) -> Seen:
        return Seen(self.pieces[rows], self.shares[rows])


def joined(first: Matrix, second: Matrix) -> Matrix:
    """The rows of both, one after the other."""
    from scipy.sparse import vstack

    return vstack([first, second]).tocsr()


def words_of(text: str) -> Iterator[Token]:
    """The words of a text with their places, folded, and put together again where a line broke them."""
    return (Token(start, end, forms(word)[-1]) for start, end, word in tokens(fold(text)))


def count_pieces(texts: Iterable[str], vocabulary: Mapping[str, int] | None = None) -> tuple[Matrix, dict[str, int]]:
    """Texts × pieces, and the column of each piece; with a vocabulary only the pieces in it are counted."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    plain = [" ".join(token.word for token in words_of(text)) for text in texts]
    if vocabulary == {} or not any(plain):
        return csr_matrix((len(plain), len(vocabulary or {}))), dict(vocabulary or {})
    limits = (SHORTEST_PIECE, LONGEST_PIECE)
    counter = CountVectorizer(analyzer="char_wb", ngram_range=limits, lowercase=False, vocabulary=vocabulary)
    counted = (counter.fit_transform if vocabulary is None else counter.transform)(plain)
    return counted.tocsr(), dict(vocabulary or counter.vocabulary_)


@cache
def pieces_of(word: str) -> tuple[str, ...]:
    """The pieces one word is made of, cut as `count_pieces` cuts them: it puts a blank at either end."""
    padded = f" {word} "
    lengths = range(SHORTEST_PIECE, LONGEST_PIECE + 1)
    return tuple(padded[at : at + n] for n in lengths for at in range(len(padded) - n + 1))


class Find(NamedTuple):
    """The words [start, end) of a text at which an indicator of a code was found."""

    start: int
    end: int
    code: str
    indicator: str


def find_indicators(
    texts: Sequence[str], codebook: Codebook, languages: Sequence[Language] | None = None
) -> list[list[Find]]:
    """For each text where indicators stand in it, found as the rules find them. languages: nb unless given."""
    spoken: Sequence[Language] = languages if languages is not None else ["nb" for _ in texts]
    found: list[list[Find]] = [[] for _ in texts]
    for language in dict.fromkeys(spoken):
        rows = [row for row, each in enumerate(spoken) if each == language]
        for row, find in _found([texts[row] for row in rows], codebook, language):
            found[rows[row]].append(find)
    return found


def _found(texts: Sequence[str], codebook: Codebook, language: Language) -> Iterator[tuple[int, Find]]:
    """Each find with the number of its text. The texts go to the rules as the turns of one source, all at once."""
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    turns = tuple(Turn(start, start + len(text)) for start, text in zip(starts, texts, strict=False))
    source = Source("", "\n".join(texts), turns=turns, language=language)
    for coding in apply(codebook, source, unit="match"):
        row = bisect_right(starts, coding.start) - 1
        for indicator in coding.note.split(", "):
            yield row, Find(coding.start - starts[row], coding.end - starts[row], coding.code, indicator)


def shares_of(found: Sequence[Sequence[Find]], codes: Sequence[str]) -> Numbers:
    """Texts × codes: each code's different indicators among all in the text; the fewer there are, the less they say."""
    place = {code: number for number, code in enumerate(codes)}
    counts = np.zeros((len(found), len(codes)))
    for row, here in enumerate(found):
        for code, _ in {(find.code, find.indicator) for find in here}:
            counts[row, place[code]] += 1
    shares: Numbers = counts / (counts.sum(axis=1, keepdims=True) + 1)
    return shares


def shares_for(found: Sequence[Sequence[Find]], codebook: Codebook, codes: Sequence[str]) -> Numbers:
    """The shares of these codes, in this order, among all indicators of the codebook."""
    names = [code.name for code in codebook]
    return shares_of(found, names)[:, [names.index(code) for code in codes]]


def see(
    texts: Sequence[str],
    languages: Sequence[Language] | None,
    codebook: Codebook,
    codes: Sequence[str],
    vocabulary: Mapping[str, int] | None = None,
) -> tuple[Seen, dict[str, int]]:
    """What is seen of texts, the indicators for these codes in this order; and the column of each piece of a word."""
    pieces, columns = count_pieces(texts, vocabulary)
    return Seen(pieces, shares_for(find_indicators(texts, codebook, languages), codebook, codes)), columns
