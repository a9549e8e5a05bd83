"""A plan changed by hand, task by task: new ones, other words, other people, and nothing lost between two."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.followup.plans.changing import TaskUpdate, add_task, find_task, rewordings_of, stamp_of, update_task
from evaluation.followup.plans.keeping import import_plan, plan_of, task_of
from evaluation.followup.plans.read import read_plan
from evaluation.model.deadline import deadline_of
from evaluation.model.plans import PlanTask
from evaluation.study import Study
from tests.evaluation.followup.plans.example import write_plan

TOMORROW = dt.date.today() + dt.timedelta(days=1)


@pytest.fixture
def planned(study: Study, tmp_path: Path) -> Study:
    import_plan(study, read_plan(write_plan(tmp_path / "plan.xlsx")))
    return study


def code_of(error: pytest.ExceptionInfo[EvaluationError]) -> list[str]:
    return [each.code for each in error.value.problems]


@pytest.mark.usefixtures("either_database")
def test_a_new_task_stands_last_in_its_section_with_the_next_number(planned: Study) -> None:
    made = add_task(planned, None, PlanTask("Følge  med", section="Regler og lovverk", decides="LO"))
    tasks = plan_of(planned).tasks
    at = tasks.index(made)
    assert (made.number, made.title, made.history[0].at) == ("2.6", "Følge med", dt.date.today())
    assert [tasks[at - 1].number, tasks[at + 1].section] == ["2.5", "Verktøy og virkemidler"]
    planned.undo()
    assert made not in plan_of(planned).tasks


def test_the_first_task_begins_a_plan(study: Study) -> None:
    assert add_task(study, None, PlanTask("Holde kurs")).number == "1"
    assert plan_of(study).name == "plan"


@pytest.mark.parametrize(
    ("task", "at", "code"),
    [
        (PlanTask("Kurs", "1.1"), None, "PLAN-063"),
        (PlanTask("  "), None, "PLAN-064"),
        (PlanTask("A"), TOMORROW, "PLAN-023"),
    ],
)
def test_a_task_that_cannot_be_is_refused(planned: Study, task: PlanTask, at: dt.date | None, code: str) -> None:
    before = plan_of(planned)
    with pytest.raises(EvaluationError) as error:
        add_task(planned, None, task, at=at)
    assert (code_of(error), plan_of(planned)) == ([code], before)


@pytest.mark.usefixtures("either_database")
def test_other_words_and_other_people_are_told_with_what_was_before(planned: Study) -> None:
    before = task_of(plan_of(planned), "2.1")
    kept, _ = update_task(planned, plan_of(planned), "2.1", TaskUpdate(title="Nye lover", decides="Stortinget"))
    assert (kept.title, kept.prepares, kept.history) == ("Nye lover", before.prepares, before.history)
    [told] = rewordings_of(planned, kept.id or 0)
    assert told.words == {"title": (before.title, "Nye lover"), "decides": (before.decides, "Stortinget")}
    planned.undo()
    assert (task_of(plan_of(planned), "2.1"), rewordings_of(planned, kept.id or 0)) == (before, [])


def test_a_task_moved_to_another_section_stands_last_there_and_keeps_its_number(planned: Study) -> None:
    update_task(planned, plan_of(planned), "1.1", TaskUpdate(section="Regler og lovverk"))
    numbers = [each.number for each in plan_of(planned).tasks]
    assert numbers.index("1.1") < numbers.index("2.1") or numbers.index("1.1") < numbers.index("3.1")
    assert numbers[0] == "1.2"


@pytest.mark.usefixtures("either_database")
def test_nothing_is_said_over_what_somebody_else_just_said(planned: Study) -> None:
    seen = stamp_of(task_of(plan_of(planned), "4.4"))
    update_task(planned.seen_by("kari"), plan_of(planned), "4.4", TaskUpdate("done"), was=seen)
    late = TaskUpdate(deadline=deadline_of("2030-01-01"))
    with pytest.raises(EvaluationError) as error:
        update_task(planned.seen_by("ola"), plan_of(planned), "4.4", late, was=seen)
    assert code_of(error) == ["PLAN-061"]
    assert task_of(plan_of(planned), "4.4").deadline != late.deadline


def test_a_task_is_found_by_its_id(planned: Study) -> None:
    wanted = task_of(plan_of(planned), "4.4")
    assert find_task(planned, wanted.id or 0)[1] == wanted
    with pytest.raises(EvaluationError) as error:
        find_task(planned, 9999)
    assert code_of(error) == ["PLAN-062"]
