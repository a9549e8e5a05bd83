"""A form of SurveyJS becomes a draft that shows the same questions for the same answers, and what got lost is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.errors import EvaluationError
from instruments.exchange import export
from instruments.exchange.importing import Draft, import_form
from instruments.exchange.visible import condition_of
from instruments.load import read_instrument
from instruments.model import Instrument
from instruments.shipping import names, shipped
from instruments.show_if.routing import routing_of, shown
from instruments.show_if.targets import compile_to
from tests.instruments.show_if.vectors import FORM, NAMES, VECTORS

Write = Callable[[str, str], Path]


def read(draft: Draft, folder: Path) -> Instrument:
    target = folder / "draft.yaml"
    target.write_text(draft.yaml(), encoding="utf-8")
    return read_instrument(target)


def back(instrument: Instrument, folder: Path) -> Instrument:
    """The instrument, exported and read again."""
    file = folder / "skjema.json"
    file.write_bytes(export(instrument, "surveyjs").content)
    draft = import_form(file)
    assert draft.problems == ()
    return read(draft, folder)


def imported(folder: Path, form: object) -> Draft:
    file = folder / "skjema.json"
    file.write_text(json.dumps(form), encoding="utf-8")
    return import_form(file)


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


def told(instrument: Instrument) -> list[Any]:
    """All that SurveyJS holds: what the export says it cannot hold is left out."""
    whole = [each.as_dict() for each in (instrument.title, instrument.intro, instrument.closing)]
    sections = [(each.id, each.title.as_dict(), each.intro.as_dict()) for each in instrument.sections]
    questions = [
        (
            each.variable,
            each.type.replace("scale", "single"),
            each.text.as_dict(),
            each.help.as_dict(),
            {
                code: text.as_dict()
                for code, text in {**instrument.codes_of(each), **instrument.missing_of(each)}.items()
            },
            {row: text.as_dict() for row, text in each.rows.items()},
            (each.required, each.minimum, each.maximum),
        )
        for each in instrument.questions()
    ]
    return [instrument.languages, *whole, *sections, *questions]


def conditions(instrument: Instrument) -> list[Any]:
    routing = routing_of(instrument)
    written = (each for each in routing.written() if each.condition is not None)
    return [(each.place, compile_to("surveyjs", each.condition, routing.subjects)) for each in written]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", names())
def test_a_shipped_instrument_comes_back_but_for_what_the_export_named(tmp_path: Path, name: str) -> None:
    origin = shipped(name).instrument
    found = back(origin, tmp_path)
    assert (told(found), conditions(found)) == (told(origin), conditions(origin))


def test_an_original_in_nynorsk_comes_back_as_nynorsk(write: Write, tmp_path: Path) -> None:
    text = "id: s\nkind: questionnaire\nlanguages: [nn, en]\ntitle: {nn: Kva, en: What}\nsections: []\n"
    found = back(read_instrument(write("s.yaml", text)), tmp_path)
    assert (found.languages, found.title.as_dict()) == (("nn", "en"), {"nn": "Kva", "en": "What"})


def test_the_export_names_what_belongs_to_the_form() -> None:
    parts = [each.values["parts"] for each in export(shipped("party-report").instrument, "surveyjs").problems[-1:]]
    assert parts == ["kind, version, scales, missing, sections.themes"]


FOREIGN = {
    "title": {"default": "Medlemmer", "en": "Members", "fr": "Membres"},
    "triggers": [{"type": "complete"}],
    "pages": [
        {
            "name": "Første side",
            "elements": [
                {"type": "radiogroup", "name": "plan", "title": "Har dere plan?", "choices": ["ja", "nei"]},
                {
                    "type": "panel",
                    "name": "mer",
                    "title": "Mer om planen",
                    "visibleIf": "{plan} = 'ja'",
                    "elements": [
                        {"type": "rating", "name": "nytte", "rateMax": 4, "minRateDescription": "Lite"},
                        {"type": "boolean", "name": "delt", "title": "Delt?", "requiredIf": "{nytte} > 2"},
                        {"type": "comment", "name": "hvordan", "visibleIf": "{delt} = true and {nytte} >= 3"},
                    ],
                },
                {"type": "checkbox", "name": "tiltak", "choices": [{"value": 1, "text": "Kurs"}, 2],
                 "showOtherItem": True},
                {"type": "matrix", "name": "enig", "columns": [1, 2], "rows": [{"value": "ro", "text": "Ro"}, "lys"]},
                {"type": "text", "name": "epost", "inputType": "email",
                 "visibleIf": "{enig.lys} = 2 and {tiltak} contains 'other'"},
                {"type": "text", "name": "nar", "inputType": "date", "visibleIf": "age({nytte}) > 3"},
                {"type": "text", "name": "alder", "inputType": "number", "min": 18, "max": 99},
                {"type": "file", "name": "vedlegg"},
                {"type": "html", "name": "slutt", "html": "<p>Takk<br>for alt</p><script>alert(1)</script>"},
                {"type": "dropdown", "name": "plan", "showDontKnowItem": True, "choices": [3]},
            ],
        }
    ],
}  # fmt: skip


def test_a_form_of_other_peoples_making(tmp_path: Path) -> None:
    instrument = read(imported(tmp_path, FOREIGN), tmp_path)
    rows = [(each.variable, each.type, each.show_if) for each in instrument.questions()]
    assert rows == [
        ("plan", "single", ""),
        ("nytte", "scale", "plan = 1"),
        ("delt", "single", "plan = 1"),
        ("hvordan", "open", "(plan = 1) and (delt = 1 and nytte >= 3)"),
        ("tiltak", "multi", ""),
        ("enig", "grid", ""),
        ("epost", "text", "lys = 2 and tiltak in [3]"),
        ("nar", "date", ""),
        ("alder", "number", ""),
        ("slutt", "information", ""),
        ("plan_2", "single", ""),
    ]


def test_answers_get_codes_and_words(tmp_path: Path) -> None:
    instrument = read(imported(tmp_path, FOREIGN), tmp_path)
    found = {each.variable: {code: text.nb for code, text in each.choices.items()} for each in instrument.questions()}
    assert found["plan"] == {1: "ja", 2: "nei"}
    assert found["nytte"] == {1: "Lite", 2: "2", 3: "3", 4: "4"}
    assert found["delt"] == {1: "Ja", 0: "Nei"}
    assert found["tiltak"] == {1: "Kurs", 2: "2", 3: "Annet"}
    last = [*instrument.questions()][-1]
    assert {code: text.nn for code, text in last.missing.items()} == {4: "Veit ikkje"}


def test_what_instruments_do_not_have_is_told_with_its_place(tmp_path: Path) -> None:
    page = "pages[0].elements"
    found = [
        (each.code, each.values.get("place"), each.values.get("part")) for each in imported(tmp_path, FOREIGN).problems
    ]
    assert found == [
        ("FORM-026", f"{page}[1]", "title"),
        ("FORM-024", f"{page}[9]", None),
        ("FORM-026", f"{page}[1].elements[1]", "requiredIf"),
        ("FORM-026", f"{page}[2]", "showOtherItem"),
        ("FORM-026", f"{page}[4]", "inputType"),
        ("FORM-028", f"{page}[5].visibleIf", None),
        ("FORM-025", f"{page}[7]", None),
        ("FORM-029", f"{page}[8].html", None),
        ("FORM-026", "/", "triggers"),
        ("FORM-022", None, None),
    ]


def test_markup_becomes_words_and_script_none(tmp_path: Path) -> None:
    instrument = read(imported(tmp_path, FOREIGN), tmp_path)
    assert [each.text.nb for each in instrument.questions() if each.type == "information"] == ["Takk\nfor alt"]


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ("{a} = 'x'", "a = 1"),
        ('{a} == "y" || {a} <> "x"', "a = 2 or a != 1"),
        ("{a} contains 'x' AND {a} notcontains 'y'", "a in [1] and not (a in [2])"),
        ("{a} anyof ['x', 'y']", "a in [1, 2]"),
        ("!({b} notempty) && {c} empty", "not (answered(b)) and not answered(c)"),
        ("{a.length} >= 2", "count(a) >= 2"),
        ("{d} > '2026-04-22'", "d > 2026-04-22"),
        ("{a} allof ['x', 'y']", None),
        ("{a} = {b}", None),
        ("{unknown} = 1", None),
        ("age({b}) >= 18", None),
        ("(" * 6000, None),
    ],
)  # fmt: skip
def test_expressions_that_are_conditions_of_ours(expression: str, condition: str | None) -> None:
    assert condition_of(expression, {"a": {"x": 1, "y": 2}}, {each: each for each in "abcd"}) == condition


def deep(levels: int) -> dict[str, Any]:
    element: dict[str, Any] = {"type": "comment", "name": "innerst"}
    for _ in range(levels):
        element = {"type": "panel", "elements": [element]}
    return {"pages": [{"name": "a", "elements": [element]}]}


def test_panels_too_deep_are_told_not_followed(tmp_path: Path) -> None:
    assert [each.code for each in imported(tmp_path, deep(200)).problems] == ["FORM-023"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" * 200_000, "FORM-020"),
        (b"{", "FORM-020"),
        (b"\xff\xfe\x00", "FORM-020"),
        (b"[]", "FORM-021"),
        (b'{"answers": 1}', "FORM-021"),
    ],
)
def test_files_that_are_no_forms(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "skjema.json"
    file.write_bytes(content)
    with pytest.raises(EvaluationError) as error:
        import_form(file)
    assert [each.code for each in error.value.problems] == [code]


def test_wrong_types_everywhere_give_a_draft_that_can_be_read(tmp_path: Path) -> None:
    form = {
        "title": 7,
        "description": ["x"],
        "pages": [
            3,
            {"name": {"a": 1}, "title": {"default": 5}, "elements": "x"},
            {
                "name": "b",
                "visibleIf": 3,
                "elements": [
                    None,
                    {"name": "uten type"},
                    {"type": ["x"], "name": []},
                    {"type": "radiogroup", "name": "svar", "choices": {"a": 1}},
                    {"type": "matrix", "name": "tabell", "rows": [None, {"value": {}}], "columns": [[], True, "x"]},
                    {"type": "rating", "name": "vurdering", "rateMin": "a", "rateMax": 1e9},
                    {"type": "text", "name": "tall", "inputType": "number", "min": "x", "max": True},
                    {"type": "comment", "name": "rart", "title": "a\u0000b\ud800c: {#\n- x"},
                ],
            },
        ],
    }
    draft = imported(tmp_path, form)
    instrument = read(draft, tmp_path)
    assert [each.variable for each in instrument.questions()] == ["svar", "tabell", "vurdering", "tall", "rart"]
    assert [each.text.nb for each in instrument.questions()][-1] == "abc: {#\n- x"
    assert {each.code for each in draft.problems} == {"FORM-023", "FORM-024", "FORM-025", "FORM-027"}
