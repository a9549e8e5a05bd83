"""Deadlines: what of plans, minutes and reporting is overdue, due soon and later."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from evaluation.app.due import dates_of
from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.pages.rendering import show
from evaluation.followup.occasions import Occasion

ROUTER = APIRouter(responses=REFUSALS)


@ROUTER.get("/due")
def due(request: Request, visitor: Reader) -> Response:
    return show(request, "due.html", found=dates_of(seen_by(request, visitor), dt.date.today()), leads=leads_to)


def leads_to(found: Occasion) -> str:
    """Where that which is owed is mended; nothing where it is settled elsewhere."""
    name, _, id_ = found.key.partition(":")
    paths = {
        "task": f"/plan/tasks/{id_}",
        "action": f"/actions/{id_}",
        "round": f"/rounds/round?{urlencode({'name': id_})}",
    }
    return paths.get(name, "")
