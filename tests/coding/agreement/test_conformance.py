"""Every measure there is, ours and a plugin's, keeps the same promises."""

from __future__ import annotations

import re
from math import isnan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.agreement import (
    Continuum,
    Drawn,
    Ratings,
    agreement,
    measure,
    measure_names,
    unitised,
)
from coding.agreement.discover import GROUP, plugins
from coding.agreement.weights import GWET
from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES, phrase

ONCE = Drawn(resamples=0)
OF_RATINGS = [name for name in measure_names() if measure(name).TAKES == "ratings"]
OF_TEXT = [name for name in measure_names() if measure(name).TAKES == "continuum"]
BY_CHANCE = [name for name in OF_RATINGS if measure(name).BY_CHANCE]
VALUES = ["a", "b", "c"]

tables = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from([*VALUES, None]), min_size=coders, max_size=coders), min_size=2, max_size=12
    )
)
units = st.lists(
    st.tuples(st.sampled_from(["ida", "kari", "ola"]), st.integers(0, 50), st.integers(1, 9), st.sampled_from(VALUES)),
    min_size=1,
    max_size=12,
)


def of(rows: list[list[Any]]) -> Ratings:
    return Ratings.of(pd.DataFrame(rows), categories=VALUES)


def same(one: float, other: float) -> bool:
    return (isnan(one) and isnan(other)) or one == pytest.approx(other)


def line(rows: list[tuple[str, int, int, str]], coders: list[str]) -> Continuum:
    table = pd.DataFrame(rows, columns=["coder", "start", "end", "code"])
    return Continuum.of(table.assign(end=table["start"] + table["end"]), 60, coders=coders)


@pytest.mark.parametrize("name", measure_names())
def test_a_measure_cites_its_source_and_has_a_symbol(name: str) -> None:
    found = measure(name)
    assert name == found.NAME
    assert re.search(r"[A-Z][a-zö-]+, [A-ZÁJ]\..*\((19|20)\d\d\)", str(found.__doc__).replace("\n", " "))
    assert 0 < len(found.SYMBOL) <= 5


@pytest.mark.parametrize("name", measure_names())
def test_a_measure_is_called_something_in_every_language(name: str) -> None:
    assert all(phrase(f"agreement.measure.{name}", language) for language in LANGUAGES)


@pytest.mark.parametrize("name", OF_RATINGS)
@settings(max_examples=20, deadline=None)
@given(rows=tables, order=st.randoms())
def test_the_order_of_coders_and_units_changes_nothing(name: str, rows: list[list[Any]], order: Any) -> None:
    table = pd.DataFrame(rows)
    coders, places = list(table.columns), list(table.index)
    order.shuffle(coders)
    order.shuffle(places)
    found = [agreement(Ratings.of(each, VALUES), name, drawn=ONCE) for each in (table, table.loc[places, coders])]
    assert same(found[0].value, found[1].value)
    assert found[0].reason == found[1].reason


@pytest.mark.parametrize("name", OF_RATINGS)
@settings(max_examples=20, deadline=None)
@given(rows=tables)
def test_renaming_the_values_changes_nothing(name: str, rows: list[list[Any]]) -> None:
    named = {"a": "zz", "b": "k", "c": "m", None: None}
    renamed = Ratings.of(pd.DataFrame([[named[each] for each in row] for row in rows]), ["m", "zz", "k"])
    assert same(agreement(of(rows), name, drawn=ONCE).value, agreement(renamed, name, drawn=ONCE).value)


@pytest.mark.parametrize("name", OF_RATINGS)
@settings(max_examples=20, deadline=None)
@given(rows=tables)
def test_a_figure_is_at_most_one_or_says_why_there_is_none(name: str, rows: list[list[Any]]) -> None:
    found = agreement(of(rows), name, drawn=ONCE)
    assert (found.reason is None) == found.defined
    assert isnan(found.value) or found.value <= 1


@pytest.mark.parametrize("name", OF_RATINGS)
@given(said=st.lists(st.sampled_from(VALUES), min_size=2, max_size=12).filter(lambda said: len(set(said)) > 1))
@settings(max_examples=12, deadline=None)
def test_perfect_agreement_is_one(name: str, said: list[str]) -> None:
    found = agreement(of([[each] * 3 for each in said]), name)
    assert (found.value, found.high) == (1.0, 1.0)


@pytest.mark.parametrize("name", BY_CHANCE)
def test_where_only_one_value_occurs_no_figure_is_defined(name: str) -> None:
    found = agreement(of([["a", "a"]] * 5), name)
    assert (isnan(found.value), isnan(found.low), found.reason) == (True, True, "one-value")


@pytest.mark.parametrize("name", OF_RATINGS)
@pytest.mark.parametrize(
    ("rows", "reason"),
    [([["a"], ["b"]], "one-coder"), ([["a", None], [None, "b"]], "no-pair"), (np.empty((0, 2), object), "no-units")],
)
def test_what_is_not_defined_says_why(name: str, rows: Any, reason: str) -> None:
    found = agreement(Ratings.of(pd.DataFrame(rows), VALUES), name)
    assert (isnan(found.value), found.reason) == (True, reason)


@pytest.mark.parametrize("name", OF_RATINGS)
@pytest.mark.parametrize("weights", ["plain", "ordinal"])
def test_where_nothing_was_rated_there_is_no_figure(name: str, weights: str) -> None:
    ratings = Ratings.of(pd.DataFrame({"ida": [None, None], "kari": [None, None]}))
    assert agreement(ratings, name, weights=None if weights == "plain" else weights).reason == "no-pair"


@pytest.mark.parametrize("name", OF_RATINGS)
def test_every_set_of_weights_it_knows_gives_a_figure(name: str) -> None:
    ratings = Ratings.of(np.array([[1, 2], [2, 2], [3, 4], [1, 1], [4, 3]]))
    values = [agreement(ratings, name, weights=each).value for each in measure(name).WEIGHTS]
    assert all(-1 <= value < 1 for value in values)
    assert agreement(ratings, name, weights=measure(name).WEIGHTS[0]) == agreement(ratings, name)


@pytest.mark.parametrize("name", [each for each in OF_RATINGS if measure(each).WEIGHTS == GWET])
def test_a_table_of_weights_may_be_given(name: str) -> None:
    ratings = of([["a", "b"], ["b", "b"], ["c", "a"]])
    given_, known = (agreement(ratings, name, weights=each, drawn=ONCE) for each in (np.eye(3), "identity"))
    assert (given_.value, given_.weights) == (known.value, "own")


def test_a_table_of_weights_is_one_for_alpha_too() -> None:
    ratings = of([["a", "b"], ["b", "b"], ["c", "a"]])
    found = [
        agreement(ratings, "krippendorff-alpha", weights=each, drawn=ONCE).value for each in (np.eye(3), "nominal")
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("name", OF_TEXT)
@settings(max_examples=15, deadline=None)
@given(rows=units, order=st.permutations(["ida", "kari", "ola"]))
def test_order_and_names_change_nothing_on_text(name: str, rows: list[Any], order: list[str]) -> None:
    named = {"a": "zz", "b": "k", "c": "m"}
    renamed = [(coder, start, end, named[code]) for coder, start, end, code in rows]
    one = {
        named.get(each.code or ""): each for each in unitised(line(rows, ["ida", "kari", "ola"]), [name], drawn=ONCE)
    }
    for other in unitised(line(renamed[::-1], order), [name], drawn=ONCE):
        assert same(one[other.code].value, other.value)
        assert one[other.code].reason == other.reason


@pytest.mark.parametrize("name", OF_TEXT)
@settings(max_examples=15, deadline=None)
@given(rows=units)
def test_a_figure_of_text_is_at_most_one_or_says_why(name: str, rows: list[Any]) -> None:
    for found in unitised(line(rows, ["ida", "kari", "ola"]), [name], drawn=ONCE):
        assert (found.reason is None) == found.defined
        assert isnan(found.value) or found.value <= 1


@pytest.mark.parametrize(
    ("asked", "code", "near"),
    [
        ("kappa", "AGREEMENT-001", "cohen-kappa"),
        ("krippendorf-alpha", "AGREEMENT-001", "krippendorff-alpha"),
        ("alfa", "AGREEMENT-001", "krippendorff-alpha"),
        ("!", "AGREEMENT-001", "all"),
        ("", "AGREEMENT-001", "all"),
        ("u-alpha", "AGREEMENT-002", ""),
    ],
)
def test_a_measure_that_there_is_not_names_the_nearest(asked: str, code: str, near: str) -> None:
    with pytest.raises(EvaluationError) as raised:
        agreement(of([["a", "b"]]), asked)
    [fault] = raised.value.problems
    assert (fault.code, near in str(fault.values.get("known", ""))) == (code, True)


@pytest.mark.parametrize(
    ("weights", "table", "code"),
    [
        ("quadratisk", [[1, 2]], "AGREEMENT-003"),
        (np.eye(3), [[1, 2]], "AGREEMENT-005"),
        (np.zeros((2, 2)), [[1, 2]], "AGREEMENT-005"),
        ("ratio", [[0, 2], [1, 1]], "AGREEMENT-007"),
    ],
)
def test_weights_that_do_not_fit_are_refused(weights: Any, table: Any, code: str) -> None:
    with pytest.raises(EvaluationError) as raised:
        agreement(Ratings.of(np.array(table)), "cohen-kappa", weights=weights)
    assert raised.value.problems[0].code == code


@pytest.mark.parametrize(
    ("level", "table", "code"),
    [("interval", [["a", "b"], ["b", "b"]], "AGREEMENT-008"), ("ratio", [[-1, 2], [1, 1]], "AGREEMENT-007")],
)
def test_a_level_that_the_values_do_not_have_is_refused(level: str, table: Any, code: str) -> None:
    with pytest.raises(EvaluationError) as raised:
        agreement(Ratings.of(pd.DataFrame(table)), "krippendorff-alpha", weights=level)
    assert raised.value.problems[0].code == code


def test_a_plugin_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plugin:
        name, group = "mine", GROUP

        def load(self) -> str:
            return "the module"

    monkeypatch.setattr("coding.agreement.discover.entry_points", lambda group: [Plugin()])
    plugins.cache_clear()
    try:
        assert ("mine" in measure_names(), measure("mine")) == (True, "the module")
    finally:
        monkeypatch.undo()
        plugins.cache_clear()
