"""Why a code is suggested: the model's weights, brought back to the words of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from coding.suggest.features import Find, Numbers, pieces_of, words_of
from coding.text.tokens import Token

MOST_WORDS = 4
FEWEST_SHARE = 0.2  # a word that weighs less than this part of the heaviest one is not named
Columns = Mapping[str, tuple[int, float]]


class Reason(NamedTuple):
    words: tuple[str, ...]
    indicator: str


def reason(text: str, found: Sequence[Find], weights: Numbers, columns: Columns, indicated: float) -> Reason:
    """The words of the text that spoke most for a code, heaviest first, and the indicators that were found.

    found: the code's indicators in the text. weights: of the code's pieces. columns: piece → column and rarity.
    indicated: what its indicators weigh.
    """
    spoken = list(words_of(text))
    heaviness = _by_pieces(spoken, weights, columns)
    for place, weight in _by_indicators(spoken, found, indicated):
        heaviness[place] += weight
    return Reason(tuple(_heaviest(text, spoken, heaviness)), ", ".join(dict.fromkeys(find.indicator for find in found)))


def _by_pieces(spoken: Sequence[Token], weights: Numbers, columns: Columns) -> list[float]:
    """For each word what its pieces weigh; a piece that occurs often weighs less each time, as the model counts it."""
    counted = Counter(piece for token in spoken for piece in pieces_of(token.word) if piece in columns)
    values = {piece: (1 + log(n)) * columns[piece][1] for piece, n in counted.items()}
    length = sum(value**2 for value in values.values()) ** 0.5 or 1.0
    each = {
        piece: value / length / counted[piece] * float(weights[columns[piece][0]]) for piece, value in values.items()
    }
    return [sum(each.get(piece, 0.0) for piece in pieces_of(token.word)) for token in spoken]


def _by_indicators(spoken: Sequence[Token], found: Sequence[Find], weight: float) -> list[tuple[int, float]]:
    """What the indicators weigh, shared among the words at their ends, which are always the indicator's own."""
    ends = [place for find in found for place in _ends(spoken, find)]
    return [(place, weight / len(ends)) for place in ends]


def _ends(spoken: Sequence[Token], find: Find) -> list[int]:
    return [n for n, token in enumerate(spoken) if token.start == find.start or token.end == find.end]


def _heaviest(text: str, spoken: Sequence[Token], heaviness: Sequence[float]) -> list[str]:
    summed: dict[str, float] = {}
    written: dict[str, str] = {}
    for token, weight in zip(spoken, heaviness, strict=True):
        summed[token.word] = summed.get(token.word, 0.0) + weight
        written.setdefault(token.word, " ".join(text[token.start : token.end].split()))
    ordered = sorted((word for word in summed if summed[word] > 0), key=lambda word: -summed[word])
    return [written[word] for word in ordered[:MOST_WORDS] if summed[word] >= FEWEST_SHARE * summed[ordered[0]]]
