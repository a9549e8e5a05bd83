"""What statistics give: estimates and tables that carry their base, their counts and their method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite, nan
from typing import Any, Literal

import pandas as pd

from evaluation.language import Language, phrase
from evaluation.numbers import write_number

CONFIDENCE = 0.95
Of = Literal["answered", "respondents", "answers"]
Thin = Literal["few", "wide"]


@dataclass(frozen=True, slots=True)
class Base:
    """Those a figure is about: `n` counted, `n_weighted` weighted; `asked` less `n` gave none of the answers counted.

    of: who they are: `answered` (gave a valid answer), `respondents` (everyone in the table) or `answers` (not people).
    missing: how many gave no valid answer, by reason; the reason of an empty cell is "".
    """

    n: int
    n_weighted: float
    asked: int
    of: Of = "answered"
    missing: Mapping[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        told = {"n": self.n, "n_weighted": self.n_weighted, "asked": self.asked, "of": self.of}
        return told | {"missing": dict(self.missing)}


@dataclass(frozen=True, slots=True)
class Method:
    """How a figure was made.

    statistic: `share`, `mean`, `total`, `ratio`, `quantile`, `difference` … variance: `simple` (no design: everyone
    counts alike), `taylor` or `jackknife`. interval: `wilson`, `beta`, `logit`, `t`, `woodruff` … or "" for none.
    """

    statistic: str
    variance: str = "simple"
    interval: str = ""
    confidence: float = CONFIDENCE
    design: str = ""

    def as_dict(self) -> dict[str, Any]:
        told = {"statistic": self.statistic, "variance": self.variance, "interval": self.interval}
        return told | {"confidence": self.confidence, "design": self.design}

    def told(self, language: Language | None = None) -> str:
        """The method as a line under a table: `Vektet. Taylor-linearisering. 95 %-intervaller …`."""
        lines = [phrase(f"statistics.variance.{self.variance}", language)]
        if self.interval:
            level = write_number(100 * self.confidence, language=language)
            lines.append(phrase(f"statistics.interval.{self.interval}", language, level=level))
        return " ".join(lines)


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure. `se` is NaN where there is no interval; `degrees` are the design's degrees of freedom here."""

    value: float
    se: float
    low: float
    high: float
    base: Base
    method: Method
    label: str = ""
    group: str = ""
    degrees: float = nan
    design_effect: float = nan

    @property
    def n(self) -> int:
        return self.base.n

    @property
    def n_weighted(self) -> float:
        return self.base.n_weighted

    def to_frame(self) -> pd.DataFrame:
        names = ("label", "group", "n", "n_weighted", "value", "se", "low", "high", "degrees", "design_effect")
        return pd.DataFrame([{name: getattr(self, name) for name in names}])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: `n` gave this answer (of a mean: gave any), of `base` in this group.

    thin: why the figure is too thin to show, if it is. hidden: it would tell too much of too few; its figures are gone.
    """

    label: str
    group: str
    n: int
    n_weighted: float
    base: int
    base_weighted: float
    value: float
    se: float = nan
    low: float = nan
    high: float = nan
    degrees: float = nan
    thin: Thin | None = None
    hidden: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON: what is hidden or not defined is None."""
        told: dict[str, Any] = {"label": self.label, "group": self.group, "hidden": self.hidden, "thin": self.thin}
        told["n"] = None if self.hidden else self.n
        told["base"] = None if self.base < 0 else self.base
        for name in ("n_weighted", "base_weighted", "value", "se", "low", "high"):
            number = getattr(self, name)
            told[name] = number if isfinite(number) else None
        return told


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one question, for everyone or by group."""

    question: str
    base: Base
    method: Method
    rows: tuple[Row, ...]
    by: str = ""

    @property
    def n(self) -> int:
        return self.base.n

    @property
    def n_weighted(self) -> float:
        return self.base.n_weighted

    def as_dict(self) -> dict[str, Any]:
        """`{question, by, base, method, rows}`, ready for JSON."""
        rows = [row.as_dict() for row in self.rows]
        base, method = self.base.as_dict(), self.method.as_dict()
        return {"question": self.question, "by": self.by, "base": base, "method": method, "rows": rows}

    def to_frame(self) -> pd.DataFrame:
        """One line for each row, with its question."""
        frame = pd.DataFrame([row.as_dict() for row in self.rows])
        frame.insert(0, "question", self.question)
        return frame

    def row(self, label: str, group: str = "") -> Row:
        """The row of an answer in a group. Raises KeyError."""
        for row in self.rows:
            if row.label == label and row.group == group:
                return row
        raise KeyError((label, group))
