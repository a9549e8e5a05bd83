"""Tables of answers in parts are those of the whole: same figures, same faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from evaluation.partitions import Held, Parts
from instruments.responses import room
from instruments.responses.dataset import Dataset
from instruments.responses.files import read_dataset
from instruments.responses.meaning import Meaning, Variable
from instruments.responses.stored import Stored
from instruments.tabulating import Plan, tabulate
from instruments.tabulating_parts import tabulate_parts

SHARED = Path(__file__).parents[2].parent / "shared" / "survey"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared examples are not here")


def in_parts(dataset: Dataset, size: int = 97) -> Stored:
    frame = dataset.values
    held = tuple(Held(frame.iloc[first : first + size]) for first in range(0, len(frame), size))
    return Stored(Parts(held), dataset.meaning, len(frame))


def assert_alike(one: Sequence[Any], other: Sequence[Any]) -> None:
    """Every figure to 1e-9, and everything else the same."""
    assert len(one) == len(other) > 0
    for first, second in zip(one, other, strict=True):
        assert (first.question, first.by, first.method) == (second.question, second.by, second.method)
        assert replace(first.base, n_weighted=0) == replace(second.base, n_weighted=0)
        assert first.base.n_weighted == pytest.approx(second.base.n_weighted, rel=1e-9)
        assert [(row.label, row.group, row.n, row.base, row.hidden, row.thin) for row in first.rows] == [
            (row.label, row.group, row.n, row.base, row.hidden, row.thin) for row in second.rows
        ]
        for mine, theirs in zip(first.rows, second.rows, strict=True):
            for name in ("n_weighted", "base_weighted", "value", "se", "low", "high", "degrees"):
                a, b = getattr(mine, name), getattr(theirs, name)
                assert (isnan(a) and isnan(b)) or a == pytest.approx(b, rel=1e-9, abs=1e-9), name


PLANS = [
    Plan(),
    Plan(weight="vekt"),
    Plan(weight="vekt", strata=("sektor", "storrelse"), population=("N_stratum",)),
    Plan(weight="vekt", strata=("sektor", "storrelse"), where={"bolge": 1.0}),
    Plan(strata=("sektor",), population=("N_stratum_",), lonely="average"),
]


@pytest.fixture(scope="module")
def synt() -> Dataset:
    found = read_dataset(SHARED / "synt" / "midtveis_synt.sav")
    sizes = found.values.groupby("sektor")["sektor"].transform("size") * 3
    return found.with_variable(Variable("N_stratum_", measure="scale"), sizes.astype(float))


@needs_shared
@pytest.mark.parametrize("plan", PLANS, ids=range(len(PLANS)))
@pytest.mark.parametrize("by", [None, "sektor"])
def test_the_synthetic_survey(synt: Dataset, plan: Plan, by: str | None) -> None:
    names = [name for name in ("q1_1", "q2", "q3", "storrelse") if name in synt.names]
    whole = tabulate(synt, names, by=by, plan=plan)
    assert_alike(tabulate_parts(in_parts(synt), names, by=by, plan=plan).tables, whole.tables)


@needs_shared
@pytest.mark.parametrize(
    ("file", "plan"),
    [
        ("apistrat", Plan(weight="pw", strata=("stype",), population=("fpc",))),
        ("apistrat", Plan(strata=("stype",), population=("fpc",))),
        ("apiclus1", Plan(weight="pw", clusters=("dnum",), population=("fpc",))),
        ("apiclus1", Plan(weight="pw", clusters=("dnum",))),
        ("apisrs", Plan(population=("fpc",))),
    ],
)
@pytest.mark.parametrize("by", [None, "awards"])
def test_the_designs_of_the_reference_data(file: str, plan: Plan, by: str | None) -> None:
    data = read_dataset(SHARED / "api" / f"{file}.csv")
    names = ["sch_wide" if "sch_wide" in data.names else "sch.wide", "stype"]
    whole = tabulate(data, names, by=by, plan=plan, threshold=0)
    assert_alike(tabulate_parts(in_parts(data, 23), names, by=by, plan=plan, threshold=0).tables, whole.tables)


@needs_shared
def test_several_answers_of_one_question() -> None:
    data = read_dataset(SHARED / "synt" / "midtveis_synt_mrset_pspp.sav")
    name = data.meaning.sets[0].name
    for plan in (Plan(), Plan(weight="vekt", strata=("sektor", "storrelse"))):
        whole = tabulate(data, [name], by="sektor", plan=plan)
        assert_alike(tabulate_parts(in_parts(data), [name], by="sektor", plan=plan).tables, whole.tables)


def small(**columns: Sequence[float | None]) -> Dataset:
    frame = pd.DataFrame({name: pd.Series(values, dtype=float) for name, values in columns.items()})
    return Dataset(frame, Meaning(tuple(Variable(name) for name in columns)))


@pytest.mark.parametrize(
    ("columns", "plan"),
    [
        ({"q": [1, 2, 1], "w": [1, 0, -1]}, Plan(weight="w")),
        ({"q": [1, 2, 1], "w": [1, None, 1]}, Plan(weight="w")),
        ({"q": [1, 2, 1], "s": [1, 1, 2]}, Plan(strata=("s",))),
        ({"q": [1, 2, 1], "s": [1, None, 1]}, Plan(strata=("s",))),
        ({"q": [1, 2, 1], "p": [5, 5, 6]}, Plan(population=("p",))),
        ({"q": [1, 2, 1], "p": [2, 2, 2]}, Plan(population=("p",))),
        ({"q": [None, None]}, Plan()),
        ({"q": [1, 2]}, Plan(strata=("x",))),
    ],
)
def test_faults_are_those_of_the_whole(columns: dict[str, list[float | None]], plan: Plan) -> None:
    data = small(**columns)
    told = []
    for make in (lambda: tabulate(data, ["q"], plan=plan), lambda: tabulate_parts(in_parts(data, 2), ["q"], plan=plan)):
        with pytest.raises(EvaluationError) as raised:
            make()
        told.append([(each.code, each.values.get("n"), each.values.get("strata")) for each in raised.value.problems])
    assert told[0] == told[1]


def test_what_parts_cannot_do_is_done_with_the_columns_in_memory() -> None:
    data = small(q=[1, 2, 1, 2, 1], s=[1, 1, 1, 1, 2])
    plan = Plan(strata=("s",), lonely="adjust")
    assert_alike(tabulate_parts(in_parts(data, 2), ["q"], plan=plan).tables, tabulate(data, ["q"], plan=plan).tables)


def test_columns_that_find_no_room_are_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "memory_available", lambda: 100)
    data = small(q=[1, 2] * 50, s=[1, 1] * 50)
    with pytest.raises(EvaluationError) as raised:
        tabulate_parts(in_parts(data, 20), ["q"], plan=Plan(strata=("s",), lonely="adjust"))
    assert [each.code for each in raised.value.problems] == ["DATASET-003"]
