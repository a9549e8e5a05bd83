"""The universe: which texts and how many units the figures are about, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from coding.comparison.raters import Rater
from coding.comparison.wanted import Unit, Wanted
from coding.query.corpus import Corpus
from evaluation.errors import fail
from evaluation.settings.nearness import nearest


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text that does not count, and those who have worked on it all the same."""

    source: str
    raters: tuple[Rater, ...] = ()


@dataclass(frozen=True, slots=True)
class Universe:
    """units: how many there are, coded or not; coded: those of them with a coding that counts. drawn: what the interval
    draws anew. uncounted: codings of those compared, on these texts, that touch no unit.
    """

    unit: Unit
    units: int
    coded: int
    sources: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    raters: tuple[Rater, ...]
    codes: tuple[str, ...]
    drawn: Unit
    where: str = ""
    uncounted: int = 0

    def record(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "units": self.units,
            "coded": self.coded,
            "sources": list(self.sources),
            "left_out": [
                {"source": each.source, "coders": [who.coder for who in each.raters]} for each in self.left_out
            ],
            "codes": len(self.codes),
            "where": self.where or None,
            "drawn": self.drawn,
            "uncounted": self.uncounted,
        }


def counted(
    corpus: Corpus, codings: pd.DataFrame, raters: Sequence[Rater], wanted: Wanted
) -> tuple[list[str], list[LeftOut]]:
    """The texts that count, and those that do not: who has a coding in a text, by whatever code, has worked on it.

    codings: `source`, `coder`, `round`. Raises AGREEMENT-014 where none is left, AGREEMENT-016 for a text
    that there is not.
    """
    names = _asked([each.name for each in corpus.sources], wanted.sources)
    if wanted.all_sources:
        return names, []
    worked = set(codings[["source", "coder", "round"]].drop_duplicates().itertuples(index=False, name=None))
    by_whom = {name: tuple(who for who in raters if (name, *who) in worked) for name in names}
    shared = [name for name, who in by_whom.items() if len(who) == len(raters)]
    left = [LeftOut(name, who) for name, who in by_whom.items() if name not in shared]
    if not shared:
        who = ", ".join(each.name for each in raters)
        raise fail("AGREEMENT-014", names=who, sources=", ".join(names[:8]) or "–")
    return shared, left


def _asked(known: list[str], asked: Sequence[str]) -> list[str]:
    for name in asked:
        if name not in known:
            raise fail("AGREEMENT-016", value=name, known=", ".join(nearest(name, known) or known[:8]) or "–")
    return [name for name in known if not asked or name in asked]
