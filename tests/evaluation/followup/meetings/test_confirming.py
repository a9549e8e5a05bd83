"""What is unsure is listed until a person has accepted, corrected or refused it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.followup.meetings.action_points import list_action_points, statuses_of
from evaluation.followup.meetings.changing import PointChange, change_point
from evaluation.followup.meetings.confirming import Confirmation, confirm, find_meeting, told_of, unsure_of
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.study import Study

UNSURE = """\
Referat fra møte i Kontaktutvalget 17. april 2023

Dato: 18. april 2023
Til stede: Astrid Vangen (Fagforbundet Vest), Emil Roth

Sak 1 Godkjenning av referat
Konklusjon: Godkjent.

Sak 1 Kommunikasjon
Emil Roth skal snakke med pressen.
Oppfølging: Lage en plan.
"""
NAME = "kontaktutvalget-2023-04-17"


@pytest.fixture
def unsure(followed: Study, write: Callable[[str, str], Path]) -> Study:
    keep_minutes(followed, [write("referat.txt", UNSURE)])
    return followed


def number(study: Study, code: str) -> int:
    [found] = [each for each in unsure_of(study, NAME) if each.code == code]
    return found.id or 0


def test_each_doubt_is_listed_without_a_name(unsure: Study) -> None:
    found = unsure_of(unsure, NAME)
    assert sorted(each.code for each in found) == [
        "MINUTES-002", "MINUTES-006", "MINUTES-008", "MINUTES-009", "MINUTES-010",
    ]  # fmt: skip
    assert not [each for each in found if "Roth" in told_of(each).sentence()]


def test_what_is_accepted_is_no_longer_unsure(unsure: Study) -> None:
    left = confirm(unsure, NAME, [Confirmation(number(unsure, "MINUTES-010"), "accept")])
    assert "MINUTES-010" not in {each.code for each in left}
    assert [each.certain for each in list_action_points(unsure)] == [True, False]


def test_a_refused_action_point_is_taken_away(unsure: Study) -> None:
    confirm(unsure, NAME, [Confirmation(number(unsure, "MINUTES-010"), "refuse")])
    assert [each.what for each in list_action_points(unsure)] == ["Lage en plan."]


@pytest.mark.parametrize(
    ("code", "value", "told"),
    [
        ("MINUTES-002", "18. april 2023", lambda study: str(find_meeting(study, NAME).date) == "2023-04-18"),
        ("MINUTES-006", "2", lambda study: find_meeting(study, NAME).agenda[1].number == "2"),
        ("MINUTES-008", "Vest kommune", lambda study: find_meeting(study, NAME).attendance[1].organisation == "vest"),
        ("MINUTES-008", "Havnelaget", lambda study: find_meeting(study, NAME).attendance[1].party == "Havnelaget"),
        ("MINUTES-009", "Emil Roth", lambda study: list_action_points(study)[1].owners[0].participant == "d2"),
        ("MINUTES-009", "Vest kommune", lambda study: list_action_points(study)[1].owners[0].organisation == "vest"),
    ],
)
def test_what_is_corrected_holds_from_then_on(
    unsure: Study, code: str, value: str, told: Callable[[Study], bool]
) -> None:
    confirm(unsure, NAME, [Confirmation(number(unsure, code), "correct", value)])
    assert told(unsure)


def test_a_confirmation_can_be_undone(unsure: Study) -> None:
    confirm(unsure, NAME, [Confirmation(number(unsure, "MINUTES-010"), "refuse")])
    unsure.undo()
    assert len(list_action_points(unsure)) == 2
    assert len(unsure_of(unsure, NAME)) == 5


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Confirmation(99, "accept"), "MINUTES-022"),
        (Confirmation(1, "correct", "i fjor"), "MINUTES-023"),
        (Confirmation(1, "correct", " "), "MINUTES-023"),
    ],
)
def test_what_fits_nothing_is_refused(unsure: Study, answer: Confirmation, code: str) -> None:
    with pytest.raises(EvaluationError) as error:
        confirm(unsure, NAME, [answer])
    assert error.value.problems[0].code == code


def test_an_unknown_meeting_is_told_with_the_nearest(unsure: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        unsure_of(unsure, "kontaktutvalget-2023-04-18")
    assert (error.value.problems[0].code, error.value.problems[0].values["known"]) == ("MINUTES-021", NAME)


def test_every_status_is_dated_signed_and_kept(unsure: Study) -> None:
    change_point(unsure, 1, PointChange("under-way", remark="Halvveis."))
    change_point(unsure, 1, PointChange("done"))
    history = statuses_of(unsure, [1])[1]
    assert [(each.status, each.who, each.remark) for each in history] == [
        ("under-way", "Test", "Halvveis."),
        ("done", "Test", ""),
    ]
    assert all(each.at for each in history)


@pytest.mark.parametrize("owner", ["Emil Roth", "Møtedeltaker 2", "d2"])
def test_action_points_are_found_by_whatever_their_owner_is_called(unsure: Study, owner: str) -> None:
    assert [each.id for each in list_action_points(unsure, owner=owner)] == [1]


def test_only_what_is_open_is_left(unsure: Study) -> None:
    change_point(unsure, 1, PointChange("done"))
    assert [each.id for each in list_action_points(unsure, open_only=True)] == [2]
