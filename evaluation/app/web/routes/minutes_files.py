"""Minutes as a document, and the agenda of the next meeting as a file to go on writing in."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from evaluation.app.agendas import agenda_of, file_name
from evaluation.app.minutes import list_meetings
from evaluation.app.minutes_set import record_of_meeting
from evaluation.app.plans import day
from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.handing import Handed, handed, made
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.visitor import Visitor
from evaluation.errors import EvaluationError, Problem, fail
from evaluation.followup.meetings.agenda import Notice
from reports.minutes.setting import write_minutes

ROUTER = APIRouter(responses=REFUSALS)
Line = Annotated[str, Field(max_length=300)]


class Setting(BaseModel):
    """How minutes are to be set; `public`: without names."""

    format: Literal["docx", "pdf", "html"] = "docx"
    public: bool = False


class Asked(BaseModel):
    """Which meeting an agenda is for; nothing yet where the page is opened."""

    group: Line = ""
    date: Line = ""
    time: Line = ""
    place: Line = ""


@ROUTER.get("/agenda")
def agenda(request: Request, visitor: Reader) -> Response:
    return _page(request, visitor, Asked())


@ROUTER.get("/agenda/file", response_class=Handed)
def agenda_file(request: Request, visitor: Reader, asked: Annotated[Asked, Query()]) -> Response:
    """What is open for the group on the day of its meeting, as a file that its minutes are read from."""
    try:
        notice = _notice(asked)
    except EvaluationError as error:
        return _page(request, visitor, asked, error.problems)
    text, _, _ = agenda_of(seen_by(request, visitor), notice, visitor.language)
    return handed(text.encode(), file_name(notice))


@ROUTER.get("/minutes/{name}/document", response_class=Handed)
def document(request: Request, visitor: Reader, name: str, asked: Annotated[Setting, Query()]) -> Response:
    """The minutes set as a document; names are for those who hold them against what was read."""
    study, without = seen_by(request, visitor), asked.public or not visitor.may("coder")
    record, called = record_of_meeting(study, name, visitor.language, public=without)
    return made(lambda folder: write_minutes(record, folder, called, [asked.format]), called)


def _notice(asked: Asked) -> Notice:
    """Raises PLAN-029 for what is no day, AGENDA-006 where the group or the day is missing."""
    group, date = asked.group.strip(), day(asked.date.strip())
    if not group or date is None:
        raise fail("AGENDA-006")
    return Notice(group, date, asked.time.strip(), asked.place.strip())


def _page(request: Request, visitor: Visitor, asked: Asked, problems: tuple[Problem, ...] = ()) -> Response:
    groups = dict.fromkeys(str(each["group"]) for each in list_meetings(seen_by(request, visitor)) if each["group"])
    status = 422 if problems else 200
    return show(request, "agenda.html", status, asked=asked.model_dump(), groups=list(groups), problems=problems)
