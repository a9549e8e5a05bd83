"""What is written for LimeSurvey and REDCap keeps to their rules, says everything, and tells what got other names."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from instruments.exchange import export
from instruments.load import read_instrument
from instruments.model import Instrument
from instruments.shipping import names, shipped

Write = Callable[[str, str], Path]
Row = dict[str, str]

FORM = """\
id: skjema
kind: questionnaire
languages: [nb, nn]
title: {nb: Skjema, nn: Skjema på nynorsk}
intro: {nb: Velkommen, nn: Velkomen}
sections:
  - id: a
    title: {nb: Del, nn: Bolk}
    show_if: ""
    questions:
      - {id: ab-1, type: single, text: {nb: "<b> & {x}", nn: Kva?}, choices: {-1: Vet ikke, 1: Leder | sjef}}
      - {id: ab1, type: multi, text: Tiltak, choices: {1: Kurs}, missing: {9: Vet ikke}, show_if: ab-1 = -1}
      - {id: orden, type: rank, text: Sett i orden, choices: {1: Tid, 2: Penger}, show_if: ab-1 != 1}
      - {id: etter, type: number, text: Hvor mange?, minimum: 0, maximum: 5.5, missing: {99: Vet ikke}}
  - id: b
    title: Del B
    show_if: answered(orden)
    questions:
      - {id: record-id, type: date, text: Når?}
      - {id: g, type: grid, text: Enig?, rows: {r_1: En, r_2: To}, choices: {1: Nei, 2: Ja}, required: true}
      - {id: h, type: text, text: Hvem?, show_if: r_1 = 2}
"""


@pytest.fixture
def form(write: Write) -> Instrument:
    return read_instrument(write("skjema.yaml", FORM))


def limesurvey(instrument: Instrument) -> list[Row]:
    content = export(instrument, "limesurvey").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter="\t"))


def redcap(instrument: Instrument) -> dict[str, Row]:
    content = export(instrument, "redcap").content.decode()
    return {row["Variable / Field Name"]: row for row in csv.DictReader(io.StringIO(content, newline=""))}


def test_limesurvey_has_the_same_rows_in_each_language_in_the_same_order(form: Instrument) -> None:
    rows = [row for row in limesurvey(form) if row["class"] in ("G", "Q", "SQ", "A")]
    told = {
        language: [(row["class"], row["type/scale"], row["id"], row["class"] == "G" or row["name"]) for row in rows
                   if row["language"] == language]
        for language in ("nb", "nn")
    }  # fmt: skip
    assert told["nb"] == told["nn"]
    assert len(told["nb"]) * 2 == len(rows)


def test_limesurvey_conditions_name_what_is_written(form: Instrument) -> None:
    told = {row["name"]: row["relevance"] for row in limesurvey(form) if row["class"] in ("G", "Q")}
    assert told == {
        "Del": "1",
        "Bolk": "1",
        "Del B": "!is_empty(orden_1.NAOK)",
        "ab12": "1",
        "ab1": 'ab12.NAOK == "99999"',
        "orden": '!is_empty(ab12.NAOK) and ab12.NAOK != "1"',
        "etter": "1",
        "recordid": "1",
        "g": "1",
        "h": 'g_r1.NAOK == "2"',
    }


def test_limesurvey_takes_no_text_for_markup_or_an_expression(form: Instrument) -> None:
    row = next(row for row in limesurvey(form) if row["name"] == "ab12")
    assert row["text"] == "&lt;b&gt; &amp; &#123;x&#125;"


def test_limesurvey_has_limits_and_answers_that_exclude_the_others(form: Instrument) -> None:
    rows = {row["name"]: row for row in limesurvey(form) if row["class"] == "Q" and row["language"] == "nb"}
    assert (rows["etter"]["min_num_value_n"], rows["etter"]["max_num_value_n"]) == ("0", "5.5")
    assert rows["ab1"]["exclude_all_others"] == "9"


def test_other_names_and_codes_are_told(form: Instrument) -> None:
    told = [
        (each.code, each.values.get("names") or each.values.get("codes"))
        for each in export(form, "limesurvey").problems
    ]
    assert told == [
        ("FORM-002", None),
        ("FORM-050", "ab_1 → ab12, record_id → recordid, r_1 → r1, r_2 → r2"),
        ("FORM-051", "-1 → 99999"),
    ]
    told = [(each.code, each.values.get("names")) for each in export(form, "redcap").problems]
    assert told == [("FORM-052", None), ("FORM-054", "ab_1")]


def test_redcap_conditions_are_those_of_section_and_question(form: Instrument) -> None:
    column = "Branching Logic (Show field only if...)"
    ranked = "([orden_1] <> '' or [orden_2] <> '')"
    told = {name: row[column] for name, row in redcap(form).items() if row[column]}
    assert told == {
        "ab1": "[ab_1] = '-1'",
        "orden": "[ab_1] <> '' and [ab_1] <> '1'",
        "orden_1": "[ab_1] <> '' and [ab_1] <> '1'",
        "orden_2": "[ab_1] <> '' and [ab_1] <> '1'",
        "record_id": ranked[1:-1],
        "g": ranked[1:-1],
        "r_1": ranked[1:-1],
        "r_2": ranked[1:-1],
        "h": f"{ranked} and [r_1] = '2'",
    }


def test_redcap_has_matrices_limits_and_codes(form: Instrument) -> None:
    rows = redcap(form)
    assert [rows[name]["Matrix Group Name"] for name in ("g", "r_1", "r_2")] == ["", "g", "g"]
    assert [rows[name]["Matrix Ranking?"] for name in ("orden_1", "orden_2")] == ["y", "y"]
    assert rows["ab_1"]["Choices, Calculations, OR Slider Labels"] == "-1, Vet ikke | 1, Leder / sjef"
    assert rows["ab1"]["Field Annotation"] == "missing: 9 @NONEOFTHEABOVE='9'"
    assert rows["etter"]["Field Annotation"] == "missing: 99 = Vet ikke"
    assert (rows["etter"]["Text Validation Min"], rows["etter"]["Text Validation Max"]) == ("0", "5.5")


def test_redcap_is_written_in_the_language_chosen(form: Instrument) -> None:
    assert "Velkomen" in export(form, "redcap", "nn").content.decode()
    assert "Velkomen" not in export(form, "redcap", "en").content.decode()


@pytest.mark.parametrize("name", names())
def test_every_shipped_instrument_keeps_to_the_rules_for_names(name: str) -> None:
    instrument = shipped(name).instrument
    base = [row for row in limesurvey(instrument) if row["language"] == "nb"]
    codes = [row["name"] for row in base if row["class"] == "Q"]
    assert len({each.lower() for each in codes}) == len(codes)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", each) for each in codes)
    assert all(re.fullmatch(r"[A-Za-z0-9]{1,5}", row["name"]) for row in base if row["class"] == "A")
    content = export(instrument, "redcap").content.decode()
    fields = [row["Variable / Field Name"] for row in csv.DictReader(io.StringIO(content, newline=""))]
    assert len(set(fields)) == len(fields)
    assert all(re.fullmatch(r"[a-z](?:_?[a-z0-9]+)*", each) for each in fields)


@pytest.mark.parametrize("to", ["limesurvey", "redcap"])
@pytest.mark.parametrize("name", names())
def test_every_question_of_a_shipped_instrument_is_written(name: str, to: str) -> None:
    instrument = shipped(name).instrument
    content = export(instrument, to, "nb").content.decode("utf-8-sig")
    for each in instrument.questions():
        assert each.text.text("nb").split("\n")[0].replace('"', '""') in content
