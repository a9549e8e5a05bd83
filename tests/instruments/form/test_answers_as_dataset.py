from __future__ import annotations

import pytest

from evaluation.errors import EvaluationError
from instruments.form.answering import begin, save, seat_of, submit, withdraw
from instruments.responses.files import read_dataset, write_dataset
from instruments.responses.form_answers import form_dataset
from instruments.tabulating import Plan, tabulate

ANSWERS = {"plan": 1, "tiltak": [2], "u1": 9, "u2": 3, "ansatte": 12, "dato": "2026-03-01", "ord": "Blåbær"}


def respondent(study, link):
    token = begin(study, seat_of(study, link), language="nb", consent=True).token
    return lambda: seat_of(study, token)


def hand_in(study, link, answers):
    seat = respondent(study, link)
    submit(study, seat(), answers, revision=0, language="nb")
    return seat


def test_each_response_handed_in_is_a_row(study, link):
    hand_in(study, link, ANSWERS)
    save(study, respondent(study, link)(), {"plan": 1}, revision=0, language="nb")
    withdraw(study, hand_in(study, link, {"plan": 1})())
    assert len(form_dataset(study, "medlemmer")) == 1


def test_several_answers_are_0_and_1_and_empty_where_none_was_given(study, link):
    hand_in(study, link, ANSWERS)
    hand_in(study, link, {"plan": 1})
    values = form_dataset(study, "medlemmer").values[["tiltak_1", "tiltak_2"]]
    assert values.iloc[0].tolist() == [0, 1]
    assert values.iloc[1].isna().all()


def test_scales_bring_their_labels_and_missing_answers(study, link):
    hand_in(study, link, ANSWERS)
    dataset = form_dataset(study, "medlemmer")
    assert dataset.variable("u1").labels[9.0] == "Vet ikke"
    assert dataset.is_missing("u1").tolist() == [True]


def test_a_sav_of_the_answers_holds_them(study, link, tmp_path):
    hand_in(study, link, ANSWERS)
    dataset = form_dataset(study, "medlemmer")
    write_dataset(dataset, tmp_path / "svar.sav")
    read = read_dataset(tmp_path / "svar.sav")
    assert read.values["ord"].tolist() == ["Blåbær"]
    assert read.values["dato"].dt.strftime("%Y-%m-%d").tolist() == ["2026-03-01"]


def test_the_answers_can_be_tabulated(study, link):
    hand_in(study, link, ANSWERS)
    hand_in(study, link, {"plan": 1})
    found = tabulate(form_dataset(study, "medlemmer"), ["plan"], by=None, plan=Plan(), threshold=0)
    assert [row["n"] for row in found.tables[0].as_dict()["rows"] if row["label"] == "Ja"] == [2]


def test_a_form_that_nobody_answered_has_variables_and_no_rows(study, link):
    dataset = form_dataset(study, "medlemmer")
    assert len(dataset) == 0
    assert "tiltak_2" in dataset.names


def test_an_unknown_form_is_told_of(study):
    with pytest.raises(EvaluationError) as raised:
        form_dataset(study, "medlemer")
    assert raised.value.problems[0].code == "ANSWER-021"
