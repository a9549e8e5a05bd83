"""Deadlines: what of plans, minutes and reporting is overdue, due soon and later."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request
from fastapi.responses import Response

from evaluation.app.due import dates_of
from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.pages.rendering import show

ROUTER = APIRouter(responses=REFUSALS)


@ROUTER.get("/due")
def due(request: Request, visitor: Reader) -> Response:
    return show(request, "due.html", found=dates_of(seen_by(request, visitor), dt.date.today()))
