"""Every measure gives the figure that was printed, to the digits it was printed with."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coding.agreement import Drawn, Ratings, agreement
from coding.agreement.weights import GWET, table
from tests.coding.agreement.published import (
    ABSTRACTORS,
    COHEN_1968,
    COHEN_1968_GRAVITY,
    FLEISS_1971,
    FOURTEEN_RATERS,
    GWET_FOUR_RATERS,
    KRIPPENDORFF_2011,
    counted,
    crossed,
)

ONCE = Drawn(resamples=0)


def value(ratings: Ratings, name: str, weights: str | None = None) -> float:
    return agreement(ratings, name, weights=weights, drawn=ONCE).value


@pytest.mark.parametrize(
    ("level", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_krippendorffs_four_observers(level: str, printed: float) -> None:
    assert round(value(Ratings.of(KRIPPENDORFF_2011), "krippendorff-alpha", level), 3) == printed


def test_alpha_of_krippendorffs_four_observers_rests_on_the_units_with_two_ratings() -> None:
    found = agreement(Ratings.of(KRIPPENDORFF_2011), "krippendorff-alpha")
    assert (found.units, found.coders, found.categories) == (11, ("A", "B", "C", "D"), 5)


def test_alpha_of_krippendorffs_two_observers_and_two_values() -> None:
    meg, owen = "0100000010", "1110010000"
    assert (
        round(value(Ratings.of(pd.DataFrame({"Meg": list(meg), "Owen": list(owen)})), "krippendorff-alpha"), 3) == 0.095
    )


def test_alpha_of_krippendorffs_two_observers_and_five_values() -> None:
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    assert (
        round(value(Ratings.of(pd.DataFrame({"Ben": list(ben), "Gerry": list(gerry)})), "krippendorff-alpha"), 3)
        == 0.692
    )


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("percent-agreement", 0.81818),
        ("gwet-ac", 0.77544),
        ("fleiss-kappa", 0.76117),
        ("krippendorff-alpha", 0.74342),
        ("cohen-kappa", 0.76282),
        ("brennan-prediger", 0.77273),
    ],
)
def test_gwets_four_raters(name: str, printed: float) -> None:
    assert round(value(Ratings.of(GWET_FOUR_RATERS), name), 5) == printed


def test_ac2_of_gwets_four_raters_with_bipolar_weights() -> None:
    assert round(value(Ratings.of(GWET_FOUR_RATERS), "gwet-ac", "bipolar"), 5) == 0.90037


@pytest.mark.parametrize(
    ("name", "weights", "printed"),
    [
        ("percent-agreement", None, 0.89),
        ("cohen-kappa", None, 0.7964094),
        ("scott-pi", None, 0.7962397),
        ("gwet-ac", None, 0.8493305),
        ("brennan-prediger", None, 0.835),
        ("krippendorff-alpha", None, 0.7972585),
        ("gwet-ac", "quadratic", 0.94024),
        ("percent-agreement", "quadratic", 0.9725),
    ],
)
def test_gwets_two_abstractors(name: str, weights: str | None, printed: float) -> None:
    digits = len(str(printed)) - 2
    assert round(value(crossed(ABSTRACTORS), name, weights), digits) == printed


def test_kappa_of_cohen() -> None:
    assert round(value(crossed(COHEN_1968), "cohen-kappa"), 3) == 0.492


def test_weighted_kappa_of_cohen() -> None:
    found = agreement(crossed(COHEN_1968), "cohen-kappa", weights=1 - COHEN_1968_GRAVITY / 6, drawn=ONCE)
    assert (round(found.value, 3), found.weights) == (0.348, "own")


def test_kappa_of_fleiss_thirty_patients() -> None:
    assert np.sum(FLEISS_1971, axis=0).tolist() == [26, 26, 30, 55, 43]
    assert round(value(counted(FLEISS_1971), "fleiss-kappa"), 3) == 0.430


def test_kappa_of_fourteen_raters() -> None:
    assert round(value(counted(FOURTEEN_RATERS), "fleiss-kappa"), 3) == 0.210


@pytest.mark.parametrize(
    ("one", "other", "printed"),
    [((0, 100), (50, 150), 0.444), ((0, 600), (300, 900), -0.250), ((0, 100), (0, 0), 0.0)],
)
def test_kappa_of_two_stretches_of_a_thousand_characters(
    one: tuple[int, int], other: tuple[int, int], printed: float
) -> None:
    coded = np.zeros((1000, 2), int)
    coded[slice(*one), 0], coded[slice(*other), 1] = 1, 1
    assert round(value(Ratings.of(coded), "cohen-kappa"), 3) == printed


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("identity", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        ("radical", [[1, 0.2928932, 0], [0.2928932, 1, 0.2928932], [0, 0.2928932, 1]]),
        ("linear", [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]),
        ("ordinal", [[1, 0.6666667, 0], [0.6666667, 1, 0.6666667], [0, 0.6666667, 1]]),
        ("quadratic", [[1, 0.75, 0], [0.75, 1, 0.75], [0, 0.75, 1]]),
        ("circular", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        ("bipolar", [[1, 0.6666667, 0], [0.6666667, 1, 0.6666667], [0, 0.6666667, 1]]),
    ],
)
def test_gwets_weights_of_three_values(name: str, printed: list[list[float]]) -> None:
    assert table(name, np.array([1.0, 2.0, 3.0])).round(7).tolist() == printed


def test_every_set_of_weights_is_one_for_the_same_value_and_none_for_the_farthest() -> None:
    values = np.array([1.0, 2.0, 4.0, 7.0])
    found = [table(name, values) for name in GWET]
    assert all((np.diag(each) == 1).all() and each.min() >= 0 for each in found)
