"""Values and meaning stay together through everything that is done to a dataset."""

from dataclasses import replace

import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Meaning, MissingRange, Variable, as_plain, from_plain


def code_of(raised: pytest.ExceptionInfo[EvaluationError]) -> str:
    return raised.value.problems[0].code


def test_selecting_keeps_the_meaning_and_what_is_left_of_a_set(answers: Dataset) -> None:
    few = answers.select(["nav", "enig"])
    assert few.variable("enig") == answers.variable("enig")
    assert few.meaning.sets[0].variables == ("nav",)


def test_a_set_none_of_whose_variables_is_left_is_gone(answers: Dataset) -> None:
    assert answers.select(["enig"]).meaning.sets == ()


def test_filtering_keeps_the_meaning(answers: Dataset) -> None:
    some = answers.filter(answers.column("nav") == 1)
    assert (some.column("id").tolist(), some.meaning) == ([1.0, 4.0], answers.meaning)


def test_changing_the_frame_changes_no_dataset(answers: Dataset) -> None:
    frame = answers.values
    frame["enig"] = 0.0
    frame.loc[0, "id"] = 99.0
    assert answers.column("enig").tolist()[:2] == [1.0, 2.0]
    assert answers.column("id").tolist()[0] == 1.0


def test_missing_codes_stay_and_are_told_apart_from_nothing(answers: Dataset) -> None:
    assert answers.column("enig").tolist()[2] == 9.0
    assert answers.is_missing("enig").tolist() == [False, False, True, False]
    assert answers.valid("enig").dropna().tolist() == [1.0, 2.0]


@pytest.mark.parametrize(("low", "high", "found"), [(2.0, 9.0, [2.0, 9.0]), (9.0, float("inf"), [9.0])])
def test_ranges_of_missing_answers(answers: Dataset, low: float, high: float, found: list[float]) -> None:
    ranged = answers.explained([replace(answers.variable("enig"), missing=(MissingRange(low, high),))])
    assert ranged.column("enig")[ranged.is_missing("enig")].tolist() == found


def test_renaming_takes_the_set_along(answers: Dataset) -> None:
    renamed = answers.rename({"nav": "fra_nav"})
    assert renamed.variable("fra_nav").label == "Bistand: Nav"
    assert renamed.meaning.sets[0].variables == ("fra_nav", "bht")


def test_renaming_to_a_name_that_is_taken(answers: Dataset) -> None:
    with pytest.raises(EvaluationError) as raised:
        answers.rename({"nav": "bht"})
    assert code_of(raised) == "DATASET-011"


def test_joining_brings_the_meaning_of_what_is_joined(answers: Dataset) -> None:
    register = Dataset(
        pd.DataFrame({"id": [2.0, 4.0], "sektor": [1.0, 2.0]}),
        Meaning((Variable("id"), Variable("sektor", "Sektor", labels={1.0: "Privat", 2.0: "Stat"}))),
    )
    joined = answers.join(register, "id")
    assert joined.variable("sektor").labels[2.0] == "Stat"
    assert joined.column("sektor").fillna(0).tolist() == [0, 1, 0, 2]


def test_stacking_waves(answers: Dataset) -> None:
    both = answers.stack(answers)
    assert (len(both), both.meaning) == (8, answers.meaning)


def test_stacking_waves_whose_codes_differ(answers: Dataset) -> None:
    turned = answers.explained([replace(answers.variable("enig"), labels={1.0: "Enig", 2.0: "Uenig"})])
    with pytest.raises(EvaluationError) as raised:
        answers.stack(turned)
    assert [each.code for each in raised.value.problems] == ["DATASET-012", "DATASET-012"]


def test_a_grid_becomes_one_row_for_each_statement(answers: Dataset) -> None:
    long = answers.lengthen(["nav", "bht"], into="bistand", value="fikk")
    assert long.variable("bistand").labels == {1.0: "Bistand: Nav", 2.0: "Bistand: bedriftshelsetjeneste"}
    assert long.variable("fikk").labels == {0.0: "Nei", 1.0: "Ja"}
    assert long.column("fikk").sum() == 4


def test_a_name_that_is_not_there_names_the_nearest(answers: Dataset) -> None:
    with pytest.raises(EvaluationError) as raised:
        answers.select(["ening"])
    assert raised.value.problems[0].values["known"] == "enig"


def test_the_meaning_comes_back_from_json(answers: Dataset) -> None:
    open_ended = Variable("x", missing=(MissingRange(float("-inf"), -1.0), MissingRange("a", "a")), labels={"a": "Å"})
    meaning = answers.meaning.with_variables([open_ended])
    assert from_plain(as_plain(meaning)) == meaning
