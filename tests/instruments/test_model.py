"""What an instrument holds, and every fault of its structure at its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from instruments.load import read_instrument
from instruments.model import fingerprint

FORM = """\
id: skjema
kind: questionnaire
title: Skjema
languages: [nb, nn]
scales:
  enighet:
    codes:
      1: {nb: Helt uenig, nn: Heilt usamd}
      2: {nb: Verken eller, nn: Verken eller}
      3: {nb: Helt enig, nn: Heilt samd}
    missing: {9: {nb: Vet ikke, nn: Veit ikkje}}
    positive: [3]
    neutral: [2]
sections:
  - id: a
    title: Del A
    themes: [forebygging]
    audience: [leder]
    questions:
      - {id: a-1, type: scale, scale: enighet, text: Vi forebygger godt., priority: must}
      - {id: a-2, variable: tiltak, type: multi, text: Hva gjør dere?, choices: {1: Kurs, 2: Annet}}
      - id: a-3
        type: grid
        scale: enighet
        text: Hvor enig er du?
        rows: {leder_ser: Lederen ser meg., kollega_ser: Kollegene ser meg.}
      - {id: a-4, type: information, text: Takk for det.}
      - {id: 5.siste, text: Noe mer?, audience: [tillitsvalgt], listen_for: [Ønsker], parallel: guide/a-1}
"""
Write = Callable[[str, str], Path]


def faults(path: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(EvaluationError) as error:
        read_instrument(path)
    return [(each.code, each.line) for each in error.value.problems]


def test_a_variable_follows_from_the_id_unless_it_is_given(write: Write) -> None:
    form = read_instrument(write("s.yaml", FORM))
    assert [each.variable for each in form.questions()] == ["a_1", "tiltak", "a_3", "a_4", "q5_siste"]


def test_each_question_fills_its_columns(write: Write) -> None:
    form = read_instrument(write("s.yaml", FORM))
    assert [form.columns(each) for each in form.questions()] == [
        ("a_1",),
        ("tiltak_1", "tiltak_2"),
        ("leder_ser", "kollega_ser"),
        (),
        ("q5_siste",),
    ]


def test_a_scale_lends_its_codes_and_its_missing_ones(write: Write) -> None:
    form = read_instrument(write("s.yaml", FORM))
    first = next(form.questions())
    assert ([*form.codes_of(first)], [*form.missing_of(first)]) == ([1, 2, 3], [9])


def test_themes_and_audience_are_the_sections_where_a_question_names_none(write: Write) -> None:
    placed = [*read_instrument(write("s.yaml", FORM)).placed()]
    assert [(each.themes, each.audience) for each in (placed[0], placed[-1])] == [
        (("forebygging",), ("leder",)),
        (("forebygging",), ("tillitsvalgt",)),
    ]


def test_a_fingerprint_passes_over_white_space_and_is_never_a_number() -> None:
    assert fingerprint("Hva  gjør\ndere? ") == fingerprint("Hva gjør dere?") != fingerprint("Hva gjorde dere?")
    assert fingerprint("Hva gjør dere?").isalpha()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: a-2,", "id: a-1,", [("INSTRUMENT-001", 21)]),
        ("variable: tiltak", "variable: A_1", [("INSTRUMENT-003", 21)]),
        ("kollega_ser:", "Tiltak_1:", [("INSTRUMENT-003", 26)]),
        ("variable: tiltak", "variable: With", [("INSTRUMENT-004", 21)]),
        ("variable: tiltak", f"variable: {'t' * 31}", [("INSTRUMENT-005", 21), ("INSTRUMENT-005", 21)]),
        ("type: scale, scale: enighet", "type: scale, scale: enigheit", [("INSTRUMENT-006", 20)]),
        ("variable: tiltak", "variable: tiltåk", [("FILE-011", 21)]),
        ("variable: tiltak", "variable: tiltak_", [("FILE-011", 21)]),
        ("positive: [3]", "postive: [3]", [("FILE-002", 12)]),
        ("      3: {", "      tre: {", [("FILE-006", 10)]),
        ("      3: {", "      2: {", [("YAML-006", 10)]),
        ("type: multi", "type: flervalg", [("FILE-003", 21)]),
        ("scales:\n", "scales: [1]\nignored:\n", [("FILE-009", 5), ("FILE-002", 6)]),
    ],
)
def test_each_fault_has_its_line(write: Write, old: str, new: str, expected: list[tuple[str, int]]) -> None:
    assert faults(write("s.yaml", FORM.replace(old, new, 1))) == expected


def test_two_sections_of_one_name_are_refused(write: Write) -> None:
    doubled = FORM + "  - {id: a, title: Del B}\n"
    assert faults(write("s.yaml", doubled)) == [("INSTRUMENT-002", 29)]


def test_anchors_that_explode_are_refused(write: Write) -> None:
    layers = [f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert faults(write("s.yaml", "\n".join(["b0: &b0 [x, x]", *layers]) + "\n"))[0][0] == "YAML-007"


def test_an_anchor_within_itself_is_refused(write: Write) -> None:
    assert faults(write("s.yaml", "sections: &a [*a]\n"))[0][0] == "YAML-007"
