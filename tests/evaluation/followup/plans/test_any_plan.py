"""Plans of any content: what is written in a cell comes back, whatever it is."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.followup.deadlines import find_deadlines, read_deadline, write_deadline
from evaluation.followup.plans.formats.csv import read as read_csv
from evaluation.followup.plans.past import read_past, write_past
from evaluation.followup.plans.sheets import read_sheets
from evaluation.language import LANGUAGES
from evaluation.model.deadline import deadline_of
from evaluation.model.plans import STATUSES, Plan, PlanSection, PlanTask, StatusUpdate
from reports.plans.formats.csv import write as write_csv

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
CODES = st.one_of(
    DAYS.map(dt.date.isoformat),
    st.builds(lambda day, part: f"{day.year}-H{part}", DAYS, st.integers(1, 2)),
    st.builds(lambda day, part: f"{day.year}-Q{part}", DAYS, st.integers(1, 4)),
    st.sampled_from(["running", "soon", "twice", "next-meeting", "none", "2013-W01", "2014-S2", "2013-05"]),
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), max_size=20)
LINES = st.lists(WORDS, max_size=3).map(lambda words: " ".join(filter(None, words)))
ENTRIES = st.builds(StatusUpdate, DAYS, WORDS, st.sampled_from(STATUSES), CODES.map(deadline_of), LINES, st.booleans())


@given(CODES, st.sampled_from(LANGUAGES))
def test_any_deadline_comes_back_in_any_language(code: str, language: str) -> None:
    found, told = read_deadline(write_deadline(deadline_of(code), language))  # type: ignore[arg-type]
    assert (found, told) == (deadline_of(code), ())


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_of_deadlines(text: str) -> None:
    found = find_deadlines(text, since=dt.date(2013, 1, 1))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert read_deadline(text)[0].code


@given(st.lists(ENTRIES, max_size=3), st.sampled_from(LANGUAGES))
def test_any_history_comes_back_out_of_a_cell(history: list[StatusUpdate], language: str) -> None:
    assert list(read_past(write_past(history, language))) == history  # type: ignore[arg-type]


@settings(max_examples=40)
@given(st.lists(st.tuples(LINES, WORDS, WORDS, CODES, st.sampled_from(STATUSES), LINES), min_size=1, max_size=4))
def test_any_plan_comes_back_out_of_csv(rows: list[tuple[str, str, str, str, str, str]]) -> None:
    tasks = tuple(
        PlanTask(f"Oppgave {at} {title}".strip(), f"1.{at}", "Del", prepares.strip(",;"), decides.strip(",;"),
                 deadline_of(code), status, remark, history=(StatusUpdate(dt.date(2013, 1, 1), "x", "done"),))  # type: ignore[arg-type]
        for at, (title, prepares, decides, code, status, remark) in enumerate(rows, 1)
    )  # fmt: skip
    plan = Plan("plan", "Plan", None, (PlanSection("Del", "Mål"),), tasks)
    found = read_sheets(read_csv(write_csv(plan, "nb"), "plan.csv"), "plan.csv")
    assert (found.tasks, [each for each in found.problems if each.severity == "error"]) == (tasks, [])


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''-x", "@a", "'", "'a", "+", "＝x"])
def test_what_a_spreadsheet_would_reckon_with_comes_back(text: str) -> None:
    plan = Plan("plan", tasks=(PlanTask("Kurs", "1", decides="KS", remark=text),))
    found = read_sheets(read_csv(write_csv(plan, "nb"), "plan.csv"), "plan.csv")
    assert found.tasks[0].remark == text


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader_of_csv(content: bytes) -> None:
    from evaluation.errors import EvaluationError

    try:
        read_sheets(read_csv(content, "plan.csv"), "plan.csv")
    except EvaluationError as error:
        assert all(each.sentence("nb") for each in error.problems)
