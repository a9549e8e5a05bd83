"""What other programs say of the same ratings: NLTK's AnnotationTask, statsmodels and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from nltk.metrics import interval_distance
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from coding.agreement import Drawn, Ratings, agreement

SEEDS = range(6)


def ratings(seed: int, coders: int = 2, units: int = 60, values: int = 4) -> np.ndarray:
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, values, (units, 1))
    return np.where(chance.random((units, coders)) < 0.6, truth, chance.integers(0, values, (units, coders)))


def task(table: np.ndarray, **more: object) -> AnnotationTask:
    return AnnotationTask([(coder, unit, table[unit, coder]) for unit, coder in np.ndindex(table.shape)], **more)


def ours(table: np.ndarray, name: str, weights: str | None = None) -> float:
    return agreement(Ratings.of(table), name, weights=weights, drawn=Drawn(0)).value


@pytest.mark.parametrize("seed", SEEDS)
def test_nltk_on_two_coders(seed: int) -> None:
    table = ratings(seed)
    theirs = task(table)
    found = [ours(table, name) for name in ("percent-agreement", "cohen-kappa", "scott-pi", "brennan-prediger")]
    assert found == pytest.approx([theirs.avg_Ao(), theirs.kappa(), theirs.pi(), theirs.S()])


@pytest.mark.parametrize("seed", SEEDS)
def test_nltk_on_four_coders(seed: int) -> None:
    table = ratings(seed, coders=4)
    assert ours(table, "krippendorff-alpha") == pytest.approx(task(table).alpha())
    assert ours(table, "fleiss-kappa") == pytest.approx(task(table).pi())
    assert ours(table, "cohen-kappa") == pytest.approx(task(table).multi_kappa())


@pytest.mark.parametrize("seed", SEEDS)
def test_nltk_on_distances(seed: int) -> None:
    table = ratings(seed, coders=3)
    theirs = task(table, distance=interval_distance).alpha()
    assert ours(table, "krippendorff-alpha", "interval") == pytest.approx(theirs)


@pytest.mark.parametrize("seed", SEEDS)
def test_statsmodels_on_fleiss(seed: int) -> None:
    table = ratings(seed, coders=5)
    assert ours(table, "fleiss-kappa") == pytest.approx(fleiss_kappa(aggregate_raters(table)[0]))


@pytest.mark.parametrize(("weights", "theirs"), [("linear", "linear"), ("quadratic", "quadratic"), ("identity", None)])
@pytest.mark.parametrize("seed", SEEDS)
def test_statsmodels_and_scikit_learn_on_cohen(seed: int, weights: str, theirs: str | None) -> None:
    table = ratings(seed)
    crossed = np.zeros((4, 4))
    np.add.at(crossed, (table[:, 0], table[:, 1]), 1)
    found = ours(table, "cohen-kappa", weights)
    assert found == pytest.approx(cohen_kappa_score(table[:, 0], table[:, 1], weights=theirs))
    assert found == pytest.approx(cohens_kappa(crossed, wt=theirs, return_results=False))
