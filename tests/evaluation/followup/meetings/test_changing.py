"""Action points given a status, a deadline or an owner: dated, signed, and never over what somebody else just said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.followup.meetings.action_points import find_action_point, owners_shown
from evaluation.followup.meetings.changing import PointChange, change_point, history_of, stamp_of
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.study import Study


@pytest.fixture
def point(followed: Study, minutes: Path) -> Study:
    """A study where action point 2 is Emil Roth's, until 1 May 2023."""
    keep_minutes(followed, [minutes])
    return followed


def shown(study: Study, number: int = 2) -> str:
    return owners_shown(find_action_point(study, number).owners, study.people())


@pytest.mark.usefixtures("either_database")
def test_each_change_stands_in_the_history_with_what_was_before(point: Study) -> None:
    change_point(point, 2, PointChange("under-way", "1. juni 2023", "Fagforbundet Vest", "Utsatt."))
    change_point(point, 2, PointChange("done"))
    first, second = history_of(point, 2)
    assert (first.status, first.remark, first.who, second.status) == ("under-way", "Utsatt.", "Test", "done")
    assert first.deadline and [each.code for each in first.deadline] == ["2023-05-01", "2023-06-01"]
    assert first.owners and first.owners[1][0].text == "Fagforbundet Vest"
    assert (second.deadline, second.owners) == (None, None)


def test_what_is_taken_back_leaves_the_history(point: Study) -> None:
    change_point(point, 2, PointChange(deadline="1. juni 2023"))
    point.undo()
    assert (find_action_point(point, 2).due, history_of(point, 2)) == (dt.date(2023, 5, 1), [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Emil Roth", "Møtedeltaker 2"), ("Vest kommune, møtedeltaker 1", "Virksomhet A, Møtedeltaker 1"), ("", "")],
)
def test_an_owner_is_known_by_any_name_and_shown_by_none(point: Study, written: str, expected: str) -> None:
    change_point(point, 2, PointChange(owner=written))
    assert shown(point) == expected


def test_the_next_meeting_is_a_deadline_that_follows_the_meeting(point: Study, later: Path) -> None:
    change_point(point, 2, PointChange(deadline="neste møte"))
    assert find_action_point(point, 2).due is None
    keep_minutes(point, [later])
    assert find_action_point(point, 2).due == dt.date(2023, 6, 12)


@pytest.mark.usefixtures("either_database")
def test_nothing_is_said_over_what_somebody_else_just_said(point: Study) -> None:
    seen = stamp_of(find_action_point(point, 2))
    change_point(point.seen_by("kari"), 2, PointChange("done"), was=seen)
    with pytest.raises(EvaluationError) as error:
        change_point(point.seen_by("ola"), 2, PointChange("dropped"), was=seen)
    assert [each.code for each in error.value.problems] == ["PLAN-060"]
    assert find_action_point(point, 2).status == "done"


def test_a_day_that_does_not_exist_is_refused_and_words_are_kept_with_a_note(point: Study) -> None:
    with pytest.raises(EvaluationError):
        change_point(point, 2, PointChange(deadline="31. juni 2023"))
    found, told = change_point(point, 2, PointChange(deadline="når det passer"))
    assert (found.deadline.words, [each.code for each in told]) == ("når det passer", ["DEADLINE-001"])
