"""Plans kept in a study: brought in, brought up to date, compared, changed, and taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.followup.plans.changing import TaskUpdate, update_task
from evaluation.followup.plans.compare import as_of, compare
from evaluation.followup.plans.keeping import compare_file, import_plan, plan_of
from evaluation.followup.plans.listing import Wanted, behind, due_tasks, find_tasks, standing
from evaluation.followup.plans.read import read_plan
from evaluation.model.deadline import deadline_of
from evaluation.model.plans import PlanTask
from evaluation.study import Study
from reports.plans import write_plan as write_file
from tests.evaluation.followup.plans.example import SECTIONS, TASKS, write_plan

FIRST, SECOND = dt.date(2012, 11, 16), dt.date(2013, 6, 14)


def changed_sections() -> list[tuple[str, str, list[tuple[str, ...]]]]:
    """Half a year later: one done, one moved, one dropped from the plan, one new."""
    sections = [(title, aim, [tuple(task) for task in tasks]) for title, aim, tasks in SECTIONS]
    follow = sections[3][2]
    follow[3] = (*follow[3][:3], "Innen 1/9-13", "Prosess igangsatt", "Utsatt etter ønske fra rådet")
    sections[0][2][6] = (*sections[0][2][6][:4], "Gjennomført")
    del sections[2][2][7]
    follow.append(("Følge opp evalueringen", "Oppfølgingsgruppen", "Rådet", "2. halvår 2013", "Ikke startet"))
    return sections


@pytest.fixture
def first(study: Study, tmp_path: Path) -> Study:
    import_plan(study, read_plan(write_plan(tmp_path / "plan.xlsx")))
    return study


@pytest.fixture
def second(first: Study, tmp_path: Path) -> Study:
    (tmp_path / "ny").mkdir()
    import_plan(first, read_plan(write_plan(tmp_path / "ny" / "plan.xlsx", changed_sections())), at=SECOND)
    return first


def task(study: Study, title: str) -> PlanTask:
    return next(each for each in plan_of(study).tasks if each.title == title)


def kinds(study: Study) -> dict[str, tuple[str, ...]]:
    found = compare(as_of(plan_of(study), FIRST), plan_of(study))
    return {each.task.title: each.kinds for each in found.changes}


def test_the_plan_is_kept_with_a_number_for_every_task(first: Study) -> None:
    plan = plan_of(first)
    assert (len(plan.tasks), plan.tasks[0].number, plan.tasks[-1].number) == (TASKS, "1.1", "5.4")


def test_the_file_is_a_source_that_can_be_read(first: Study) -> None:
    [source] = first.list_sources()
    assert (source.name, source.kind, (first.folder / "sources" / "plan.xlsx").is_file()) == ("plan", "plan", True)


def test_the_first_status_is_dated_and_signed(first: Study) -> None:
    [entry] = task(first, "Legge fram evalueringen").history
    assert (entry.at, entry.who, entry.status) == (FIRST, "Test", "under-way")


def test_an_update_tells_what_is_new_changed_and_gone(second: Study) -> None:
    assert kinds(second) == {
        "Obligatorisk kurs for sykmeldere": ("status",),
        "Legge fram evalueringen": ("deadline", "remark"),
        "Følge opp evalueringen": ("new",),
        "Forsøk med nye tiltak": ("gone",),
    }


def test_both_statuses_stand_in_the_history(second: Study) -> None:
    history = task(second, "Obligatorisk kurs for sykmeldere").history
    assert [(each.at, each.status) for each in history] == [(FIRST, "under-way"), (SECOND, "done")]


def test_what_is_gone_is_kept_as_gone(second: Study) -> None:
    gone = task(second, "Forsøk med nye tiltak")
    assert (gone.gone, gone.is_open, len(plan_of(second).tasks)) == (SECOND, False, TASKS + 1)


def test_tasks_keep_their_numbers_over_an_update(first: Study, tmp_path: Path) -> None:
    before = {each.title: each.number for each in plan_of(first).tasks}
    (tmp_path / "ny").mkdir()
    import_plan(first, read_plan(write_plan(tmp_path / "ny" / "plan.xlsx", changed_sections())), at=SECOND)
    assert before.items() <= {each.title: each.number for each in plan_of(first).tasks}.items()


def test_an_update_is_one_act_that_can_be_taken_back(second: Study) -> None:
    second.undo()
    assert (len(plan_of(second).tasks), plan_of(second).updated, len(second.list_sources())) == (TASKS, FIRST, 1)


def test_a_task_that_comes_back_is_told(second: Study, tmp_path: Path) -> None:
    (tmp_path / "tredje").mkdir()
    file = write_plan(tmp_path / "tredje" / "plan.xlsx", [*changed_sections()[:2], *SECTIONS[2:3], *SECTIONS[3:]])
    done = import_plan(second, read_plan(file), at=dt.date(2013, 11, 1))
    assert [each.task.title for each in done.comparison.of_kind("back")] == ["Forsøk med nye tiltak"]


def test_a_title_that_is_nearly_the_same_is_the_same_task_and_told(first: Study, tmp_path: Path) -> None:
    sections = [(title, aim, [tuple(task) for task in tasks]) for title, aim, tasks in SECTIONS]
    old = sections[3][2][3]
    sections[3][2][3] = ("Legge fram evalueringa", *old[1:])
    (tmp_path / "ny").mkdir()
    done = import_plan(first, read_plan(write_plan(tmp_path / "ny" / "plan.xlsx", sections)), at=SECOND)
    assert [each.code for each in done.problems if each.code > "PLAN-015" and each.severity == "warning"] == [
        "PLAN-019"
    ]
    assert [each.kinds for each in done.comparison.changes] == [("title",)]


def test_comparing_with_a_file_writes_nothing(first: Study, tmp_path: Path) -> None:
    before = len(first.log())
    file = write_plan(tmp_path / "ny.xlsx", changed_sections())
    found, _ = compare_file(first, read_plan(file))
    assert ({kind for each in found.changes for kind in each.kinds}, len(first.log())) == (
        {"status", "deadline", "remark", "new", "gone"},
        before,
    )


def test_the_same_file_twice_is_refused_and_nothing_is_written(first: Study, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        import_plan(first, read_plan(tmp_path / "plan.xlsx"))
    assert (error.value.problems[0].code, len(first.log())) == ("STUDY-009", 1)


def test_what_a_file_has_no_column_for_stays_as_it_was(first: Study, tmp_path: Path) -> None:
    rows = "".join(f"{each.number};{each.title}\n" for each in plan_of(first).tasks)
    (tmp_path / "ny.csv").write_text(f"Nr;Oppgave\n{rows}", encoding="utf-8")
    done = import_plan(first, read_plan(tmp_path / "ny.csv"), at=SECOND)
    assert (done.comparison.changes, done.comparison.same, [each.code for each in done.problems]) == (
        *((), TASKS),
        ["PLAN-002"],
    )


def test_a_file_that_bears_the_day_of_the_version_before_is_dated_today(first: Study, tmp_path: Path) -> None:
    done = import_plan(first, read_plan(write_plan(tmp_path / "ny.xlsx", changed_sections())))
    assert (done.plan.updated, done.problems[-1].code) == (dt.date.today(), "PLAN-041")


def test_what_was_written_and_edited_is_dated_today(first: Study, tmp_path: Path) -> None:
    update_task(first, plan_of(first), "4.4", TaskUpdate(remark="Snart klar", at=dt.date(2013, 1, 10)))
    write_file(plan_of(first), tmp_path / "ut.csv", "nb")
    edited = (tmp_path / "ut.csv").read_text("utf-8-sig").replace("Snart klar", "Klar", 1)
    (tmp_path / "ut.csv").write_text(edited, encoding="utf-8-sig")
    done = import_plan(first, read_plan(tmp_path / "ut.csv"))
    assert [(each.task.number, each.kinds) for each in done.comparison.changes] == [("4.4", ("remark",))]
    assert [each.at for each in task(first, "Legge fram evalueringen").history][-1] == dt.date.today()


def test_an_older_file_is_refused(first: Study, tmp_path: Path) -> None:
    file = write_plan(tmp_path / "ny.xlsx", changed_sections())
    with pytest.raises(EvaluationError) as error:
        import_plan(first, read_plan(file), at=dt.date(2012, 1, 1))
    assert error.value.problems[0].code == "PLAN-034"


def test_a_status_said_by_hand_is_added_to_the_history(first: Study) -> None:
    number = task(first, "Legge fram evalueringen").number
    done, _ = update_task(first, plan_of(first), number, TaskUpdate("done", remark="Lagt fram", at=SECOND))
    assert (done.status, done.remark, [each.status for each in done.history]) == (
        *("done", "Lagt fram"),
        ["under-way", "done"],
    )


def test_a_status_of_an_earlier_day_leaves_the_later_one_standing(second: Study) -> None:
    number = task(second, "Obligatorisk kurs for sykmeldere").number
    kept, told = update_task(second, plan_of(second), number, TaskUpdate("not-started", at=dt.date(2013, 1, 2)))
    assert (kept.status, [each.status for each in kept.history], [each.code for each in told]) == (
        "done",
        ["under-way", "not-started", "done"],
        ["PLAN-035"],
    )


def test_a_status_from_tomorrow_is_refused(first: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        update_task(first, plan_of(first), "1.1", TaskUpdate("done", at=dt.date.today() + dt.timedelta(days=1)))
    assert error.value.problems[0].code == "PLAN-023"


def test_a_task_that_is_not_there_names_the_nearest(first: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        update_task(first, plan_of(first), "1.11", TaskUpdate("done"))
    assert "1.1" in str(error.value.problems[0].values["known"])


def test_what_is_due_by_a_day(first: Study) -> None:
    found = due_tasks(plan_of(first).tasks, FIRST, dt.date(2013, 6, 30))
    assert [(each.task.title, each.overdue) for each in found] == [
        ("Følge opp fylkesrådene", True),
        ("Obligatorisk kurs for sykmeldere", False),
        ("Rapportere hvert halvår", False),
        ("Legge fram evalueringen", False),
        ("Tidligere tiltak for utsatte", False),
    ]


def test_who_is_behind(first: Study) -> None:
    found = behind(plan_of(first).tasks, dt.date(2013, 7, 1))
    assert {each.party: (len(each.prepares), len(each.decides)) for each in found}["Oppfølgingsgruppen"] == (3, 1)


def test_how_the_sections_stand(first: Study) -> None:
    [_, rules, *_] = standing(plan_of(first), FIRST)
    assert (rules.section, rules.counts["done"], rules.counts["under-way"], rules.overdue) == (
        "Regler og lovverk",
        4,
        1,
        0,
    )


def test_tasks_are_found_by_party_and_status(first: Study) -> None:
    found = find_tasks(plan_of(first).tasks, Wanted(("under-way",), party="helsedirektoratet"), FIRST)
    assert [each.title for each in found] == ["Obligatorisk kurs for sykmeldere"]


def test_the_deadline_can_be_moved_by_hand(first: Study) -> None:
    number = task(first, "Legge fram evalueringen").number
    moved, _ = update_task(first, plan_of(first), number, TaskUpdate(deadline=deadline_of("2013-09-01"), at=SECOND))
    assert [each.deadline.code for each in moved.history] == ["2013-06-01", "2013-09-01"]


def test_a_wrong_update_can_be_taken_back(first: Study) -> None:
    update_task(first, plan_of(first), "1.1", TaskUpdate("dropped", at=SECOND))
    first.undo()
    assert [each.status for each in plan_of(first).tasks[0].history] == ["done"]


def test_the_same_in_a_teams_database(any_study: Study, tmp_path: Path) -> None:
    import_plan(any_study, read_plan(write_plan(tmp_path / "plan.xlsx")))
    import_plan(any_study, read_plan(write_plan(tmp_path / "ny.xlsx", changed_sections())), at=SECOND)
    update_task(any_study, plan_of(any_study), "1.1", TaskUpdate("dropped"))
    any_study.undo()
    assert kinds(any_study)["Følge opp evalueringen"] == ("new",)
