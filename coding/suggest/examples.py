"""The texts a model learns from: what people have coded, and what the codebook itself says of its codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coding.suggest.features import Seen, count_pieces, find_indicators, shares_of
from coding.suggest.linear import Truth
from coding.suggest.twins import twins
from evaluation.errors import fail
from evaluation.language import LANGUAGES, Language
from evaluation.model import Codebook

OWN_WORDS = ("label", "definition", "include", "example")
OwnWords = tuple[str, str, Language]  # text, code, language


@dataclass(frozen=True, eq=False)
class Examples:
    """Texts × codes, with what is seen of each text; `twins` are texts that say nearly the same."""

    places: NDArray[np.object_]
    truth: Truth
    seen: Seen
    twins: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Lessons:
    """What people coded, what the codebook says, and the columns both are seen in. Each code of `codes` is coded."""

    codes: tuple[str, ...]
    coded: Examples
    told: Examples
    vocabulary: dict[str, int]

    def without_told(self) -> Lessons:
        """The same without what the codebook says of its codes and without its indicators: the words alone."""
        none = np.zeros(0, dtype=int)
        told = Examples(
            self.told.places[none], self.told.truth[none], _bare(self.told.seen[none]), self.told.twins[none]
        )
        return replace(self, coded=replace(self.coded, seen=_bare(self.coded.seen)), told=told)


def _bare(seen: Seen) -> Seen:
    return Seen(seen.pieces, seen.shares[:, :0])


def lessons(units: pd.DataFrame, codebook: Codebook, place: str | None = None) -> Lessons:
    """Read units (columns text and code, perhaps language; a row for each of a text's codes).

    place: the column whose values are later left out together; by default every text is a place of its own.
    Raises SUGGEST-001 where nothing is coded, -002 where the codebook is empty, -003 where there is nothing to tell
    the only code from, -004 for a code that the codebook does not have.
    """
    names = tuple(code.name for code in codebook)
    _refuse(units, names)
    used = set(units["code"])
    codes = tuple(name for name in names if name in used)
    rows = _distinct(units, place)
    own = list(_own_words(codebook))
    if len(codes) == 1 and all(code == codes[0] for _, code, _ in own):
        raise fail("SUGGEST-003", name=codes[0])
    read = _Read(rows, own, codebook)
    truth = np.array([[code in held for code in codes] for held in (*rows["code"], *({name} for _, name, _ in own))])
    return Lessons(codes, read.part(slice(len(rows)), truth), read.part(slice(len(rows), None), truth), read.vocabulary)


class _Read:
    """What is seen of all texts together: those that people coded, then those of the codebook."""

    def __init__(self, rows: pd.DataFrame, own: Sequence[OwnWords], codebook: Codebook) -> None:
        texts = [*(str(text) for text in rows["text"]), *(text for text, _, _ in own)]
        languages = [*map(_language, rows["language"]), *(language for _, _, language in own)]
        self.places = np.array([*rows["place"], *(name for _, name, _ in own)], dtype=object)
        self.twins = twins(texts)
        pieces, self.vocabulary = count_pieces(texts)
        names = [code.name for code in codebook]
        self.seen = Seen(pieces, shares_of(find_indicators(texts, codebook, languages), names))

    def part(self, rows: slice, truth: Truth) -> Examples:
        these = np.arange(len(truth))[rows]
        return Examples(self.places[these], truth[these].astype(bool), self.seen[these], self.twins[these])


def _refuse(units: pd.DataFrame, names: Sequence[str]) -> None:
    if not names:
        raise fail("SUGGEST-002")
    if units.empty:
        raise fail("SUGGEST-001")
    for code in sorted(set(units["code"]) - set(names)):
        raise fail("SUGGEST-004", name=code)


def _distinct(units: pd.DataFrame, place: str | None) -> pd.DataFrame:
    """One row for each text and place, in an order that does not depend on that of the units; `code` holds a set."""
    given = units.assign(
        language=units.get("language", "nb"),
        place=units[place] if place else units["text"],
    )
    groups = given.groupby(["place", "text"], sort=True, as_index=False)
    return groups.agg(code=("code", frozenset), language=("language", "first"))


def _own_words(codebook: Codebook) -> Iterator[OwnWords]:
    for code in codebook:
        for part in OWN_WORDS:
            texts = getattr(code, part).as_dict()
            # Bokmål and nynorsk are often the same; a text that serves in every language counts once.
            yield from ((text, code.name, language) for text, language in {t: k for k, t in texts.items()}.items())


def _language(given: object) -> Language:
    return given if given in LANGUAGES else "nb"
