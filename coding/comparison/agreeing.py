"""The figures of a study's coders, with the universe they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from coding.agreement import Agreement, Drawn, agreements, measure, measure_names, unitised
from coding.agreement.discover import ALL
from coding.agreement.figures import USUAL
from coding.comparison.compared import Compared, compared
from coding.comparison.universe import Universe
from coding.comparison.wanted import Wanted
from evaluation.study import Study

# In the order they are shown: for decisions on units, then for text that coders cut themselves.
ORDER = (
    "percent-agreement", "cohen-kappa", "scott-pi", "fleiss-kappa", "brennan-prediger", "gwet-ac", "krippendorff-alpha",
    "u-alpha", "u-alpha-layers", "u-alpha-binary", "cu-alpha", "cu-alpha-domains", "ku-alpha",
)  # fmt: skip
DEFAULT = ("krippendorff-alpha",)
USUALLY = Wanted()


@dataclass(frozen=True, slots=True)
class Agreed:
    """A figure and its universe."""

    figure: Agreement
    universe: Universe

    def record(self) -> dict[str, Any]:
        """As plain values; `coders` and `rounds` stand side by side, None for what is not defined."""
        figure = self.figure
        return {
            "measure": figure.measure,
            "unit": self.universe.unit,
            "code": figure.code,
            "value": _plain(figure.value),
            "low": _plain(figure.low),
            "high": _plain(figure.high),
            "units": figure.units,
            "coders": [each.coder for each in self.universe.raters],
            "reason": figure.reason,
            "rounds": [each.round for each in self.universe.raters],
            "categories": figure.categories,
            "codes": figure.codes,
            "weights": figure.weights,
            "resamples": figure.resamples,
            "seed": figure.seed,
            "universe": self.universe.record(),
        }


def agree(
    study: Study, wanted: Wanted = USUALLY, measures: Sequence[str] = DEFAULT, drawn: Drawn = USUAL
) -> list[Agreed]:
    """The measures (`all`: every one), code by code and over all codes.

    Raises AGREEMENT-001 for a measure that there is not, and what `compared` raises.
    """
    return agreed(compared(study, wanted), measures, drawn)


def agreed(found: Compared, measures: Sequence[str] = DEFAULT, drawn: Drawn = USUAL) -> list[Agreed]:
    """The same of codings that are laid out already."""
    names = asked(measures)
    of_units = [each for each in names if measure(each).TAKES == "ratings"]
    of_text = [each for each in names if each not in of_units]
    figures = agreements(found.ratings, of_units, drawn=drawn) if of_units else []
    cut = unitised(found.continuum, of_text, domains=found.domains, drawn=drawn) if of_text else []
    rows = [Agreed(each, found.universe) for each in figures]
    return [*rows, *(Agreed(each, found.universe_of_text) for each in cut)]


def asked(measures: Sequence[str]) -> list[str]:
    """The measures by name, each once, in the order they are shown; raises AGREEMENT-001 for one there is not."""
    known = sorted(measure_names(), key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    names = known if ALL in measures else [measure(each).NAME for each in measures]
    return sorted(dict.fromkeys(names), key=known.index)


def _plain(value: float) -> float | None:
    return None if isnan(value) else value
