"""When a deadline is due, and how deadlines are sorted."""

import datetime as dt

import pytest

from evaluation.model.deadline import Deadline, deadline_of


@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("2012-02-29", "2012-02-29"),
        ("2012-02", "2012-02-29"),
        ("2013-W01", "2013-01-06"),
        ("2013-Q1", "2013-03-31"),
        ("2013-H1", "2013-06-30"),
        ("2013-H2", "2013-12-31"),
        ("2013-S1", "2013-06-30"),
        ("2013-S2", "2013-08-31"),
        ("2013", "2013-12-31"),
    ],
)
def test_last_day(code: str, last: str) -> None:
    assert deadline_of(code).last_day() == dt.date.fromisoformat(last)


def test_what_recurs_is_due_at_the_end_of_the_period() -> None:
    assert deadline_of("twice").last_day(dt.date(2013, 4, 1)) == dt.date(2013, 6, 30)


def test_the_next_meeting_is_due_when_it_is_known() -> None:
    meeting = dt.date(2012, 6, 20)
    assert (deadline_of("next-meeting").last_day(), deadline_of("next-meeting").last_day(next_meeting=meeting)) == (
        None,
        meeting,
    )


def test_the_last_day_itself_is_not_overdue() -> None:
    half = deadline_of("2013-H1")
    assert (half.is_overdue(dt.date(2013, 6, 30)), half.is_overdue(dt.date(2013, 7, 1))) == (False, True)


@pytest.mark.parametrize("code", ["running", "soon", "twice", "none", "next-meeting"])
def test_what_has_no_date_is_never_overdue(code: str) -> None:
    assert not deadline_of(code).is_overdue(dt.date(2100, 1, 1))


def test_deadlines_sort_by_their_last_day_and_open_ones_come_last() -> None:
    codes = ["2013-06-01", "2013-H1", "2013", "twice", "soon", "running", "none"]
    assert sorted(map(deadline_of, reversed(codes)), key=Deadline.order) == [deadline_of(code) for code in codes]


@pytest.mark.parametrize("code", ["", "2013-13x", "day", "soonish"])
def test_any_other_text_is_no_code(code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        deadline_of(code)
