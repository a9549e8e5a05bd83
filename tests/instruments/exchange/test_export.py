"""What is exported is taken by the programs it is for: pyxform and SurveyJS make forms of it without a fault."""

import io
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluation.errors import EvaluationError
from instruments.exchange import export, known_formats
from instruments.exchange.formats.xlsform import sheets
from instruments.load import read_instrument
from instruments.model import Instrument
from instruments.shipping import names, shipped

FORM = """\
id: skjema
kind: questionnaire
languages: [nb, nn]
title: {nb: Skjema, nn: Skjema på nynorsk}
closing: {nb: "Takk <b> & farvel", nn: Takk}
scales:
  enighet: {codes: {1: Uenig, 2: Enig}, missing: {9: Vet ikke}}
sections:
  - id: a
    title: Del
    themes: [forebygging]
    questions:
      - {id: a-1, type: single, text: {nb: Hva er du?, nn: Kva er du?}, choices: {1: =Leder, 2: Ansatt}, required: true}
      - {id: a-2, type: grid, scale: enighet, text: Hvor enig?, rows: {r_1: En, r_2: To}, show_if: a-1 = 2}
      - {id: a-3, type: number, text: Hvor mange?, minimum: 0, maximum: 50, missing: {99: Vet ikke}}
      - {id: a-4, text: Hvorfor?, probes: [Hva mer?], themes: [annet]}
  - id: b
    title: Del B
    show_if: a-1 = 1
    questions:
      - {id: b-1, type: rank, text: Sett i orden, choices: {1: Tid, 2: Penger}}
      - {id: b-2, type: information, text: Slutt.}
"""


@pytest.fixture
def form(write: Callable[[str, str], Path]) -> Instrument:
    return read_instrument(write("skjema.yaml", FORM))


def test_the_rows_of_an_xlsform(form: Instrument) -> None:
    told = [(each["type"], each["name"], each.get("relevant", "")) for each in sheets(form)["survey"]]
    assert told == [
        ("begin_group", "section_1", ""),
        ("select_one list_a_1", "a_1", ""),
        ("begin_group", "a_2", "${a_1} = '2'"),
        ("select_one scale_enighet", "r_1", ""),
        ("select_one scale_enighet", "r_2", ""),
        ("end_group", "a_2", ""),
        ("decimal", "a_3", ""),
        ("text", "a_4", ""),
        ("end_group", "section_1", ""),
        ("begin_group", "section_2", "${a_1} = '1'"),
        ("rank list_b_1", "b_1", ""),
        ("note", "b_2", ""),
        ("end_group", "section_2", ""),
    ]


def test_an_xlsform_has_its_languages_and_limits(form: Instrument) -> None:
    rows = {each["name"]: each for each in sheets(form)["survey"]}
    assert rows["a_1"]["label::Nynorsk (nn)"] == "Kva er du?"
    assert rows["a_1"]["required"] == "yes"
    assert rows["a_3"]["constraint"] == "(. >= 0 and . <= 50) or . = 99"


def test_a_text_that_begins_like_a_formula_stays_text(form: Instrument) -> None:
    workbook = load_workbook(io.BytesIO(export(form, "xlsform").content))
    cells = {cell.value: cell.data_type for row in workbook["choices"].iter_rows(min_row=2) for cell in row}
    assert cells["=Leder"] == "s"


@pytest.mark.parametrize("name", names())
def test_pyxform_makes_a_form_of_every_shipped_instrument(tmp_path: Path, name: str) -> None:
    convert = pytest.importorskip("pyxform.xls2xform").convert
    file = tmp_path / f"{name}.xlsx"
    file.write_bytes(export(shipped(name).instrument, "xlsform").content)
    warnings: list[str] = []
    made = convert(xlsform=str(file), validate=False, warnings=warnings)
    assert (warnings, made.xform.count("<translation ")) == ([], 3)


def test_what_has_no_place_is_told(form: Instrument) -> None:
    told = [(each.severity, *each.values.values()) for each in export(form, "surveyjs").problems]
    assert told == [
        ("note", 1, "themes", "SurveyJS"),
        ("note", 1, "probes", "SurveyJS"),
        ("note", "SurveyJS", "scales, missing, sections.themes"),
    ]


def test_a_page_of_surveyjs_for_each_section(form: Instrument) -> None:
    told = json.loads(export(form, "surveyjs").content)
    assert told["title"] == {"default": "Skjema", "nn": "Skjema på nynorsk"}
    assert told["completedHtml"]["default"] == "<p>Takk &lt;b&gt; &amp; farvel</p>"
    assert [(page["name"], page.get("visibleIf")) for page in told["pages"]] == [("a", None), ("b", "{a_1} = 1")]
    kinds = [element["type"] for page in told["pages"] for element in page["elements"]]
    assert kinds == ["radiogroup", "matrix", "text", "comment", "ranking", "html"]


IN_NODE = """
const { Model } = require("survey-core");
const forms = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(forms.map((form) => {
  const model = new Model(form);
  const errors = (model.jsonErrors || []).map((each) => each.message);
  return { errors, names: model.getAllQuestions().map((each) => each.name) };
})));
"""


def test_surveyjs_builds_every_shipped_instrument_without_a_fault(survey_core: Path) -> None:
    forms = [json.loads(export(shipped(name).instrument, "surveyjs").content) for name in names()]
    environment = {**os.environ, "NODE_PATH": str(survey_core)}
    line = ["node", "-e", IN_NODE]
    done = subprocess.run(
        line, input=json.dumps(forms), capture_output=True, text=True, env=environment, timeout=60, check=True
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert [each["errors"] for each in told] == [[]] * len(forms)
    variables = [[each.variable for each in shipped(name).instrument.questions()] for name in names()]
    assert [each["names"] for each in told] == variables


def test_every_shipped_instrument_is_valid_against_the_schema_of_surveyjs(survey_core: Path) -> None:
    schema = json.loads((survey_core / "survey-core" / "surveyjs_definition.json").read_text("utf-8"))
    validate: Any = pytest.importorskip("jsonschema").Draft7Validator(schema)
    forms = {name: json.loads(export(shipped(name).instrument, "surveyjs").content) for name in names()}
    assert {name: [each.message for each in validate.iter_errors(form)] for name, form in forms.items()} == {
        name: [] for name in names()
    }


def test_these_formats_are_known_and_others_named() -> None:
    assert sorted(known_formats()) == ["ddi", "limesurvey", "redcap", "surveyjs", "xlsform"]
    with pytest.raises(EvaluationError) as error:
        export(shipped("party-report").instrument, "xlform")
    assert [each.values["known"] for each in error.value.problems] == ["xlsform"]
