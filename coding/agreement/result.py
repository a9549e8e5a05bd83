"""One figure of agreement, with all that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isnan, nan
from typing import Literal

Reason = Literal["one-coder", "no-units", "no-pair", "one-value", "no-chance", "no-code", "no-intersection", "overlap"]
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Agreement:
    """`value` is NaN where it is not defined, and `reason` says why; `low` and `high` are the 95 % interval around it.

    code: the layer it is about; None for all of them, or for a plain table. units: those with two ratings or more, of
    text that coders cut themselves its characters. categories: values the coders could choose between. resamples: how
    often units were drawn anew, with `seed`; the interval is NaN where there is one unit or none to draw from.
    """

    measure: str
    value: float
    low: float = nan
    high: float = nan
    code: str | None = None
    units: int = 0
    coders: tuple[str, ...] = ()
    categories: int = 0
    weights: str = ""
    reason: Reason | None = None
    resamples: int = 0
    seed: int | None = None
    codes: int = field(default=1, compare=False)

    @property
    def defined(self) -> bool:
        return not isnan(self.value)
