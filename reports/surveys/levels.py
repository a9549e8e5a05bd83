"""Answers put together with their neighbours where too few gave them, so that the rest need not be hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.language import Language
from reports.surveys.statements import Statement, either

Side = str


@dataclass(frozen=True)
class Level:
    """An answer as it is counted: the codes it stands for, what it is called, and which side of the scale it is on."""

    codes: tuple[float, ...]
    label: str
    side: Side

    @property
    def code(self) -> float:
        """Where it stands among the others; one that was put together lies between those it was made of."""
        return sum(self.codes) / len(self.codes)


def levels_of(
    statement: Statement, counts: Mapping[float, int], threshold: int, language: Language, whole: Collection[Side] = ()
) -> tuple[Level, ...]:
    """The answers to count.

    On a scale, one that fewer than the threshold gave is put together with its neighbour on the same side; the sides in
    `whole` are one answer each. Answers in no order are left as they are.
    """
    levels = []
    for side, codes in _blocks(statement):
        parts = [tuple(codes)] if side in whole and codes else _joined(codes, counts, threshold)
        levels += [Level(part, _called([statement.labels[code] for code in part], language), side) for part in parts]
    return tuple(sorted(levels, key=lambda each: each.code))


def _blocks(statement: Statement) -> Iterator[tuple[Side, list[float]]]:
    """Codes that may be put together, with the side they are on."""
    codes = list(statement.labels)
    if not statement.ordered and not statement.is_sided:
        yield from (("", [code]) for code in codes)
    elif statement.positive:
        yield from (
            (side, [code for code in codes if code in getattr(statement, side)])
            for side in ("negative", "neutral", "positive")
        )
    elif statement.neutral:
        yield "below", [code for code in codes if code < min(statement.neutral)]
        yield "neutral", list(statement.neutral)
        yield "above", [code for code in codes if code > max(statement.neutral)]
    else:
        yield "", codes


def _joined(codes: Sequence[float], counts: Mapping[float, int], threshold: int) -> list[tuple[float, ...]]:
    parts: list[tuple[float, ...]] = [(code,) for code in codes]
    while len(parts) > 1:
        sizes = [sum(counts.get(code, 0) for code in part) for part in parts]
        few = next((place for place, size in enumerate(sizes) if size < threshold), None)
        if few is None:
            break
        beside = [place for place in (few - 1, few + 1) if 0 <= place < len(parts)]
        other = min(beside, key=lambda place: sizes[place])
        first, second = sorted((few, other))
        parts[first : second + 1] = [(*parts[first], *parts[second])]
    return parts


def _called(words: list[str], language: Language) -> str:
    return either([words[0], *(_small(each) for each in words[1:])], language)


def _small(text: str) -> str:
    """As it stands inside a sentence; a word such as NAV keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
