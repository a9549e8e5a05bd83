"""Meetings: what was decided, who owes what, and what in the minutes a person has yet to confirm."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from evaluation.app.minutes import list_meetings, whole_meeting
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.app.web.taking_back import Saved, done, latest, saved
from evaluation.app.web.visitor import Visitor
from evaluation.followup.meetings.confirming import Confirmation, confirm, unsure_of
from evaluation.model.meetings import Doubt
from evaluation.study import Study

LINK = Link(50, "/minutes", "page.minutes.link", "reader", ("/due", "/actions", "/plan", "/agenda"))
ROUTER = APIRouter(responses=REFUSALS)
ROWS = ("action_point", "meeting_attendance", "agenda_item")
PARTS = ("date", "group")  # of a meeting, that can be set right


class Answer(BaseModel):
    """What a person says to one doubt."""

    doubt: Annotated[int, Field(ge=0, lt=2**31)]
    answer: Literal["accept", "refuse", "correct"]
    value: Annotated[str, Field(max_length=1000)] = ""


class Shown(BaseModel):
    """The doubts that were on the page."""

    doubt: Annotated[list[Annotated[int, Field(ge=0, lt=2**31)]], Field(max_length=2000)] = []


@ROUTER.get("/minutes")
def meetings(request: Request, visitor: Reader) -> Response:
    return show(request, "minutes.html", meetings=list_meetings(seen_by(request, visitor)))


@ROUTER.get("/minutes/{name}")
def meeting(request: Request, visitor: Reader, name: str, saved: Saved = 0) -> Response:
    study = seen_by(request, visitor)
    told = whole_meeting(study, name)
    doubts = unsure_of(study, name)
    correctable = {each.id for each in doubts if _can_be_corrected(each)}
    # The words may hold names: they are for those who have to hold them against what was read.
    words = _lines(study, told["source"], doubts) if visitor.may("coder") else {}
    return show(
        request,
        "meeting.html",
        told=told,
        correctable=correctable,
        words=words,
        done=done(request, visitor, saved),
    )


@ROUTER.post("/minutes/{name}/confirm")
def answer(request: Request, visitor: Coder, name: str, told: Annotated[Answer, Form()]) -> Response:
    return _confirmed(request, visitor, name, [Confirmation(told.doubt, told.answer, told.value)])


@ROUTER.post("/minutes/{name}/confirm-all")
def accept_all(request: Request, visitor: Coder, name: str, told: Annotated[Shown, Form()]) -> Response:
    """All that was shown is right; what has come to be in doubt since is left for another look."""
    left = {each.id or 0 for each in unsure_of(seen_by(request, visitor), name)}
    return _confirmed(request, visitor, name, [Confirmation(each, "accept") for each in told.doubt if each in left])


def _confirmed(request: Request, visitor: Visitor, name: str, answers: list[Confirmation]) -> Response:
    study = seen_by(request, visitor)
    before = latest(study)
    with serving_of(request).writing:
        confirm(study, name, answers)
    return saved(study, f"/minutes/{quote(name, safe='')}#unsure", before)


def _can_be_corrected(doubt: Doubt) -> bool:
    return doubt.on in ROWS or (doubt.on == "meeting" and doubt.part in PARTS)


def _lines(study: Study, source: str | None, doubts: list[Doubt]) -> dict[int | None, str]:
    """The words each doubt is about, as they stand in the source."""
    if source is None or not doubts:
        return {}
    lines = study.source(source).text.split("\n")
    return {each.id: lines[each.line - 1] for each in doubts if each.line and each.line <= len(lines)}
