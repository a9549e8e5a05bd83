"""Who did what in the study, and when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show

LINK = Link(80, "/log", "page.log.link", "reader")
ROUTER = APIRouter(responses=REFUSALS)
AT_ONCE = 100


@ROUTER.get("/log")
def log(
    request: Request,
    visitor: Reader,
    who: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """The latest first. What concerns accounts is for owners."""
    listed = [
        each
        for each in reversed(seen_by(request, visitor).log())
        if visitor.may("owner") or not each.act.startswith("account.")
    ]
    everybody = sorted({each.who for each in listed})
    found = [each for each in listed if who in ("", each.who)]
    shown = found[(page - 1) * AT_ONCE : page * AT_ONCE]
    pages = max(1, -(-len(found) // AT_ONCE))
    return show(request, "log.html", acts=shown, who=who, everybody=everybody, page=page, pages=pages)
