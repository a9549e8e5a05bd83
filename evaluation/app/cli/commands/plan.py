"""`underveis plan`: the action plan, what is due, who is behind, and what has changed since the last version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import phrase
from evaluation.numbers import write_date

if TYPE_CHECKING:
    from evaluation.app.plans import Seen
    from evaluation.errors import Problem
    from evaluation.followup.plans.compare import Comparison
    from evaluation.model.plans import Plan, PlanTask
    from evaluation.study import Study

ORDER = 47
TASK = keys("plan number title section prepares decides deadline when due overdue status remark goals gone")
PAST = keys("at who status deadline remark gone")
CHANGE = keys("number title changes before after")
SHAPES = {
    "plan import": keys("plan updated tasks new same", changes=[CHANGE], problems=[PROBLEM]),
    "plan list": [TASK],
    "plan status": keys(
        "plan title updated at tasks overdue next_meeting",
        counts=keys("not-started under-way done dropped"),
        sections=[keys("section tasks overdue not-started under-way done dropped")],
        behind=[keys("party overdue tasks days")],
    ),
    "plan due": [TASK],
    "plan show": {**TASK, "history": [PAST]},
    "plan compare": keys("plan before after same", changes=[CHANGE], problems=[PROBLEM]),
    "plan export": keys("file tasks"),
    "plan timeline": keys("files occasions"),
    "plan calendar": keys("file occasions"),
}
LISTED = ("number", "task", "owners", "deadline", "status")
File = Annotated[Path, typer.Argument(metavar="file", help="plan.cli.file")]
Name = Annotated[str | None, typer.Option("--plan", metavar="text", help="plan.cli.plan")]
On = Annotated[str | None, typer.Option("--on", metavar="text", help="plan.cli.on")]
Party = Annotated[str | None, typer.Option(metavar="text", help="plan.cli.party")]
Number = Annotated[str, typer.Argument(metavar="number", help="plan.cli.number")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("plan.cli.group"), no_args_is_help=True, rich_markup_mode=None)
    for function in (import_, list_, status, due, show, compare, export, timeline, calendar):
        name = function.__name__.rstrip("_")
        group.command(name, cls=Command, help=phrase(f"plan.cli.{name}"))(function)
    app.add_typer(group, name="plan")


def import_(
    file: File,
    plan: Name = None,
    date: Annotated[str | None, typer.Option(metavar="text", help="plan.cli.date")] = None,
) -> None:
    from evaluation.app.plans import day, told_changes
    from evaluation.followup.plans.keeping import import_plan
    from evaluation.followup.plans.read import read_plan

    study = opened()
    at = day(date)
    done = import_plan(study, read_plan(file, at=at), name=plan, at=at)
    if chosen.as_json:
        changes = told_changes(done.comparison, shown_language(study))
        told = {"plan": done.plan.name, "updated": done.plan.updated, "tasks": len(done.plan.tasks)}
        found = [as_json(each) for each in done.problems]
        show_json({**told, "new": done.is_new, "same": done.comparison.same, "changes": changes, "problems": found})
        return
    show_problems(done.problems)
    updated = write_date(done.plan.updated or dt.date.today())
    key = "plan.imported" if done.is_new else "plan.brought_up_to_date"
    print(phrase(key, None, n=len(done.plan.tasks), plan=done.plan.name, date=updated))
    if not done.is_new:
        _show_changes(done.comparison, study)


def list_(
    plan: Name = None,
    status: Annotated[list[str] | None, typer.Option(metavar="text", help="plan.cli.only_status")] = None,
    section: Annotated[str | None, typer.Option(metavar="text", help="plan.cli.section")] = None,
    party: Party = None,
    goal: Annotated[int | None, typer.Option(metavar="number", help="plan.cli.goal")] = None,
    *,
    overdue: Annotated[bool, typer.Option("--overdue", help="plan.cli.only_overdue")] = False,
    gone: Annotated[bool, typer.Option("--gone", help="plan.cli.with_gone")] = False,
    on: On = None,
) -> None:
    from evaluation.app.plans import seen, status_of
    from evaluation.followup.plans.keeping import plan_of
    from evaluation.followup.plans.listing import Wanted, find_tasks

    study = opened()
    view = seen(study, on, shown_language(study))
    asked = tuple(told for each in status or () if (told := status_of(each)))
    wanted = Wanted(asked, section, party, goal, overdue, gone)
    found = plan_of(study, plan, history=False, status=asked).tasks
    _show_tasks(find_tasks(found, wanted, view.at, next_meeting=view.next_meeting), view)


def status(plan: Name = None, on: On = None) -> None:
    from evaluation.app.plans import seen
    from evaluation.followup.plans.keeping import plan_of

    study = opened()
    view = seen(study, on, shown_language(study))
    found = _standing(plan_of(study, plan, history=False), view)
    if chosen.as_json:
        show_json(found)
    else:
        _show_standing(found, view)


def due(
    plan: Name = None,
    by: Annotated[str | None, typer.Option(metavar="text", help="plan.cli.by")] = None,
    party: Party = None,
    on: On = None,
) -> None:
    from evaluation.app.plans import SOON, day, seen, told_due
    from evaluation.followup.plans.keeping import plan_of
    from evaluation.followup.plans.listing import Wanted, due_tasks, find_tasks
    from evaluation.model.plans import OPEN

    study = opened()
    view = seen(study, on, shown_language(study))
    last = day(by) or view.at + dt.timedelta(days=SOON)
    tasks = find_tasks(plan_of(study, plan, history=False, status=OPEN).tasks, Wanted(party=party), view.at)
    found = due_tasks(tasks, view.at, last, next_meeting=view.next_meeting)
    if chosen.as_json:
        show_json([told_due(each, view) for each in found])
    elif not found:
        print(phrase("plan.nothing_due", None, date=write_date(last)))
    else:
        _show_tasks([each.task for each in found], view)


def show(number: Number, plan: Name = None) -> None:
    from evaluation.app.plans import seen
    from evaluation.followup.plans.keeping import plan_of, task_of

    study = opened()
    show_task(task_of(plan_of(study, plan), number), seen(study, None, shown_language(study)))


def compare(
    file: Annotated[Path | None, typer.Argument(metavar="file", help="plan.cli.compare_file")] = None,
    plan: Name = None,
    since: Annotated[str | None, typer.Option(metavar="text", help="plan.cli.since")] = None,
) -> None:
    from evaluation.app.plans import day, told_changes
    from evaluation.followup.plans.compare import as_of
    from evaluation.followup.plans.compare import compare as compared
    from evaluation.followup.plans.keeping import compare_file, last_version_before, plan_of
    from evaluation.followup.plans.read import read_plan

    study = opened()
    now = plan_of(study, plan)
    if file is not None:
        found, problems = compare_file(study, read_plan(file), name=now.name)
        before, after = now.updated, None
    else:
        before = day(since) or last_version_before(study, now)
        found, problems = compared(as_of(now, before), now), ()
        after = dt.date.today()
    if chosen.as_json:
        changes = told_changes(found, shown_language(study))
        told = {"plan": now.name, "before": before, "after": after, "same": found.same, "changes": changes}
        show_json({**told, "problems": [as_json(each) for each in problems]})
        return
    show_problems(problems)
    print(phrase("plan.compared", None, plan=now.name, date=write_date(before) if before else "–"))
    _show_changes(found, study)


def export(file: File, plan: Name = None) -> None:
    from evaluation.followup.plans.keeping import plan_of
    from reports.plans import write_plan

    study = opened()
    found = plan_of(study, plan)
    write_plan(found, file, shown_language(study))
    _tell("plan.exported", {"file": str(file), "tasks": len(found.tasks)}, n=len(found.tasks), file=file)


def timeline(
    file: Annotated[Path, typer.Option("--to", metavar="file", help="plan.cli.timeline_to")],
) -> None:
    from evaluation.followup.occasions import occasions
    from reports.plans.timeline import write_timeline

    study = opened()
    found = occasions(study)
    files = write_timeline(found, file, shown_language(study), dt.date.today())
    _tell("plan.drawn", {"files": [str(each) for each in files], "occasions": len(found)},
          n=len(found), file=", ".join(map(str, files)))  # fmt: skip


def calendar(file: Annotated[Path, typer.Argument(metavar="file", help="plan.cli.calendar_file")]) -> None:
    from evaluation.app.calendars import deadlines_calendar
    from reports.files import write_whole

    study = opened()
    text, n = deadlines_calendar(study, shown_language(study))
    write_whole(file, text.encode())
    _tell("plan.calendar_written", {"file": str(file), "occasions": n}, n=n, file=file)


def _standing(plan: Plan, view: Seen) -> dict[str, Any]:
    from evaluation.app.plans import counted, told_behind
    from evaluation.followup.plans.listing import behind, standing

    rows = standing(plan, view.at, next_meeting=view.next_meeting)
    late = behind(plan.tasks, view.at, next_meeting=view.next_meeting)
    return {
        "plan": plan.name,
        "title": plan.title,
        "updated": plan.updated,
        "at": view.at,
        "tasks": sum(each.tasks for each in rows),
        "overdue": sum(each.overdue for each in rows),
        "next_meeting": view.next_meeting,
        "counts": counted(each.counts for each in rows),
        "sections": [
            {"section": each.section, "tasks": each.tasks, "overdue": each.overdue, **each.counts} for each in rows
        ],
        "behind": [told_behind(each, view.at) for each in late],
    }


def _show_standing(found: dict[str, Any], view: Seen) -> None:
    from evaluation.model.plans import STATUSES

    updated = write_date(found["updated"]) if found["updated"] else "–"
    print(phrase("plan.standing", None, plan=found["title"] or found["plan"], updated=updated))
    print()
    columns = ["tasks", *STATUSES, "overdue"]
    headings = [
        phrase("plan.column.section"),
        phrase("plan.count.tasks"),
        *map(_status, STATUSES),
        phrase("plan.overdue"),
    ]
    rows = [[each["section"] or "–", *(each[column] for column in columns)] for each in found["sections"]]
    whole = [phrase("plan.count.all"), found["tasks"], *found["counts"].values(), found["overdue"]]
    show_table(headings, [*rows, whole])
    if found["behind"]:
        print(f"\n{phrase('plan.behind.title')}")
        headings = [phrase(f"plan.behind.{each}") for each in ("party", "overdue", "days", "tasks")]
        show_table(headings, [[each[key] for key in ("party", "overdue", "days", "tasks")] for each in found["behind"]])
    if view.next_meeting:
        print(f"\n{phrase('plan.next_meeting', None, date=write_date(view.next_meeting))}")


def _show_tasks(tasks: Sequence[PlanTask], view: Seen) -> None:
    from evaluation.app.plans import task_words, told_task

    if chosen.as_json:
        show_json([told_task(each, view) for each in tasks])
    elif not tasks:
        tell("nothing")
    else:
        rows = [[task_words(task, column, view) for column in LISTED] for task in tasks]
        show_table([phrase(f"plan.column.{column}") for column in LISTED], rows)


def show_task(task: PlanTask, view: Seen, problems: Sequence[Problem] | None = None) -> None:
    from evaluation.app.plans import told_task, told_update

    history = [told_update(each, view.language) for each in task.history]
    if chosen.as_json:
        listed = {} if problems is None else {"problems": [as_json(each) for each in problems]}
        show_json({**told_task(task, view), "history": history, **listed})
        return
    show_problems(problems or ())
    print(f"{task.number} {task.title}\n")
    told = told_task(task, view)
    named = ("section", "prepares", "decides", "deadline", "remark")
    rows = [(phrase(f"plan.column.{each}"), told[each]) for each in named if told[each]]
    rows += [(phrase("plan.column.goals"), ", ".join(map(str, task.goals)))] if task.goals else []
    rows += [(phrase("plan.column.gone"), write_date(task.gone))] if task.gone else []
    show_table(["", ""], rows)
    print()
    columns = ("at", "who", "status", "deadline", "remark")
    worded = [
        {**each, "at": write_date(each["at"]), "status": _status(each["status"], gone=each["gone"])} for each in history
    ]
    show_table([phrase(f"plan.column.{each}") for each in columns], [[each[key] for key in columns] for each in worded])


def _show_changes(found: Comparison, study: Study) -> None:
    from evaluation.app.plans import told_changes

    rows = told_changes(found, shown_language(study))
    listed = [
        [
            each["number"] or "–",
            each["title"],
            ", ".join(phrase(f"plan.change.{kind}") for kind in each["changes"]),
            _side(each["before"]),
            _side(each["after"]),
        ]
        for each in rows
    ]
    if listed:
        headings = [phrase(f"plan.column.{each}") for each in ("number", "task")]
        show_table([*headings, *(phrase(f"plan.compare.{each}") for each in ("change", "before", "after"))], listed)
    print(phrase("plan.unchanged", None, n=found.same, count=found.same))


def _side(told: dict[str, Any] | None) -> str:
    """What the task said, its status in words."""
    if told is None:
        return "–"
    values = (_status(value) if key == "status" else value for key, value in told.items())
    return " · ".join(
        ", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in values if value
    )


def _status(status: str, *, gone: bool = False) -> str:
    words = phrase(f"plan.status.{status}")
    return f"{words}, {phrase('plan.gone')}" if gone else words


def _tell(key: str, content: Any, **values: object) -> None:
    if chosen.as_json:
        show_json(content)
    else:
        print(phrase(key, None, **values))
