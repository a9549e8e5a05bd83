"""The jackknife gives what R's replicate designs give, for any statistic of weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.statistics.design import design_of
from instruments.statistics.replicates import jackknife
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
