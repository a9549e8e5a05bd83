"""Text that coders cut themselves: the family of uα, run by run and character by character."""

from __future__ import annotations

import random
from math import isnan

import pandas as pd
import pytest

from coding.agreement import Agreement, Continuum, Drawn, unitised
from coding.agreement.continuum import PIECES
from evaluation.errors import EvaluationError
from tests.coding.agreement.brute import Unit, coefficients

FAMILY = ["u-alpha", "u-alpha-binary", "cu-alpha", "ku-alpha"]
KEYS = {"u-alpha": "u", "u-alpha-binary": "|u", "cu-alpha": "cu"}
ONCE = Drawn(resamples=0)


def laid(units: list[Unit], length: int, coders: list[str] | None = None) -> Continuum:
    return Continuum.of(pd.DataFrame(units, columns=["coder", "start", "end", "code"]), length, coders=coders)


def one(line: Continuum, name: str, code: str | None = None, domains: dict[str, str] | None = None) -> Agreement:
    [found] = [each for each in unitised(line, [name], domains=domains, drawn=ONCE) if each.code == code]
    return found


def made(seed: int, coders: list[str], length: int = 200) -> list[Unit]:
    """Units that leave gaps and touch, but never overlap."""
    chance = random.Random(seed)
    units: list[Unit] = []
    for coder in coders:
        at = chance.randint(0, 15)
        while (end := at + chance.randint(1, 25)) <= length:
            units.append((coder, at, end, chance.choice("xyz")))
            at = end + chance.choice([0, 0, 3, 15])
    return units


@pytest.mark.parametrize("seed", range(12))
def test_runs_give_what_characters_give(seed: int) -> None:
    coders = ["ida", "kari", "ola", "per"][: 2 + seed % 3]
    units = made(seed, coders)
    slow = coefficients(units, 200, coders, "xyz")
    quick = unitised(laid(units, 200, coders), FAMILY, drawn=ONCE)
    found = {
        KEYS.get(each.measure, ("ku", each.code)): each.value
        for each in quick
        if each.code is None or "ku" in each.measure
    }
    assert found == {key: pytest.approx(value, abs=1e-9) for key, value in slow.items()}


def test_three_coders_of_a_short_text() -> None:
    """An example that another implementation of the 2016 paper is tested with, and finds to be 0.56."""
    marked = {"1": [(3, 15), (22, 53)], "2": [(3, 10), (22, 53)], "3": [(22, 46)]}
    units = [(coder, *place, "keyphrase") for coder, places in marked.items() for place in places]
    assert round(one(laid(units, 56), "u-alpha").value, 2) == 0.56


def test_of_one_code_where_and_what_are_the_same() -> None:
    line = laid([("ida", 0, 10, "x"), ("kari", 5, 15, "x")], 100)
    assert one(line, "u-alpha").value == one(line, "u-alpha-binary").value == one(line, "u-alpha", "x").value


def test_perfect_agreement_is_one() -> None:
    units = [(coder, start, end, code) for coder in "ab" for start, end, code in [(0, 9, "x"), (20, 30, "y")]]
    assert {each.value for each in unitised(laid(units, 50), [*FAMILY, "u-alpha-layers"], drawn=ONCE)} == {1.0}


def test_what_nobody_coded_counts() -> None:
    units = [("ida", 0, 10, "x"), ("kari", 5, 15, "x")]
    assert one(laid(units, 1000), "u-alpha").value > one(laid(units, 20), "u-alpha").value


def test_a_coders_overlapping_units_of_the_same_code_are_one() -> None:
    doubled = [
        ("ida", 0, 10, "x"),
        ("ida", 5, 20, "x"),
        ("ida", 0, 20, "x"),
        ("kari", 0, 20, "x"),
        ("kari", 30, 40, "y"),
    ]
    single = [("ida", 0, 20, "x"), ("kari", 0, 20, "x"), ("kari", 30, 40, "y")]
    values = [
        [each.value for each in unitised(laid(units, 60), ["u-alpha"], drawn=ONCE)] for units in (doubled, single)
    ]
    assert values[0] == values[1]


OVERLAPPING = [("ida", 0, 20, "x"), ("ida", 10, 30, "y"), ("kari", 0, 25, "x"), ("kari", 12, 30, "y")]


@pytest.mark.parametrize("name", ["u-alpha", "cu-alpha", "cu-alpha-domains"])
def test_where_a_coders_codes_overlap_what_takes_them_apart_is_not_defined(name: str) -> None:
    found = one(laid(OVERLAPPING, 60), name)
    assert (isnan(found.value), found.reason) == (True, "overlap")


def test_where_codes_overlap_each_is_a_layer() -> None:
    line = laid(OVERLAPPING, 60)
    layers = one(line, "u-alpha-layers").value
    apart = sorted(one(line, "u-alpha", code).value for code in "xy")
    assert apart[0] < layers < apart[1]


def test_codes_of_one_domain_may_overlap() -> None:
    found = one(
        laid([*OVERLAPPING, ("ida", 40, 50, "z"), ("kari", 40, 50, "z")], 60),
        "cu-alpha-domains",
        domains={"x": "a", "y": "a"},
    )
    assert found.value == 1.0


@pytest.mark.parametrize(
    ("units", "length", "coders", "name", "reason"),
    [
        ([("ida", 0, 5, "x")], 50, ["ida"], "u-alpha", "one-coder"),
        ([("ida", 0, 5, "x"), ("kari", 0, 5, "x")], 0, None, "u-alpha-binary", "no-units"),
        ([], 50, ["ida", "kari"], "u-alpha", "one-value"),
        ([("ida", 0, 5, "x"), ("kari", 9, 12, "y")], 50, None, "cu-alpha", "no-intersection"),
        ([("ida", 0, 5, "x"), ("kari", 0, 5, "x")], 50, None, "cu-alpha", "one-value"),
        ([("ida", 0, 50, "x"), ("kari", 0, 50, "x")], 50, None, "u-alpha", "one-value"),
        ([], 50, ["ida", "kari"], "u-alpha-layers", "one-value"),
    ],
)
def test_what_is_not_defined_says_why(
    units: list[Unit], length: int, coders: list[str] | None, name: str, reason: str
) -> None:
    found = one(laid(units, length, coders), name)
    assert (isnan(found.value), found.reason) == (True, reason)


def test_a_code_that_meets_no_other_has_no_value_of_its_own() -> None:
    units = [("ida", 0, 5, "x"), ("kari", 0, 5, "y"), ("ida", 20, 25, "z")]
    assert one(laid(units, 50), "ku-alpha", "z").reason == "no-intersection"


def test_several_texts_lie_one_after_the_other() -> None:
    units = pd.DataFrame(
        [("ida", 0, 10, "x", "b"), ("kari", 5, 15, "x", "b"), ("ida", 0, 7, "x", "a")],
        columns=["coder", "start", "end", "code", "source"],
    )
    apart = Continuum.of(units, {"a": 50, "b": 100})
    together = laid([("ida", 50, 60, "x"), ("kari", 55, 65, "x"), ("ida", 0, 7, "x")], 150)
    assert one(apart, "u-alpha").value == one(together, "u-alpha").value


def test_what_reaches_beyond_its_text_is_cut_off_and_a_text_unknown_is_left_out() -> None:
    rows = [("ida", 0, 99, "x", "a"), ("kari", 0, 10, "x", "a"), ("kari", 0, 10, "x", "c"), ("ida", 0, 9, "x", "b")]
    units = pd.DataFrame(rows, columns=["coder", "start", "end", "code", "source"])
    assert one(Continuum.of(units, {"a": 10, "b": 20}), "u-alpha").value < 1
    assert Continuum.of(units, {"a": 10, "b": 20}).start.tolist() == [0, 10, 0]


def test_the_interval_draws_blocks() -> None:
    units = made(3, ["ida", "kari"], 2000)
    blocks = pd.DataFrame({"source": "", "start": range(0, 2000, 50)})
    table = pd.DataFrame(units, columns=["coder", "start", "end", "code"])
    found = unitised(Continuum.of(table, 2000, blocks=blocks), ["u-alpha-binary"], drawn=Drawn(500, seed=4))[0]
    assert found.low < found.value < found.high
    assert (found.resamples, found.seed) == (500, 4)


def test_there_are_never_more_blocks_than_can_be_drawn_quickly() -> None:
    blocks = pd.DataFrame({"source": "", "start": range(0, 90_000, 3)})
    table = pd.DataFrame([("ida", 0, 5, "x")], columns=["coder", "start", "end", "code"])
    assert len(Continuum.of(table, 90_000, blocks=blocks).breaks) <= PIECES + 2


def test_a_measure_of_ratings_is_refused() -> None:
    with pytest.raises(EvaluationError) as raised:
        unitised(laid([], 10, ["a", "b"]), ["cohen-kappa"])
    assert raised.value.problems[0].code == "AGREEMENT-004"
