"""Designs of every kind beside what the variance of a total is by definition, reckoned the long way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.errors import EvaluationError
from instruments.statistics.design import design_of
from instruments.statistics.estimates import by_group, mean, proportion, total
from instruments.statistics.tables import frequencies

quick = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 10_000)


def drawn(seed: int, *, certain: bool = False) -> pd.DataFrame:
    """Two to four strata of two to four schools, two to five pupils of each; with `certain`, one stratum of one."""
    random = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for stratum in range(int(random.integers(2, 5))):
        alone = certain and stratum == 0
        schools = 1 if alone else int(random.integers(2, 5))
        there = schools if alone else schools + int(random.integers(1, 6))
        for school in range(schools):
            pupils = int(random.integers(2, 6))
            enrolled = pupils + int(random.integers(0, 9))
            rows += [{"stratum": stratum, "school": school, "pupil": pupil, "schools": there, "enrolled": enrolled,
                      "y": float(random.normal(10, 4)), "g": "ab"[int(random.integers(0, 2))]}
                     for pupil in range(pupils)]  # fmt: skip
    frame = pd.DataFrame(rows)
    counts = frame.groupby("stratum")["school"].transform("nunique")
    size = frame.groupby(["stratum", "school"])["pupil"].transform("size")
    return frame.assign(w=frame["schools"] / counts * frame["enrolled"] / size)


def by_definition(frame: pd.DataFrame, scores: pd.Series, *, stages: int, finite: bool) -> float:
    """Särndal, Swensson and Wretman (1992), 4.3: between the first units, and what the second stage adds within."""
    found = 0.0
    for _, stratum in frame.assign(z=scores).groupby("stratum"):
        sums = stratum.groupby("school")["z"].sum()
        n, share = len(sums), len(sums) / stratum["schools"].iloc[0] if finite else 0.0
        found += (1 - share) * n / (n - 1) * ((sums - sums.mean()) ** 2).sum() if n > 1 else 0.0
        if stages == 2:
            for _, school in stratum.groupby("school"):
                m, within = len(school), 1 - len(school) / school["enrolled"].iloc[0]
                found += share * within * m / (m - 1) * ((school["z"] - school["z"].mean()) ** 2).sum()
    return found


def design(frame: pd.DataFrame, **given: Any) -> Any:
    return design_of(frame, weight="w", strata="stratum", **given)


TWO = {"clusters": ["school", "pupil"], "population": ["schools", "enrolled"]}


@given(seeds)
@quick
def test_two_stages_with_finite_populations(seed: int) -> None:
    frame = drawn(seed)
    scores = frame["y"] * frame["w"]
    assert total(frame["y"], design(frame, **TWO)).se ** 2 == pytest.approx(
        by_definition(frame, scores, stages=2, finite=True)
    )


@given(seeds)
@quick
def test_clusters_drawn_with_replacement(seed: int) -> None:
    frame = drawn(seed)
    found = total(frame["y"], design(frame, clusters="school"))
    assert found.se**2 == pytest.approx(by_definition(frame, frame["y"] * frame["w"], stages=1, finite=False))


@given(seeds)
@quick
def test_a_school_that_was_certain_to_come_adds_its_second_stage_alone(seed: int) -> None:
    frame = drawn(seed, certain=True)
    scores = frame["y"] * frame["w"]
    found = total(frame["y"], design(frame, **TWO))
    assert found.se**2 == pytest.approx(by_definition(frame, scores, stages=2, finite=True))


@given(seeds)
@quick
def test_a_domains_mean_is_a_ratio_over_the_whole_sample(seed: int) -> None:
    frame = drawn(seed)
    inside = (frame["g"] == "a").astype(float)
    if inside.sum() < 2:
        return
    whole = (inside * frame["w"]).sum()
    value = (inside * frame["w"] * frame["y"]).sum() / whole
    scores = inside * frame["w"] * (frame["y"] - value) / whole
    found = mean(frame["y"], design(frame, **TWO).within(inside == 1))
    assert (found.value, found.se**2) == pytest.approx((value, by_definition(frame, scores, stages=2, finite=True)))
    grouped = next(each for each in by_group(mean, frame["y"], frame["g"], design(frame, **TWO)) if each.group == "a")
    assert (grouped.value, grouped.se) == pytest.approx((found.value, found.se))


@given(seeds)
@quick
def test_tables_by_group_are_the_shares_one_by_one(seed: int) -> None:
    frame = drawn(seed)
    answers = (frame["y"] > 10).map({True: "ja", False: "nei"})
    table = frequencies(answers, design(frame, **TWO), by=frame["g"])
    for row in table.rows:
        inside = frame["g"] == row.group
        if inside.sum() > 1:
            one = proportion(answers == row.label, design(frame, **TWO).within(inside))
            assert (row.value, row.se, row.low, row.high) == pytest.approx(
                (one.value, one.se, one.low, one.high), nan_ok=True
            )


@given(seeds)
@quick
def test_those_outside_a_domain_count_as_much_as_a_weight_of_zero_would(seed: int) -> None:
    """A respondent with weight 0 has no say in any sum, and is still one who was drawn."""
    frame = drawn(seed)
    inside = frame["y"] > frame["y"].median()
    found = total(frame["y"], design(frame, clusters="school").within(inside))
    scores = (frame["y"] * frame["w"]).where(inside, 0.0)
    assert found.se**2 == pytest.approx(by_definition(frame, scores, stages=1, finite=False))


def test_a_weight_of_zero_itself_is_refused_with_what_to_do() -> None:
    frame = drawn(1)
    with pytest.raises(EvaluationError) as caught:
        design(frame.assign(w=frame["w"].where(frame.index > 0, 0.0)), clusters="school")
    assert [each.code for each in caught.value.problems] == ["STATISTICS-003"]
