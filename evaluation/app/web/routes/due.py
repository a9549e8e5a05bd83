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
from evaluation.retention.due import kept

ROUTER = APIRouter(responses=REFUSALS)


@ROUTER.get("/due")
def due(request: Request, visitor: Reader) -> Response:
    """What is owed, and for owners what of people's data may not be kept any longer."""
    study, today = seen_by(request, visitor), dt.date.today()
    found = dates_of(study, today)
    kept_until = [each for each in kept(study) if each.until <= found.by] if visitor.may("owner") else []
    called = {each.id: each.pseudonym or each.id for each in study.people().participants}
    return show(request, "due.html", found=found, leads=leads_to, kept=kept_until, called=called)


def leads_to(found: Occasion) -> str:
    """Where that which is owed is mended; nothing where it is settled elsewhere."""
    name, _, id_ = found.key.partition(":")
    paths = {
        "task": f"/plan/tasks/{id_}",
        "action": f"/actions/{id_}",
        "round": f"/rounds/round?{urlencode({'name': id_})}",
    }
    return paths.get(name, "")
