"""An XLSForm becomes a draft that shows the same questions for the same answers, and what got lost is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from evaluation.errors import EvaluationError
from instruments.exchange import export
from instruments.exchange.importing import import_form
from instruments.exchange.relevant import condition_of
from instruments.load import read_instrument
from instruments.model import Instrument
from instruments.shipping import names, shipped
from instruments.show_if.routing import routing_of, shown
from tests.instruments.show_if.vectors import FORM, NAMES, VECTORS

Write = Callable[[str, str], Path]


def back(instrument: Instrument, folder: Path) -> Instrument:
    """The instrument, exported and read again."""
    file = folder / "skjema.xlsx"
    file.write_bytes(export(instrument, "xlsform").content)
    draft = import_form(file)
    assert draft.problems == ()
    target = folder / "draft.yaml"
    target.write_text(draft.yaml(), encoding="utf-8")
    return read_instrument(target)


@pytest.fixture
def returned(write: Write, tmp_path: Path) -> Instrument:
    return back(read_instrument(write("skjema.yaml", FORM)), tmp_path)


@pytest.mark.parametrize(("answers", "expected"), VECTORS, ids=NAMES)
def test_the_same_questions_are_shown_after_a_round_trip(
    returned: Instrument, write: Write, answers: dict[str, Any], expected: set[str]
) -> None:
    origin = read_instrument(write("origin.yaml", FORM))
    told = {each.variable for each in origin.questions() if each.id in shown(routing_of(origin), answers)}
    ids = shown(routing_of(returned), answers)
    assert {each.variable for each in returned.questions() if each.id in ids} == told


@pytest.mark.parametrize("name", names())
def test_a_shipped_instrument_comes_back_with_its_texts_codes_and_types(tmp_path: Path, name: str) -> None:
    origin = shipped(name).instrument
    found = back(origin, tmp_path)

    def told(instrument: Instrument) -> list[tuple[Any, ...]]:
        return [
            (
                each.variable,
                each.type.replace("scale", "single"),
                each.text.as_dict(),
                [*instrument.codes_of(each)],
                [*instrument.missing_of(each)],
                [*each.rows],
                each.required,
                each.minimum,
            )
            for each in instrument.questions()
        ]

    assert told(found) == told(origin)
    assert found.languages == ("nb", "nn", "en")


def workbook(path: Path, survey: list[list[str]], choices: list[list[str]] | None = None) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in survey:
        sheet.append(row)
    if choices:
        other = book.create_sheet("choices")
        for row in choices:
            other.append(row)
    book.save(path)
    return path


def test_a_form_of_other_peoples_making(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "felt.xlsx",
        [
            ["type", "name", "label::Norsk", "label::Français", "relevant", "constraint"],
            ["start", "start", "", "", "", ""],
            ["select_one janei", "Plan", "Har dere plan?", "Avez-vous un plan ?", "", ""],
            ["integer", "antall", "Hvor mange?", "", "${Plan} = 'ja'", ". >= 1 and . <= 20"],
            ["geopoint", "sted", "Hvor?", "", "", ""],
            ["text", "hvorfor", "Hvorfor?", "", "if(${Plan} = 'ja', 1, 0) = 1", "regex(., 'a')"],
        ],
        [["list_name", "name", "label::Norsk"], ["janei", "ja", "Ja"], ["janei", "nei", "Nei"]],
    )
    draft = import_form(file)
    assert [(each.code, each.line) for each in draft.problems] == [
        ("FORM-008", None),
        ("FORM-006", 5),
        ("FORM-007", 6),
        ("FORM-007", 6),
    ]
    target = tmp_path / "felt.yaml"
    target.write_text(draft.yaml(), encoding="utf-8")
    questions = [*read_instrument(target).questions()]
    assert [(each.id, each.variable, each.type, each.show_if, each.maximum) for each in questions] == [
        ("plan", "Plan", "single", "", None),
        ("antall", "antall", "number", "Plan = 1", 20),
        ("hvorfor", "hvorfor", "text", "", None),
    ]
    assert {code: label.nb for code, label in questions[0].choices.items()} == {1: "Ja", 2: "Nei"}


@pytest.mark.parametrize(
    ("relevant", "condition"),
    [
        ("${a} = 'x'", "a = 1"),
        ('${a}="y" or ${a} != "x"', "a = 2 or a != 1"),
        ("selected(${a}, 'x') and not(selected(${a}, 'y'))", "a in [1] and not (a in [2])"),
        ("${b} >= 18", "b >= 18"),
        ("${b} != '' and ${c} = \"\"", "answered(b) and not answered(c)"),
        ("string-length(${b}) > 0", "answered(b)"),
        ("${d} > date('2026-04-22')", "d > 2026-04-22"),
        ("count-selected(${a}) >= 2", "count(a) >= 2"),
        ("${a} = ${b}", None),
        ("today() > ${d}", None),
        ("${b} + 1 > 2", None),
    ],
)
def test_relevants_that_are_conditions_of_ours(relevant: str, condition: str | None) -> None:
    assert condition_of(relevant, {"a": {"x": 1, "y": 2}}) == condition


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("skjema.pptx", b"x", "FORM-003"),
        ("skjema.xlsx", None, "YAML-001"),
        ("skjema.xlsx", b"no workbook", "FORM-004"),
        ("skjema.xlsx", b"PK\x05\x06" + b"\0" * 18, "FORM-004"),
    ],
)
def test_files_that_are_no_forms(tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(EvaluationError) as error:
        import_form(file)
    assert [each.code for each in error.value.problems] == [code]


def test_a_workbook_without_questions(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        import_form(workbook(tmp_path / "tom.xlsx", [["type", "name", "label"]]))
    assert [each.code for each in error.value.problems] == ["FORM-005"]
