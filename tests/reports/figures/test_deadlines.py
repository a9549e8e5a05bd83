"""Meetings and deadlines by half-year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.followup.occasions import Occasion, of_plan
from evaluation.followup.plans.read import read_plan
from evaluation.language import LANGUAGES, Language
from evaluation.model.deadline import deadline_of
from reports.figures.deadlines import PAGE, draw, pages
from reports.figures.style import POINTS
from reports.plans.timeline import write_timeline
from tests.evaluation.followup.plans.example import write_plan

AT = dt.date(2013, 1, 15)


def task(
    number: int, date: dt.date, state: str = "open", title: str = "Følge opp og legge fram det som er gjort"
) -> Occasion:
    return Occasion("task", f"task:{number}", date, title, None, "KS", state, str(number))  # type: ignore[arg-type]


def many(count: int) -> list[Occasion]:
    return [
        task(at, dt.date(2012, 1, 1) + dt.timedelta(days=9 * at), "done" if at % 3 else "open") for at in range(count)
    ]


def words(found: list[Occasion], language: Language = "nb") -> list[str]:
    return [
        text.get_text() for drawing in pages(found, language=language, at=AT) for text in drawing.figure.axes[0].texts
    ]


def test_fifty_tasks_stand_on_pages_that_fit() -> None:
    drawn = pages([*many(40), *many(9)], language="nb", at=AT)
    assert len(drawn) > 1
    assert max(each.figure.get_size_inches()[1] * POINTS for each in drawn) <= PAGE


def test_every_task_is_told_once_though_one_half_year_fills_pages() -> None:
    found = [task(at, dt.date(2013, 5, 1), title=f"Oppgave{at}x") for at in range(70)]
    told = words(found)
    assert [sum(f"Oppgave{at}x" in text for text in told) for at in range(70)] == [1] * 70


def test_a_half_year_that_goes_on_says_so() -> None:
    assert any("(fortsatt)" in text for text in words([task(at, dt.date(2013, 5, 1)) for at in range(50)]))


def test_what_is_overdue_is_told_in_words_and_not_by_colour_alone() -> None:
    assert any("(forsinket)" in text for text in words([task(1, dt.date(2012, 12, 31))]))


def test_what_is_done_is_not_overdue() -> None:
    assert not any("(forsinket)" in text for text in words([task(1, dt.date(2012, 12, 31), "done")]))


def test_a_stretch_of_time_is_told_as_such() -> None:
    found = Occasion("task", "t", dt.date(2013, 6, 30), "Kurs", deadline_of("2013-H1"))
    assert "1. halvår" in words([found])


def test_years_in_which_nothing_falls_are_left_out() -> None:
    found = [task(1, dt.date(2010, 5, 1)), task(2, dt.date(2013, 5, 1))]
    assert [text for text in words(found) if text.isdigit()] == ["2010", "2013"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alternative_text_tells_what_falls_when(language: Language) -> None:
    told = draw([*many(12), task(99, dt.date(2012, 12, 31), title="Brev")], language=language, at=AT).alternative
    assert all(part in told for part in ("13", "2012")) and "{" not in told


def test_an_overdue_task_is_named_in_the_alternative_text() -> None:
    told = draw([task(1, dt.date(2012, 12, 31), title="Brev")], language="nb", at=AT).alternative
    assert told.endswith("Forsinket: «Brev».")


def test_a_pdf_holds_every_page(tmp_path: Path) -> None:
    import pikepdf

    [file] = write_timeline([task(at, dt.date(2013, 5, 1)) for at in range(50)], tmp_path / "tid.pdf", "nb", AT)
    with pikepdf.open(file) as found:
        assert (len(found.pages), [round(float(each)) for each in found.pages[0].mediabox]) == (3, [0, 0, 595, 842])


def test_pictures_of_several_pages_are_numbered(tmp_path: Path) -> None:
    files = write_timeline([task(at, dt.date(2013, 5, 1)) for at in range(50)], tmp_path / "tid.svg", "nb", AT)
    assert [each.name for each in files] == ["tid-1.svg", "tid-2.svg", "tid-3.svg"]


def test_the_same_deadlines_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_timeline(many(9), tmp_path / name, "nn", AT)[0].read_bytes() for name in ("a.pdf", "b.pdf"))
    assert first == second


def test_a_timeline_in_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        write_timeline(many(2), tmp_path / "tid.gif", "nb", AT)
    assert error.value.problems[0].code == "PLAN-040"


def test_the_plan_of_the_example_is_drawn_with_every_dated_task(tmp_path: Path) -> None:
    plan = read_plan(write_plan(tmp_path / "plan.xlsx")).plan
    found = list(of_plan(plan))
    text = " ".join(words(found)).replace("- ", "-")
    dated = [task.title for task in plan.tasks if task.deadline.is_dated]
    assert (len(found), [title for title in dated if title.split()[0] not in text]) == (len(dated), [])
