"""How the data were collected, told for a focus group with everything that may happen around one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.model import Consent, Participant, People
from evaluation.people.load import read_people
from evaluation.people.participation import Participation, consented, participations, withdrawn

MODEL = """\
participants:
  - {id: p1}
  - {id: p2}
  - {id: p3}
  - {id: p4}
  - {id: p5}
  - {id: p6}
  - {id: p7}
  - {id: m1, affiliation: moderator}
  - {id: a1, affiliation: assistant}
  - {id: o1, affiliation: observer}
  - {id: o2, affiliation: observer}
sessions:
  - id: fg1
    kind: focus-group
    date: 2026-04-22
    attendance:
      - {participant: p1, mode: in-person}
      - {participant: p2, mode: in-person, to: "11:10", left_because: Tog, followed_up_by: epost}
      - {participant: p3, mode: in-person}
      - {participant: p4, mode: in-person, to: "11:37", left_because: Driftsstans, followed_up_by: tlf}
      - {participant: p5, mode: video}
      - {participant: p6, status: declined, followed_up_by: skriftlig}
      - {participant: p7, status: declined, followed_up_by: skriftlig}
      - {participant: m1}
      - {participant: a1}
      - {participant: o1}
      - {participant: o2}
  - {id: tlf, kind: telephone, follows: fg1, attendance: [{participant: p4, mode: telephone}, {participant: m1}]}
  - {id: epost, kind: written-answer, follows: fg1, attendance: [{participant: p2, mode: e-mail}]}
  - {id: skriftlig, kind: written-answer, follows: fg1, attendance: [{participant: p6}, {participant: p7}]}
  - id: tillegg
    kind: supplement
    follows: fg1
    attendance:
      - {participant: p1, status: no-response}
      - {participant: p3, status: no-response}
  - {id: tidlig, kind: interview, date: 2026-02-01, attendance: [{participant: p1, status: no-response}]}
"""


@pytest.fixture
def people(write: Callable[[str, str], Path]) -> People:
    return read_people(write("people.yaml", MODEL))


@pytest.fixture
def group(people: People) -> Participation:
    return participations(people)[1]


def ids(participants: tuple[Participant, ...]) -> list[str]:
    return [each.id for each in participants]


def test_sessions_that_follow_no_other_come_by_date(people: People) -> None:
    assert [each.session.id for each in participations(people)] == ["tidlig", "fg1"]


def test_seven_were_invited_and_five_came_one_of_them_by_video(group: Participation) -> None:
    assert ids(group.invited) == ["p1", "p2", "p3", "p4", "p5", "p6", "p7"]
    assert ids(group.attended) == ["p1", "p2", "p3", "p4", "p5"]
    assert group.modes == {"in-person": 4, "video": 1}


def test_two_left_early_and_were_followed_up_in_different_ways(group: Participation) -> None:
    found = [(each.participant.id, each.session and each.session.kind, each.answered) for each in group.left_early]
    assert found == [("p2", "written-answer", True), ("p4", "telephone", True)]


def test_two_declined_were_asked_in_writing_and_answered(group: Participation) -> None:
    found = [(each.participant.id, each.attendance.status, each.answered) for each in group.absent]
    assert found == [("p6", "declined", True), ("p7", "declined", True)]


def test_the_supplement_was_answered_by_none(group: Participation) -> None:
    assert [(each.invited, each.answered) for each in group.supplements] == [(2, 0)]


def test_those_who_are_no_informants_are_counted_apart(group: Participation) -> None:
    assert (ids(group.observers), ids(group.moderators), ids(group.assistants)) == (["o1", "o2"], ["m1"], ["a1"])


def test_one_who_did_not_answer_and_was_not_followed_up_is_absent(people: People) -> None:
    [absent] = participations(people)[0].absent
    assert (absent.participant.id, absent.session, absent.answered) == ("p1", None, False)


def test_consent_counts_until_it_is_withdrawn() -> None:
    people = People(
        participants=tuple(Participant(id=f"p{number}") for number in (1, 2, 3)),
        consents=(
            Consent(participant="p1", quoting=True),
            Consent(participant="p2", quoting=True, withdrawn=dt.date(2026, 5, 1)),
            Consent(participant="p3", recording=True),
        ),
    )
    assert consented(people, people.participants, "quoting") == 1
    assert withdrawn(people) == {"p2"}
