"""`underveis plan add` and `update`: new tasks, and what is said of those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.cli.commands.plan import PAST, TASK, Name, Number, show_task
from evaluation.app.cli.context import opened, shown_language
from evaluation.app.cli.shapes import PROBLEM
from evaluation.app.cli.wording import Command, Group, wrong
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.errors import Problem
    from evaluation.model.deadline import Deadline as DeadlineValue

ORDER = 48
SHAPES = {
    "plan add": {**TASK, "history": [PAST], "problems": [PROBLEM]},
    "plan update": {**TASK, "history": [PAST], "problems": [PROBLEM]},
}
Status = Annotated[str | None, typer.Option(metavar="text", help="plan.cli.status_to")]
Deadline = Annotated[str | None, typer.Option(metavar="text", help="plan.cli.deadline")]
Remark = Annotated[str | None, typer.Option(metavar="text", help="plan.cli.remark")]
Since = Annotated[str | None, typer.Option("--date", metavar="text", help="plan.cli.since_day")]
Section = Annotated[str | None, typer.Option(metavar="text", help="plan.cli.section_to")]
Prepares = Annotated[str | None, typer.Option(metavar="text", help="plan.cli.prepares")]
Decides = Annotated[str | None, typer.Option(metavar="text", help="plan.cli.decides")]


def register(app: typer.Typer) -> None:
    there = [each.typer_instance for each in app.registered_groups if each.name == "plan" and each.typer_instance]
    group = there[0] if there else typer.Typer(
        cls=Group, help=phrase("plan.cli.group"), no_args_is_help=True, rich_markup_mode=None
    )  # fmt: skip
    group.command("add", cls=Command, help=phrase("plan.cli.add"))(add)
    group.command("update", cls=Command, help=phrase("plan.cli.update"))(update)
    if not there:
        app.add_typer(group, name="plan")


def update(
    number: Number,
    plan: Name = None,
    *,
    status: Status = None,
    deadline: Deadline = None,
    remark: Remark = None,
    title: Annotated[str | None, typer.Option("--task", metavar="text", help="plan.cli.title_to")] = None,
    section: Section = None,
    prepares: Prepares = None,
    decides: Decides = None,
    date: Since = None,
) -> None:
    from evaluation.app.plans import day, seen, status_of
    from evaluation.followup.plans.changing import TaskUpdate, update_task
    from evaluation.followup.plans.keeping import plan_of

    given = (status, deadline, remark, title, section, prepares, decides)
    if not any(each is not None for each in given):
        raise wrong(None, "CLI-010", command="underveis plan update")
    study = opened()
    moved, problems = _moved(deadline)
    wanted = TaskUpdate(status_of(status), moved, remark, day(date), title, section, prepares, decides)
    kept, told = update_task(study, plan_of(study, plan), number, wanted)
    show_task(kept, seen(study, None, shown_language(study)), (*problems, *told))


def add(
    title: Annotated[str, typer.Argument(metavar="text", help="plan.cli.title")],
    plan: Name = None,
    *,
    number: Annotated[str, typer.Option(metavar="text", help="plan.cli.number_to")] = "",
    section: Section = None,
    prepares: Prepares = None,
    decides: Decides = None,
    deadline: Deadline = None,
    status: Status = None,
    remark: Remark = None,
    date: Since = None,
) -> None:
    from evaluation.app.plans import day, seen, status_of
    from evaluation.followup.plans.changing import add_task
    from evaluation.model.deadline import NO_DEADLINE
    from evaluation.model.plans import PlanTask

    study = opened()
    due, problems = _moved(deadline)
    words = (section or "", prepares or "", decides or "")
    task = PlanTask(title, number.strip(), *words, due or NO_DEADLINE, status_of(status) or "not-started", remark or "")
    kept = add_task(study, plan, task, at=day(date))
    show_task(kept, seen(study, None, shown_language(study)), problems)


def _moved(deadline: str | None) -> tuple[DeadlineValue | None, tuple[Problem, ...]]:
    from evaluation.errors import raise_any
    from evaluation.followup.deadlines import read_deadline

    if deadline is None:
        return None, ()
    moved, problems = read_deadline(deadline, place="--deadline")
    raise_any(problems)
    return moved, problems
