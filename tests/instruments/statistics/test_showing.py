"""The rule for what is too thin, at its limits."""

from __future__ import annotations

import pandas as pd
import pytest

from instruments.statistics.result import Row
from instruments.statistics.showing import ShowingRule, mark_thin, thinness
from instruments.statistics.tables import frequencies


def row(value: float, low: float, high: float, base: int = 100, se: float = 0.01) -> Row:
    return Row("Ja", "", int(base * value), base * value, base, float(base), value, se, low, high)


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (row(0.5, 0.4, 0.6), None),
        (row(0.5, 0.4, 0.6, base=29), "few"),
        (row(0.5, 0.4, 0.6, base=30), None),
        (row(0.5, 0.35, 0.65), "wide"),
        (row(0.5, 0.4, 0.6, se=0.5 / 5), "few"),  # an effective sample of 25
        (row(0.05, 0.02, 0.10), "wide"),  # 0.08 is over 1.3 times 0.05
        (row(0.02, 0.01, 0.05), None),  # 0.04 is narrow, whatever the share
    ],
)
def test_what_is_too_thin(figure: Row, told: str | None) -> None:
    assert thinness(figure) == told


def test_a_rule_of_ones_own() -> None:
    assert thinness(row(0.5, 0.4, 0.6, base=29), ShowingRule(fewest=10)) is None


def test_means_are_judged_by_their_base_alone() -> None:
    assert thinness(row(3.5, 1.0, 6.0), shares=False) is None
    assert thinness(row(3.5, 1.0, 6.0, base=10), shares=False) == "few"


def test_a_table_keeps_its_figures_and_marks_them() -> None:
    table = mark_thin(frequencies(pd.Series([1, 1, 2])))
    assert [(row.thin, row.n) for row in table.rows] == [("few", 2), ("few", 1)]
