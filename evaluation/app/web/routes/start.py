"""The first page: what the study holds, what is missing, and what is due."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from evaluation.app.due import dates_of
from evaluation.app.lacking import lacking
from evaluation.app.status import overview
from evaluation.app.web.admission import Commissioner, seen_by
from evaluation.app.web.comparing import Whose, comparison_of
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.doctor import examine

LINK = Link(10, "/", "page.start.link", "reader")
LISTED = 6  # of what is overdue, and of what is due
REPORT = "/report"  # all that a commissioner sees
ROUTER = APIRouter(responses=REFUSALS)


@ROUTER.get("/")
def start(request: Request, visitor: Commissioner) -> Response:
    if not visitor.may("reader"):
        return RedirectResponse(REPORT, 303, headers=NO_STORE)
    study = seen_by(request, visitor)
    names = {each.id: each.shown or each.id for each in study.people().organisations}
    comparison, _ = comparison_of(study, Whose())
    left = len(comparison.open) if comparison else 0
    told = {"found": overview(study), "dates": dates_of(study, dt.date.today())}
    missing = (*examine(study), *lacking(study))
    return show(request, "start.html", **told, missing=missing, names=names, listed=LISTED, left=left)
