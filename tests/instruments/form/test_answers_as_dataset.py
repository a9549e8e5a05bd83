from __future__ import annotations

import pytest

from evaluation.errors import EvaluationError
from instruments.form.answering import begin, save, seat_of, submit, withdraw
from instruments.form.opening import invite, open_form
from instruments.load import read_instrument
from instruments.responses.files import read_dataset, write_dataset
from instruments.responses.form_answers import as_dataset, form_dataset
from instruments.responses.row_sources import sources_of_rows, wrote
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


RANKED = """
id: {id}
kind: questionnaire
languages: [nb]
title: {{nb: Skjema}}
sections:
  - id: alt
    title: {{nb: Alt}}
    questions:
      - {{id: viktigst, type: rank, text: {{nb: Hva er viktigst?}}, choices: {choices}}}
      - {{id: plan, type: single, text: {{nb: Har dere en plan?}}, choices: {plan}}}
"""
OLD = {"choices": "{1: Tid, 2: Penger, 3: Folk}", "plan": "{1: Ja, 2: Nei}"}
NEW = {"choices": "{1: Tid, 2: Penger, 3: Folk, 4: Rom}", "plan": "{1: Ja, 2: Delvis, 3: Nei}"}


def version(folder, name, **asked):
    file = folder / f"{name}.yaml"
    file.write_text(RANKED.format(id=name, **asked), encoding="utf-8")
    return read_instrument(file)


def test_a_ranking_gives_each_answer_its_place(tmp_path):
    asked = version(tmp_path, "skjema", **OLD)
    found = as_dataset([asked], [(asked, {"viktigst": [3, 1, 2]}), (asked, {"viktigst": [2]}), (asked, {})], "nb")
    names = ["viktigst_1", "viktigst_2", "viktigst_3"]
    assert found.values[names].fillna(0).to_numpy().tolist() == [[2, 3, 1], [0, 1, 0], [0, 0, 0]]
    assert found.variable("viktigst_3").label == "Hva er viktigst?: Folk"


def test_the_newest_version_explains_and_older_answers_keep_their_columns(tmp_path):
    new, old = version(tmp_path, "ny", **NEW), version(tmp_path, "gammel", **OLD)
    found = as_dataset([new, old], [(old, {"viktigst": [1, 2, 3]}), (new, {"viktigst": [4, 1, 2, 3]})], "nb")
    assert found.values["viktigst_4"].fillna(0).tolist() == [0, 1]
    assert found.values["viktigst_1"].tolist() == [1, 2]


def test_a_code_that_means_another_thing_in_an_older_version_is_told(tmp_path):
    new, old = version(tmp_path, "ny", **NEW), version(tmp_path, "gammel", **OLD)
    found = as_dataset([new, old], [(old, {"plan": 2}), (new, {"plan": 3})], "nb")
    assert found.variable("plan").labels == {1.0: "Ja", 2.0: "Delvis", 3.0: "Nei"}
    assert ("DATASET-055", "plan") in [(each.code, each.values["name"]) for each in found.problems]


@pytest.fixture
def invited(study):
    """Two organisations have answered: of one the sector and the size are known."""
    from evaluation.model import Organisation, People

    study.add_people(
        People(organisations=(Organisation(id="buss", pseudonym="Busselskapet", sector="Transport", size=40),))
    )
    open_form(study, "virksomheter", instrument="skjema", session="bolge-1")
    for each in invite(study, "virksomheter", organisations=["buss", "barnehage"]):
        seat = begin(study, seat_of(study, each.token), language="nb", consent=True).seat
        submit(study, seat, {"plan": 1, "ord": f"Svar fra {each.invitation.organisation}."}, revision=0, language="nb")
    return study


def test_what_is_known_of_organisations_and_the_wave_are_variables(invited):
    dataset = form_dataset(invited, "virksomheter")
    assert dataset.column("org_sector").tolist() == ["Transport", ""]
    assert dataset.column("org_size").fillna(-1).tolist() == [40, -1]
    assert dataset.column("wave").tolist() == ["bolge-1", "bolge-1"]


def test_which_organisation_it_was_is_not(invited):
    values = form_dataset(invited, "virksomheter").values.drop(columns="ord")
    assert not values.isin(["buss", "Busselskapet"]).to_numpy().any()


def test_tables_can_be_made_by_them(invited):
    (table,) = tabulate(form_dataset(invited, "virksomheter"), ["plan"], by="org_sector", threshold=0).tables
    assert [(row.label, row.group, row.n) for row in table.rows if row.group] == [
        ("Ja", "Transport", 1),
        ("Nei", "Transport", 0),
    ]


def test_rows_know_the_sources_that_the_answers_became(invited):
    dataset = form_dataset(invited, "virksomheter")
    assert sources_of_rows(invited, "form:virksomheter", dataset) == [each.name for each in invited.list_sources()]
    assert wrote(invited, "form:virksomheter", dataset, "hvorfor").tolist() == [False, False]
