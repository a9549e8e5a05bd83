"""What makes no sense in the conditions of a form is found, all at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from instruments.load import read_instrument
from instruments.model import Instrument
from instruments.show_if.checks import check_routing
from instruments.show_if.routing import routing_of

QUESTIONS = """\
id: skjema
kind: questionnaire
title: Skjema
scales:
  enighet: {codes: {1: Uenig, 2: Enig}, missing: {9: Vet ikke}}
sections:
  - id: a
    title: A
    questions:
      - {id: rolle, type: single, text: R, choices: {1: Leder, 2: Tillitsvalgt}}
      - {id: tiltak, type: multi, text: T, choices: {1: Kurs, 2: Annet}}
      - {id: antall, type: number, text: N, minimum: 1, maximum: 500}
      - {id: siden, type: date, text: D}
      - {id: ord, type: open, text: O}
      - {id: enig, type: grid, scale: enighet, text: E, rows: {enig_a: A, enig_b: B}}
      - {id: info, type: information, text: I}
"""
Write = Callable[[str, str], Path]


def form(write: Write, *conditions: str) -> Instrument:
    asked = "".join(f"      - {{id: q{n}, type: single, choices: {{1: Ja, 2: Nei}}, text: Q, show_if: '{each}'}}\n"
                    for n, each in enumerate(conditions, 1))  # fmt: skip
    return read_instrument(write("s.yaml", QUESTIONS + asked))


def found(write: Write, *conditions: str) -> list[tuple[str, int]]:
    instrument = form(write, *conditions)
    return [(each.fault.code, each.fault.at) for each in check_routing(routing_of(instrument), instrument)]


@pytest.mark.parametrize(
    ("condition", "code", "at"),
    [
        ("rolle =", "ROUTE-001", 8),
        ("rolla = 1", "ROUTE-005", 1),
        ("rolle = 1 and rolla = 1", "ROUTE-005", 15),
        ("answered(info)", "ROUTE-005", 10),
        ("enig = 1", "ROUTE-008", 1),
        ("q1 = 1", "ROUTE-007", 1),
        ("rolle = 3", "ROUTE-009", 9),
        ("enig_a in [2, 3, 4]", "ROUTE-009", 15),
        ("rolle = «Leder»", "ROUTE-009", 9),
        ("antall = «ti»", "ROUTE-010", 10),
        ("antall > 2020-01-01", "ROUTE-010", 10),
        ("siden > 2020", "ROUTE-010", 9),
        ("tiltak = 1", "ROUTE-011", 1),
        ("ord = «ja»", "ROUTE-012", 1),
        ("count(rolle) > 1", "ROUTE-013", 7),
        ("rolle = 1 and rolle = 2", "ROUTE-014", 1),
        ("antall > 500", "ROUTE-014", 1),
        ("count(tiltak) > 2", "ROUTE-014", 1),
        ("siden < 2020-01-01 and siden > 2020-01-01", "ROUTE-014", 1),
        ("enig_a < 1", "ROUTE-014", 1),
    ],
)
def test_a_condition_that_makes_no_sense_is_found(write: Write, condition: str, code: str, at: int) -> None:
    assert (code, at) in found(write, condition)


@pytest.mark.parametrize(
    "condition",
    [
        "rolle = 1 or rolle = 2",
        "ROLLE = 1",
        "enig_b = 9",
        "antall > 499 and antall < 501",
        "siden > 2020-01-01 and siden < 2020-01-03",
        "tiltak in [1] and tiltak in [2] and count(tiltak) = 2",
        "answered(ord) and not answered(siden)",
    ],
)
def test_a_condition_that_some_answers_meet_is_let_be(write: Write, condition: str) -> None:
    assert found(write, condition) == []


def test_a_later_question_cannot_be_asked_about(write: Write) -> None:
    assert found(write, "q2 = 1", "rolle = 1") == [("ROUTE-006", 1)]


def test_conditions_that_go_in_a_circle_are_told_with_the_way_round(write: Write) -> None:
    instrument = form(write, "q3 = 1", "q1 = 1", "q2 = 1")
    [circle] = [each.fault for each in check_routing(routing_of(instrument), instrument)]
    assert (circle.code, circle.values["circle"]) == ("ROUTE-007", "q3 → q2 → q1 → q3")


def test_what_an_earlier_condition_shuts_out_is_never_reached(write: Write) -> None:
    assert found(write, "rolle = 1", "q1 = 1 and rolle = 2") == [("ROUTE-014", 1)]


def test_a_section_under_a_condition_closes_for_all_in_it(write: Write) -> None:
    closed = "  - id: b\n    title: B\n    show_if: rolle = 1\n    questions:\n"
    inside = "      - {id: inni, text: I, show_if: rolle = 2}\n"
    instrument = read_instrument(write("s.yaml", QUESTIONS + closed + inside))
    told = [(each.fault.code, each.written.text) for each in check_routing(routing_of(instrument), instrument)]
    assert told == [("ROUTE-014", "rolle = 2")]


def test_a_section_cannot_ask_about_its_own_questions(write: Write) -> None:
    inside = "  - id: b\n    title: B\n    show_if: answered(inni)\n    questions: [{id: inni, text: I}]\n"
    instrument = read_instrument(write("s.yaml", QUESTIONS + inside))
    assert [each.fault.code for each in check_routing(routing_of(instrument), instrument)] == ["ROUTE-007"]


def test_more_ways_to_answer_than_can_be_tried_are_said_to_be_so(write: Write) -> None:
    many = "".join(f"      - {{id: m{n}, type: single, choices: {{1: Ja, 2: Nei}}, text: M}}\n" for n in range(16))
    asked = " and ".join(f"m{n} = 1" for n in range(16))
    text = f"{QUESTIONS}{many}      - {{id: sist, text: S, show_if: {asked}}}\n"
    instrument = read_instrument(write("s.yaml", text))
    assert [each.fault.code for each in check_routing(routing_of(instrument), instrument)] == ["ROUTE-016"]


def test_the_nearest_names_are_told(write: Write) -> None:
    instrument = form(write, "tiltaket in [1]")
    [fault] = [each.fault for each in check_routing(routing_of(instrument), instrument)]
    assert fault.values["known"] == "tiltak"


def test_the_codes_are_told_with_their_labels(write: Write) -> None:
    instrument = form(write, "rolle = 3")
    [fault] = [each.fault for each in check_routing(routing_of(instrument), instrument)]
    assert fault.values["known"] == "1 Leder, 2 Tillitsvalgt"
