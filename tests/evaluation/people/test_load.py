"""people.yaml held against itself and the study: references, repetitions, circles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError, Problem
from evaluation.model import Organisation, Participant, People, Session
from evaluation.people.load import read_people

Write = Callable[[str, str], Path]


def problems(write: Write, text: str, known: People | None = None) -> tuple[Problem, ...]:
    with pytest.raises(EvaluationError) as error:
        read_people(write("people.yaml", text), known)
    return error.value.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("participants:\n  - {id: p1}\n  - {id: p1}\n", [("PEOPLE-001", 3)]),
        ("participants:\n  - id: p1\n    organisation: lager\n", [("PEOPLE-002", 3)]),
        ("consents:\n  - participant: p9\n", [("PEOPLE-003", 2)]),
        ("sessions:\n  - id: s1\n    kind: interview\n    follows: s0\n", [("PEOPLE-004", 4)]),
        ("participants: [{id: p1}]\nsessions:\n  - id: s1\n    kind: interview\n    attendance:\n"
         "      - participant: p1\n        followed_up_by: s2\n      - participant: p2\n",
         [("PEOPLE-004", 7), ("PEOPLE-003", 8)]),
        ("participants: [{id: p1}]\nconsents:\n  - participant: p1\n  - participant: p1\n", [("PEOPLE-008", 4)]),
        ("participants: [{id: p1}]\nsessions:\n  - id: s1\n    kind: interview\n    attendance:\n"
         "      - participant: p1\n      - participant: p1\n", [("PEOPLE-008", 7)]),
        ("participants:\n  - {id: p1, speakers: [I1]}\n  - {id: p2, speakers: [X, ' i1']}\n", [("PEOPLE-009", 3)]),
        ("sessions:\n  - {id: a, kind: interview, follows: a}\n", [("PEOPLE-007", 2)]),
        ("sessions:\n  - {id: x, kind: interview, follows: a}\n  - {id: a, kind: interview, follows: b}\n"
         "  - {id: b, kind: interview, follows: a}\n", [("PEOPLE-007", 3)]),
        ("sessions:\n  - {id: a, kind: chat}\n  - {id: b, kind: interview, start: '25:00'}\n",
         [("FILE-003", 2), ("FILE-011", 3)]),
        ("organisations:\n  - {id: a, size: -1}\n  - {id: b, size: mange}\n", [("FILE-006", 2), ("FILE-006", 3)]),
        ("consents:\n  - {participant: p1, quoting: kanskje}\n", [("FILE-007", 2)]),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_line(write: Write, text: str, expected: list[tuple[str, int]]) -> None:
    assert [(each.code, each.line) for each in problems(write, text)] == expected


def test_a_misspelt_reference_comes_with_the_nearest_id(write: Write) -> None:
    text = "organisations: [{id: sykehjem}, {id: lager}]\nparticipants:\n  - {id: p1, organisation: sykjehem}\n"
    [problem] = problems(write, text)
    assert problem.values["known"] == "sykehjem"


def test_those_the_study_knows_may_be_referred_to(write: Write) -> None:
    known = People(
        organisations=(Organisation(id="lager"),),
        participants=(Participant(id="p1"),),
        sessions=(Session(id="fg1", kind="focus-group"),),
    )
    text = """\
        participants: [{id: p2, organisation: lager}]
        sessions:
          - {id: tlf1, kind: telephone, follows: fg1, attendance: [{participant: p1}]}
        """
    assert read_people(write("people.yaml", text), known).sessions[0].follows == "fg1"


def test_a_circle_closed_through_a_session_of_the_study_is_told(write: Write) -> None:
    known = People(sessions=(Session(id="a", kind="interview", follows="b"), Session(id="b", kind="interview")))
    [problem] = problems(write, "sessions:\n  - {id: b, kind: interview, follows: a}\n", known)
    assert (problem.code, problem.values["ids"]) == ("PEOPLE-007", "b, a")
