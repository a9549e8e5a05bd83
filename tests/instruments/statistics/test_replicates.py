"""The jackknife gives what R's replicate designs give, for any statistic of weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.statistics.design import design_of
from instruments.statistics.replicates import Statistic, jackknife, replicated
from instruments.statistics.values import Floats
from instruments.statistics.weighting import post_stratify
from tests.instruments.statistics.reference import expected, near, needs_reference, schools


@needs_reference
@pytest.mark.parametrize(("name", "kind"), [("apiclus1", "JK1"), ("apistrat", "JKn")])
def test_the_jackknife_agrees_with_r(name: str, kind: str) -> None:
    frame, design = schools(name)
    told, scores = expected()[f"replicate_{name}_{kind}"], frame["api00"].to_numpy(float)
    found = jackknife(lambda weights: float((weights * scores).sum() / weights.sum()), design)
    mean = told["mean_api00"]
    assert found.degrees == told["degf"]
    assert [found.value, found.se, found.low, found.high] == near(
        [mean["coef"]["api00"], mean["se"]["api00"], *mean["ci95"]["api00"]]
    )


def test_of_a_plain_mean_it_is_the_textbooks() -> None:
    values = np.array([1.0, 4, 4, 9])
    design = design_of(pd.DataFrame({"w": [2.0] * 4}), weight="w")
    found = jackknife(lambda weights: float(np.average(values, weights=weights)), design, "mean")
    assert found.se == pytest.approx(values.std(ddof=1) / 2)
    assert found.method.told("en").startswith("Weighted by the sampling design; standard errors by the jackknife.")


def test_fitted_weights_are_refused() -> None:
    frame = pd.DataFrame({"w": [1.0, 2, 3, 4], "g": list("aabb")})
    fitted = post_stratify(frame, design_of(frame, weight="w"), "g", {"a": 5, "b": 5}).design

    def size(weights: Floats) -> float:
        return float(weights.sum())

    with pytest.raises(EvaluationError) as caught:
        jackknife(size, fitted)
    assert caught.value.problems[0].code == "STATISTICS-040"


def average(scores: Floats) -> Statistic:
    return lambda weights: float((weights * scores).sum() / weights.sum())


@needs_reference
def test_given_columns_of_a_jackknife_give_what_r_gives() -> None:
    """R's JK1 of the clusters: each column without one, the others in its place, and the share not drawn."""
    frame, design = schools("apiclus1")
    clusters, weights = frame["dnum"].to_numpy(), design.weights
    names = np.unique(clusters)
    columns = np.stack([np.where(clusters == each, 0, weights * len(names) / (len(names) - 1)) for each in names], 1)
    left = 1 - len(names) / frame["fpc"].iloc[0]
    scales = [(len(names) - 1) / len(names) * left] * len(names)
    found = replicated(average(frame["api00"].to_numpy(float)), weights, columns, "jk1", scales=scales)
    told = expected()["replicate_apiclus1_JK1"]
    assert found.degrees == told["degf"]
    assert found.se == near(told["mean_api00"]["se"]["api00"])


@needs_reference
def test_given_columns_of_a_stratified_jackknife_take_their_own_factors() -> None:
    frame, design = schools("apistrat")
    strata, weights = frame["stype"].to_numpy(), design.weights
    sizes = frame["stype"].value_counts()
    columns, scales = [], []
    for row, stratum in enumerate(strata):
        n = int(sizes[stratum])
        without = np.where(strata == stratum, weights * n / (n - 1), weights)
        without[row] = 0
        columns.append(without)
        scales.append((n - 1) / n * (1 - n / frame["fpc"][row]))
    told = expected()["replicate_apistrat_JKn"]
    found = replicated(average(frame["api00"].to_numpy(float)), weights, np.stack(columns, 1), "jkn", scales=scales)
    mean = told["mean_api00"]
    assert (found.value, found.se) == near((mean["coef"]["api00"], mean["se"]["api00"]))


def test_balanced_halves_of_two_in_each_stratum_give_the_textbooks_variance() -> None:
    """Wolter (2007), 3.2: of a total, full balance gives Σ (y1 − y2)² over the strata; so it does as Fay damped it."""
    values = np.array([3.0, 5.0, 2.0, 8.0, 6.0, 7.0])
    hadamard = np.array([[1, 1, 1], [-1, 1, -1], [1, -1, -1], [-1, -1, 1]])
    halves = np.stack([np.ravel([(1 + sign, 1 - sign) for sign in row]) for row in hadamard], axis=1).astype(float)
    found = replicated(lambda weights: float((weights * values).sum()), np.ones(6), halves, "brr")
    assert found.se**2 == pytest.approx(sum((values[::2] - values[1::2]) ** 2))
    damped = 1 + (halves - 1) * 0.5
    fay = replicated(lambda weights: float((weights * values).sum()), np.ones(6), damped, "fay", fay=0.5)
    assert fay.se == pytest.approx(found.se)


def test_a_bootstrap_is_the_spread_of_its_replicates() -> None:
    values, random = np.array([1.0, 4, 4, 9, 2]), np.random.default_rng(1)
    columns = random.multinomial(5, [0.2] * 5, size=400).T.astype(float)
    found = replicated(average(values), np.ones(5), columns, "bootstrap")
    assert found.se == pytest.approx(np.std([average(values)(each) for each in columns.T]))
    assert found.method.told("en").startswith("Standard errors from replicate weights.")


@pytest.mark.parametrize(
    ("columns", "kind", "code"),
    [
        (np.ones((3, 4)), "brr", "STATISTICS-044"),
        (np.ones((4, 1)), "brr", "STATISTICS-044"),
        (np.full((4, 2), np.nan), "brr", "STATISTICS-045"),
        (np.ones((4, 2)), "jkn", "STATISTICS-046"),
        (np.ones((4, 2)), "jack", "STATISTICS-014"),
    ],
)
def test_replicates_that_do_not_fit_are_refused(columns: Floats, kind: str, code: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        replicated(average(np.arange(4.0)), np.ones(4), columns, kind)  # type: ignore[arg-type]
    assert caught.value.problems[0].code == code
