"""Figures of a survey with their intervals, as they are read from a table and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from evaluation.language import Language, phrase
from evaluation.numbers import write_number, write_percent
from reports.figures.colours import INK, WHITE
from reports.figures.lettering import one_line

if TYPE_CHECKING:
    import pandas as pd

CAP = 2.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share (0 to 1) with its interval; `value` is None where the figure is hidden or too thin to show."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None

    def written(self, language: Language) -> str:
        """`34,6 % (30,1–39,4)`; without an interval the share alone; hidden: the words for it."""
        if self.value is None:
            return phrase("figure.estimates.hidden", language)
        share = write_percent(self.value, 0, language)
        if self.low is None or self.high is None:
            return share
        ends = "–".join(write_number(100 * end, 0, language) for end in (self.low, self.high))
        return f"{share} ({ends})"

    @property
    def ends(self) -> tuple[float, float] | None:
        return None if self.value is None or self.low is None or self.high is None else (self.low, self.high)


Rows = Mapping[str, Mapping[str, Estimate]]  # row → group → its figure


def read_rows(table: pd.DataFrame, inner: str = "group") -> dict[str, dict[str, Estimate]]:
    """One row for each `label` and group, with `value` and perhaps `low`, `high`, `n` and `hidden`, in their order."""
    found: dict[str, dict[str, Estimate]] = {}
    for row in table.to_dict("records"):
        name = one_line(row.get(inner, "")) if row.get(inner) is not None else ""
        found.setdefault(one_line(row["label"]), {})[name] = estimate_of(row)
    return found


def estimate_of(row: Mapping[Any, Any]) -> Estimate:
    hidden = bool(row.get("hidden", False))
    value = None if hidden else _number(row["value"])
    n = _number(row.get("n"))
    return Estimate(value, _number(row.get("low")), _number(row.get("high")), None if n is None else int(n))


def names_of(rows: Rows) -> list[str]:
    """The groups, in the order in which they first appear."""
    return list(dict.fromkeys(name for own in rows.values() for name in own))


def highest(rows: Rows) -> float:
    """The largest share or end of an interval; 1 where there is none."""
    ends = (end for own in rows.values() for each in own.values() for end in (each.value, *(each.ends or ())))
    return max((end for end in ends if end is not None), default=0.0) or 1.0


def told(rows: Rows, language: Language) -> Iterable[str]:
    """One sentence for each row: every figure with its interval, as the alternative text gives them."""
    for label, own in rows.items():
        parts = [f"{name}: {each.written(language)}" if name else each.written(language) for name, each in own.items()]
        yield f"{label.rstrip('.:')} – {'; '.join(parts)}."


def paint_interval(axes: Axes, ends: tuple[float, float] | None, y: float, scale: tuple[float, float]) -> None:
    """A line from end to end with a short stroke at each; `scale`: where nought is, and points for a share of one."""
    if ends is None:
        return
    left, unit = scale
    low, high = (left + end * unit for end in ends)
    strokes = (([low, high], [y, y]), ([low, low], [y - CAP, y + CAP]), ([high, high], [y - CAP, y + CAP]))
    # White under ink: the line is seen on a dark bar and beside it.
    for colour, width, order in ((WHITE, 2.6, 3.5), (INK, 0.9, 4.0)):
        for xs, ys in strokes:
            axes.plot(xs, ys, color=colour, linewidth=width, zorder=order)


def example_rows(language: Language, groups: Sequence[str], inner: str = "group") -> pd.DataFrame:
    """Two made-up statements in a few groups, one figure hidden."""
    import pandas as pd

    values = ((0.62, 0.55, 0.69), (0.48, 0.37, 0.59), (0.35, 0.27, 0.44))
    rows = [
        {
            "label": phrase("figure.estimates.example", language, name=name), inner: group,
            "value": value - less, "low": low - less, "high": high - less, "n": 120 - 20 * at,
            "hidden": name == "B" and at == 2,
        }
        for name, less in (("A", 0.0), ("B", 0.21))
        for at, (group, (value, low, high)) in enumerate(zip(groups, values, strict=False))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _number(value: Any) -> float | None:
    return None if value is None or isnan(value) else float(value)
