"""The texts a model learns from: what people have coded or refused, and what the codebook itself says of its codes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coding.suggest.features import Seen, see
from coding.suggest.linear import Truth
from coding.suggest.twins import twins
from evaluation.errors import fail
from evaluation.language import LANGUAGES, Language
from evaluation.model import Codebook
from evaluation.settings.nearness import near

OWN_WORDS = ("label", "definition", "include", "example")
OwnWords = tuple[str, str, Language]  # text, code, language


@dataclass(frozen=True, eq=False)
class Examples:
    """Texts × codes, with what is seen of each text; `twins` are texts that say nearly the same.

    known: where the truth is known; of a text that people have coded it is all of it, of one for which they have
    refused a code and coded nothing, that code alone.
    """

    places: NDArray[np.object_]
    truth: Truth
    known: Truth
    seen: Seen
    twins: NDArray[np.int32]

    def __getitem__(self, rows: NDArray[Any]) -> Examples:
        return Examples(self.places[rows], self.truth[rows], self.known[rows], self.seen[rows], self.twins[rows])


@dataclass(frozen=True, eq=False)
class Lessons:
    """What people coded, what the codebook says, and the columns both are seen in. Each code of `codes` is coded."""

    codes: tuple[str, ...]
    coded: Examples
    told: Examples
    vocabulary: dict[str, int]

    def without(self, out: NDArray[np.bool_]) -> Lessons:
        """The same without these of the texts, and without anything that says nearly what one of them says."""
        gone = self.coded.twins[out]
        # A codebook's example may be taken from the very text that is left out.
        also = ~np.isin(self.told.twins, gone)
        return replace(self, coded=self.coded[~out & ~np.isin(self.coded.twins, gone)], told=self.told[also])


def lessons(units: pd.DataFrame, codebook: Codebook, place: str | None = None) -> Lessons:
    """Read units (columns text and code, perhaps language and refused; a row for each of a text's codes).

    place: the column whose values are later left out together; by default every text is a place of its own.
    refused: true where the text is not about the code; a text both coded and refused is coded.
    Raises SUGGEST-001 where nothing is coded, -002 where the codebook is empty, -003 where there is nothing to tell
    the only code from, -004 for a code that the codebook does not have.
    """
    names = tuple(code.name for code in codebook)
    given = _given(units, place)
    _refuse(given, names)
    used = set(given["code"][~given["refused"]])
    codes = tuple(name for name in names if name in used)
    rows = _distinct(given[given["code"].isin(used)])
    own = list(_own_words(codebook))
    if len(codes) == 1 and all(code == codes[0] for _, code, _ in own):
        raise fail("SUGGEST-003", name=codes[0])
    read = _Read(rows, own, codebook, codes)
    return Lessons(codes, read.part(slice(len(rows))), read.part(slice(len(rows), None)), read.vocabulary)


class _Read:
    """What is seen of all texts together: those that people coded, then those of the codebook."""

    def __init__(self, rows: pd.DataFrame, own: Sequence[OwnWords], codebook: Codebook, codes: Sequence[str]) -> None:
        texts = [*(str(text) for text in rows["text"]), *(text for text, _, _ in own)]
        languages = [*map(_language, rows["language"]), *(language for _, _, language in own)]
        self.places = np.array([*rows["place"], *(name for _, name, _ in own)], dtype=object)
        self.twins = twins(texts)
        self.seen, self.vocabulary = see(texts, languages, codebook, codes)
        self.truth = _among(codes, [*rows["given"], *({name} for _, name, _ in own)])
        refused = _among(codes, [*rows["refused"], *(() for _ in own)])
        # The codebook's words on a code that is not used are an example of none.
        told = np.arange(len(texts)) >= len(rows)
        self.known = (self.truth.any(axis=1) | told)[:, None] | refused

    def part(self, rows: slice) -> Examples:
        these = np.arange(len(self.truth))[rows]
        return Examples(self.places, self.truth, self.known, self.seen, self.twins)[these]


def _among(codes: Sequence[str], held: Sequence[Collection[str]]) -> Truth:
    return np.array([[code in each for code in codes] for each in held], dtype=bool).reshape(len(held), len(codes))


def _given(units: pd.DataFrame, place: str | None) -> pd.DataFrame:
    columns = {
        "language": units.get("language", "nb"),
        "refused": units["refused"].astype(bool) if "refused" in units else False,
        "place": units[place] if place else units["text"],
    }
    return units.assign(**columns)


def _refuse(units: pd.DataFrame, names: Sequence[str]) -> None:
    if not names:
        raise fail("SUGGEST-002")
    if units["refused"].all():
        raise fail("SUGGEST-001")
    for code in sorted(set(units["code"]) - set(names)):
        raise fail("SUGGEST-004", name=code, known=near(code, names))


def _distinct(units: pd.DataFrame) -> pd.DataFrame:
    """One row for each text and place, in an order that does not depend on that of the units.

    `given` and `refused` hold sets of codes.
    """
    sides = units.assign(given=units["code"].mask(units["refused"]), refused=units["code"].where(units["refused"]))
    groups = sides.groupby(["place", "text"], sort=True, as_index=False)
    return groups.agg(given=("given", _codes), refused=("refused", _codes), language=("language", "first"))


def _codes(found: pd.Series[str]) -> frozenset[str]:
    return frozenset(found.dropna())


def _own_words(codebook: Codebook) -> Iterator[OwnWords]:
    for code in codebook:
        for part in OWN_WORDS:
            texts = getattr(code, part).as_dict()
            # Bokmål and nynorsk are often the same; a text that serves in every language counts once.
            yield from ((text, code.name, language) for text, language in {t: k for k, t in texts.items()}.items())


def _language(given: object) -> Language:
    return given if given in LANGUAGES else "nb"
