"""The action plan: its tasks, who is behind, what has changed; tasks added and changed with a dated history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from evaluation.app.plans import Seen, day, seen, told_behind, told_changes, told_task, told_update
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.app.web.taking_back import Saved, done, latest, saved
from evaluation.app.web.visitor import Visitor
from evaluation.errors import EvaluationError, Problem, problem, raise_any
from evaluation.followup.deadlines import read_deadline
from evaluation.followup.plans.changing import (
    TaskUpdate,
    add_task,
    find_task,
    rewordings_of,
    stamp_of,
    update_task,
)  # fmt: skip
from evaluation.followup.plans.compare import as_of, compare
from evaluation.followup.plans.keeping import last_version_before, list_plans, plan_of
from evaluation.followup.plans.listing import Wanted, behind, find_tasks, standing
from evaluation.model.deadline import NO_DEADLINE, Deadline
from evaluation.model.plans import STATUSES, Plan, PlanTask, TaskStatus
from evaluation.study import Study
from reports.plans import known_formats

ROUTER = APIRouter(responses=REFUSALS)
Id = Annotated[int, Path(ge=1, le=2_147_483_647)]
Short = Annotated[str, Query(max_length=300)]
Line = Annotated[str, Field(max_length=1000)]
WORDS = ("title", "section", "prepares", "decides")
TOLD = ("xlsx", "docx", "pdf", "csv", "md", "yaml")  # formats that have a name of their own, in order of use


class Said(BaseModel):
    """What is said of a task; `was` is the stamp of what its writer saw, empty for a new one."""

    was: Annotated[str, Field(max_length=100)] = ""
    title: Line = ""
    section: Line = ""
    prepares: Line = ""
    decides: Line = ""
    deadline: Annotated[str, Field(max_length=300)] = ""
    status: TaskStatus = "not-started"
    remark: Annotated[str, Field(max_length=5000)] = ""
    date: Annotated[str, Field(max_length=100)] = ""


class New(Said):
    plan: Annotated[str, Field(max_length=300)] = ""
    number: Annotated[str, Field(max_length=100)] = ""


@ROUTER.get("/plan")
def plan(
    request: Request,
    visitor: Reader,
    plan: Short = "",
    party: Short = "",
    section: Short = "",
    status: Annotated[str, Query(pattern="^(|open|late|gone|not-started|under-way|done|dropped)$")] = "",
) -> Response:
    study = seen_by(request, visitor)
    plans = list_plans(study)
    asked = {"plan": plan, "party": party, "section": section, "status": status}
    if not plans:
        return show(request, "plan.html", plan=None, plans=[], asked=asked, rows=[])
    found, view = _chosen(study, plans, plan), seen(study, None, visitor.language)
    standings = standing(found, view.at, next_meeting=view.next_meeting)
    late = behind(found.tasks, view.at, next_meeting=view.next_meeting)
    return show(
        request,
        "plan.html",
        plan=found,
        plans=[each.name for each in plans],
        asked=asked,
        rows=[(each.id, told_task(each, view)) for each in _wanted(found, asked, view)],
        sections=[each.section for each in standings if each.section],
        figures=_figures(found, view),
        late=[told_behind(each, view.at) for each in late],
        formats=[*(each for each in TOLD if each in known_formats()), *sorted({*known_formats()} - {*TOLD})],
        told_formats=TOLD,
    )


@ROUTER.get("/plan/changes")
def changes(request: Request, visitor: Reader, plan: Short = "", since: Short = "") -> Response:
    """What has changed since the last version, or since a day."""
    study = seen_by(request, visitor)
    found = plan_of(study, plan or None)
    problems: tuple[Problem, ...] = ()
    before = last_version_before(study, found)
    try:
        before = day(since) or before
    except EvaluationError as error:
        problems = error.problems
    compared = compare(as_of(found, before), found)
    rows = told_changes(compared, visitor.language)
    ids = {each.number: each.id for each in found.tasks}
    return show(
        request, "plan_changes.html", plan=found, before=before, rows=rows, same=compared.same, ids=ids, since=since,
        problems=problems,
    )  # fmt: skip


@ROUTER.get("/plan/new")
def new(request: Request, visitor: Coder, plan: Short = "", section: Short = "") -> Response:
    return _new(request, visitor, New(plan=plan, section=section))


@ROUTER.post("/plan/new")
def add(request: Request, visitor: Coder, told: Annotated[New, Form()]) -> Response:
    study = seen_by(request, visitor)
    before = latest(study)
    try:
        deadline = _deadline(told.deadline) or NO_DEADLINE
        words = (told.section.strip(), told.prepares.strip(), told.decides.strip())
        task = PlanTask(told.title, told.number.strip(), *words, deadline, told.status, told.remark.strip())
        with serving_of(request).writing:
            made = add_task(study, told.plan.strip() or None, task, at=day(told.date.strip()))
    except EvaluationError as error:
        return _new(request, visitor, told, error.problems)
    return saved(study, f"/plan/tasks/{made.id}", before)


@ROUTER.get("/plan/tasks/{id_}")
def task(request: Request, visitor: Reader, id_: Id, saved: Saved = 0) -> Response:
    return _page(request, visitor, id_, _Tried(saved=saved))


@ROUTER.post("/plan/tasks/{id_}")
def say(request: Request, visitor: Coder, id_: Id, told: Annotated[Said, Form()]) -> Response:
    """Keep what is said; where somebody else has said something meanwhile, both are shown."""
    study = seen_by(request, visitor)
    before = latest(study)
    found, now = find_task(study, id_)
    try:
        wanted = _update(told, _fields(now, seen(study, None, visitor.language)))
        with serving_of(request).writing:
            if wanted != TaskUpdate() or stamp_of(now) != told.was:
                update_task(study, found, now.number, wanted, was=told.was)
    except EvaluationError as error:
        return _page(request, visitor, id_, _Tried(told.model_dump(), error.problems))
    return saved(study, f"/plan/tasks/{id_}", before)


@dataclass(frozen=True, slots=True)
class _Tried:
    """What was tried to be said, and why it was not kept; or the act that was."""

    fields: dict[str, str] | None = None
    problems: tuple[Problem, ...] = ()
    saved: int = 0


def _page(request: Request, visitor: Visitor, id_: int, tried: _Tried) -> Response:
    study = seen_by(request, visitor)
    found, task = find_task(study, id_)
    view = seen(study, None, visitor.language)
    now = _fields(task, view)
    return show(
        request,
        "task.html",
        422 if tried.problems else 200,
        plan=found,
        task=task,
        told=told_task(task, view),
        history=_history(study, task, view),
        fields={**now, "date": "", **(tried.fields or {}), "was": stamp_of(task)},
        now=now if any(each.code == "PLAN-061" for each in tried.problems) else None,
        problems=tried.problems,
        unclear=_unclear(task.deadline),
        statuses=STATUSES,
        done=done(request, visitor, tried.saved),
        saved=tried.saved or "saved" in request.query_params,
        **_choices(found),
    )


def _new(request: Request, visitor: Visitor, told: New, problems: tuple[Problem, ...] = ()) -> Response:
    plans = list_plans(seen_by(request, visitor))
    chosen = _chosen(seen_by(request, visitor), plans, told.plan) if plans else None
    return show(
        request,
        "task_new.html",
        422 if problems else 200,
        plans=[each.name for each in plans],
        fields=told.model_dump(),
        problems=problems,
        statuses=STATUSES,
        **_choices(chosen or Plan("")),
    )


def _chosen(study: Study, plans: list[Plan], name: str) -> Plan:
    """The plan that is asked for, else the first."""
    return plan_of(study, name or plans[0].name)


def _choices(plan: Plan) -> dict[str, Any]:
    """What fields may be filled from: the plan's own sections, and those who have something to do in it."""
    parties = {name for each in plan.tasks for name in (each.prepares, each.decides, *each.parties) if name}
    return {
        "sections": list(dict.fromkeys(each.section for each in plan.tasks if each.section)),
        "known": sorted(parties),
    }


def _wanted(plan: Plan, asked: dict[str, str], view: Seen) -> list[PlanTask]:
    status = asked["status"]
    only: dict[str, tuple[TaskStatus, ...]] = {each: (each,) for each in STATUSES}
    wanted = Wanted(
        only.get(status, ()), asked["section"] or None, asked["party"] or None, overdue=status == "late",
        gone=status == "gone",
    )  # fmt: skip
    found = find_tasks(plan.tasks, wanted, view.at, next_meeting=view.next_meeting)
    only_gone, only_open = status == "gone", status == "open"
    return [each for each in found if not (only_gone and each.gone is None) and not (only_open and not each.is_open)]


def _figures(plan: Plan, view: Seen) -> list[tuple[str, int]]:
    rows = standing(plan, view.at, next_meeting=view.next_meeting)
    counts: list[tuple[str, int]] = [(each, sum(row.counts[each] for row in rows)) for each in STATUSES]
    return [*counts, ("late", sum(row.overdue for row in rows))]


def _fields(task: PlanTask, view: Seen) -> dict[str, str]:
    told = told_task(task, view)
    return {**{name: told[name] for name in WORDS}, **{name: told[name] for name in ("deadline", "status", "remark")}}


def _update(told: Said, now: dict[str, str]) -> TaskUpdate:
    """What is said anew: a field that stands as it was shown says nothing, however else it might be read."""
    new = {name: text.strip() for name in now if (text := str(getattr(told, name))).split() != now[name].split()}
    words: dict[str, Any] = {name: new[name] for name in WORDS if name in new}
    status: TaskStatus | None = told.status if "status" in new else None
    return TaskUpdate(status, _deadline(new.get("deadline")), new.get("remark"), day(told.date.strip()), **words)


def _deadline(written: str | None) -> Deadline | None:
    if written is None:
        return None
    found, problems = read_deadline(written)
    raise_any(problems)
    return found


def _unclear(deadline: Deadline) -> Problem | None:
    return problem("DEADLINE-001", words=deadline.words, place="") if deadline.kind == "unknown" else None


def _history(study: Study, task: PlanTask, view: Seen) -> list[dict[str, Any]]:
    """What was said of how it stands, and when it was given other words or people; the latest first."""
    told = [{**told_update(each, view.language), "words": {}} for each in task.history]
    for each in rewordings_of(study, task.id or 0):
        at = dt.datetime.fromisoformat(each.at).astimezone().date()
        told.append({"at": at, "who": each.who, "status": "", "remark": "", "words": each.words})
    return sorted(told, key=lambda each: each["at"], reverse=True)
