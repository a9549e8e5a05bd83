"""Action points of all meetings: what is owed, by whom and when, changed with a dated history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from evaluation.app.minutes import due_shown, list_meetings, moved_shown, point_row, point_with_history
from evaluation.app.plans import day
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.app.web.taking_back import Saved, done, latest, saved
from evaluation.app.web.visitor import Visitor
from evaluation.errors import EvaluationError, Problem, problem
from evaluation.followup.meetings.action_points import find_action_point, list_action_points
from evaluation.followup.meetings.changing import PointChange, change_point, stamp_of
from evaluation.model.meetings import ActionPoint, ActionStatus
from evaluation.model.plans import STATUSES
from evaluation.study import Study

ROUTER = APIRouter(responses=REFUSALS)
Id = Annotated[int, Path(ge=1, le=2_147_483_647)]
Short = Annotated[str, Query(max_length=300)]


class Said(BaseModel):
    """What is said of an action point; `was` is the stamp of what its writer saw."""

    was: Annotated[str, Field(max_length=100)]
    status: ActionStatus
    deadline: Annotated[str, Field(max_length=300)] = ""
    owner: Annotated[str, Field(max_length=1000)] = ""
    remark: Annotated[str, Field(max_length=5000)] = ""


@ROUTER.get("/actions")
def actions(
    request: Request,
    visitor: Reader,
    meeting: Short = "",
    owner: Short = "",
    before: Short = "",
    which: Annotated[str, Query(pattern="^(open|all|late)$")] = "open",
) -> Response:
    """Those that are open first of all; a day that is none is told, and leaves the list as it is."""
    study, today = seen_by(request, visitor), dt.date.today()
    until, problems = _day(before)
    found = list_action_points(
        study, meeting=meeting or None, owner=owner or None, due_before=until, open_only=which != "all"
    )
    late = {each.id for each in found if each.is_open and each.due and each.due < today}
    people = study.people()
    rows = [point_row(each, people) for each in found if which != "late" or each.id in late]
    asked = {"meeting": meeting, "owner": owner, "before": before, "which": which}
    meetings = list_meetings(study)
    return show(request, "actions.html", rows=rows, late=late, asked=asked, meetings=meetings, problems=problems)


@ROUTER.get("/actions/{id_}")
def action(request: Request, visitor: Reader, id_: Id, saved: Saved = 0) -> Response:
    return _page(request, visitor, id_, _Tried(saved=saved))


@ROUTER.post("/actions/{id_}")
def say(request: Request, visitor: Coder, id_: Id, told: Annotated[Said, Form()]) -> Response:
    """Keep what is said; where somebody else has said something meanwhile, both are shown."""
    study = seen_by(request, visitor)
    before = latest(study)
    try:
        with serving_of(request).writing:
            change_point(study, id_, _change(study, id_, told), was=told.was)
    except EvaluationError as error:
        find_action_point(study, id_)
        return _page(request, visitor, id_, _Tried(told.model_dump(), error.problems))
    return saved(study, f"/actions/{id_}", before)


@dataclass(frozen=True, slots=True)
class _Tried:
    """What was tried to be said, and why it was not kept; or the act that was."""

    fields: dict[str, str] | None = None
    problems: tuple[Problem, ...] = ()
    saved: int = 0


def _page(request: Request, visitor: Visitor, id_: int, tried: _Tried) -> Response:
    study = seen_by(request, visitor)
    point = find_action_point(study, id_)
    told = point_with_history(study, point)
    now = _fields(told)
    return show(
        request,
        "action.html",
        422 if tried.problems else 200,
        told=told,
        history=[(each, moved_shown(each)) for each in reversed(told["history"])],
        fields={**now, "remark": "", **(tried.fields or {}), "was": stamp_of(point)},
        now=now if any(each.code == "PLAN-060" for each in tried.problems) else None,
        problems=tried.problems,
        late=bool(point.is_open and point.due and point.due < dt.date.today()),
        unclear=_unclear(point),
        statuses=STATUSES,
        known=_known(study),
        done=done(request, visitor, tried.saved),
        saved=tried.saved or "saved" in request.query_params,
    )


def _fields(told: dict[str, Any]) -> dict[str, str]:
    return {"status": told["status"], "deadline": due_shown(told["due"]), "owner": told["owner"]}


def _change(study: Study, id_: int, told: Said) -> PointChange:
    """What is said anew: a field that stands as it was shown says nothing, however else it might be read."""
    now = _fields(point_row(find_action_point(study, id_), study.people()))
    deadline = None if told.deadline.split() == now["deadline"].split() else told.deadline
    owner = None if told.owner.split() == now["owner"].split() else told.owner
    status = told.status if told.status != now["status"] else None
    return PointChange(status, deadline, owner, told.remark.strip())


def _known(study: Study) -> list[str]:
    """Those who may be responsible, as they are shown."""
    people = study.people()
    named = [each.shown or each.id for each in people.organisations]
    return sorted({*named, *(each.pseudonym or each.id for each in people.participants)})


def _unclear(point: ActionPoint) -> Problem | None:
    deadline = point.deadline
    return problem("DEADLINE-001", words=deadline.words, place="") if deadline.kind == "unknown" else None


def _day(written: str) -> tuple[dt.date | None, tuple[Problem, ...]]:
    try:
        return day(written), ()
    except EvaluationError as error:
        return None, error.problems
