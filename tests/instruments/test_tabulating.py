from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Meaning, MissingRange, ResponseSet, Variable
from instruments.tabulating import Plan, tabulate, variables_of

YES_NO = {1.0: "Ja", 2.0: "Nei", 9.0: "Vet ikke"}
SECTOR = {1.0: "Privat", 2.0: "Kommune", 3.0: "Stat"}


@pytest.fixture
def dataset() -> Dataset:
    """Sixty respondents in two sectors of three; every sixth does not know, the last two left the question open."""
    number = np.arange(60)
    plan = np.where(number % 6 == 0, 9.0, np.where(number % 3 == 1, 2.0, 1.0))
    plan[-2:] = np.nan
    frame = pd.DataFrame(
        {
            "plan": plan,
            "sektor": np.where(number < 40, 1.0, 2.0),
            "vekt": np.where(number < 40, 2.0, 1.0),
            "tiltak_1": (number % 2 == 0).astype(float),
            "tiltak_2": (number % 5 == 0).astype(float),
            "u1": np.where(number % 2 == 0, 1.0, 2.0),
            "u2": np.where(number % 4 == 0, 1.0, 2.0),
        }
    )
    meaning = Meaning(
        (
            Variable("plan", "Har dere en plan?", labels=YES_NO, missing=(MissingRange(9.0, 9.0),), question="plan"),
            Variable("sektor", labels=SECTOR),
            Variable("vekt"),
            Variable("tiltak_1", "Tiltak: Møter", question="tiltak"),
            Variable("tiltak_2", "Tiltak: Kurs", question="tiltak"),
            Variable("u1", labels=YES_NO, question="utsagn"),
            Variable("u2", labels=YES_NO, question="utsagn"),
        ),
        sets=(ResponseSet("$tiltak", ("tiltak_1", "tiltak_2"), "Tiltak", 1.0),),
    )
    return Dataset(frame, meaning)


def test_shares_are_of_those_who_answered_and_the_others_are_counted_by_reason(dataset):
    [table] = tabulate(dataset, ["plan"], threshold=0).tables
    assert (table.base.n, table.base.asked, dict(table.base.missing)) == (48, 60, {"Vet ikke": 10, "": 2})
    assert sum(row.value for row in table.rows) == pytest.approx(1)
    assert [row.label for row in table.rows] == ["Ja", "Nei"]


def test_groups_stand_in_the_order_of_their_codes_without_those_nobody_is_in(dataset):
    [table] = tabulate(dataset, ["plan"], by="sektor", threshold=0).tables
    assert list(dict.fromkeys(row.group for row in table.rows)) == ["", "Privat", "Kommune"]


def test_weights_count(dataset):
    plain, weighted = (tabulate(dataset, ["u1"], plan=plan).tables[0] for plan in (None, Plan(weight="vekt")))
    assert plain.base.n_weighted == 60
    assert weighted.base.n_weighted == pytest.approx(100)


def test_a_condition_leaves_the_others_out_of_the_base(dataset):
    [table] = tabulate(dataset, ["u1"], plan=Plan(where={"sektor": 2.0})).tables
    assert table.base.asked == 20


@pytest.mark.parametrize("name", ["tiltak", "$tiltak"])
def test_several_answers_give_the_percent_of_respondents(dataset, name):
    [table] = tabulate(dataset, [name]).tables
    assert {row.label: row.value for row in table.rows} == {"Møter": 0.5, "Kurs": 0.2}


def test_a_grid_gives_a_table_for_each_statement(dataset):
    assert [table.question for table in tabulate(dataset, ["utsagn"]).tables] == ["u1", "u2"]


def test_few_answers_are_hidden_with_those_that_would_give_them_away(dataset):
    few = dataset.with_variable(dataset.variable("u1"), np.r_[np.ones(3), np.full(57, 2.0)])
    found = tabulate(few, ["u1"], by="sektor")
    shown = {(row.label, row.group): row for row in found.tables[0].rows}
    assert shown["Ja", "Privat"].hidden
    assert found.figures >= 2
    assert tabulate(few, ["u1"], by="sektor", threshold=0).figures == 0


def test_a_single_respondent_has_a_table(dataset):
    [table] = tabulate(dataset.filter(np.arange(60) == 1), ["plan"], threshold=0).tables
    assert (table.row("Nei").n, table.row("Nei").value, table.base.n) == (1, 1.0, 1)


def test_texts_with_numbers_are_groups_in_the_order_of_the_numbers():
    sizes = pd.DataFrame({"q": [1.0] * 4, "size": ["50+", "10–49", "1–9", ""]})
    small = Dataset(sizes, Meaning((Variable("q"), Variable("size", kind="text"))))
    [table] = tabulate(small, ["q"], by="size", threshold=0).tables
    assert [row.group for row in table.rows] == ["", "1–9", "10–49", "50+"]


def test_an_unknown_name_tells_the_nearest(dataset):
    with pytest.raises(EvaluationError) as raised:
        variables_of(dataset, "plann")
    [problem] = raised.value.problems
    assert problem.code == "DATASET-010"
    assert "plan" in str(problem.values["known"])
