"""Who did what in the study, and when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.routes.entering import within
from evaluation.app.web.serving import serving_of
from evaluation.app.web.taking_back import done, is_kind
from evaluation.errors import problem

LINK = Link(80, "/log", "page.log.link", "reader")
ROUTER = APIRouter(responses=REFUSALS)
AT_ONCE = 100


class TakenBack(BaseModel):
    """The number of an act, and the page to come back to."""

    change: Annotated[int, Field(ge=1, le=2_147_483_647)]
    back: Annotated[str, Field(max_length=2000)] = "/log"


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
    return show(request, "log.html", acts=shown, who=who, everybody=everybody, page=page, pages=pages, may_undo=is_kind)


@ROUTER.post("/log/undo")
def undo(request: Request, visitor: Coder, told: Annotated[TakenBack, Form()]) -> Response:
    """Take one's own act back, as `underveis undo NUMBER` does; those that later acts rest on are refused."""
    with serving_of(request).writing:
        if done(request, visitor, told.change) is None:
            raise Refused(problem("EDIT-080"))
        seen_by(request, visitor).undo(told.change)
    return RedirectResponse(within(told.back), 303, headers=NO_STORE)
