"""The team: who has an account, who is signed in, and who has tried to. For owners."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from evaluation.app.accounts import keeping, signing_in
from evaluation.app.web.admission import Owner, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show

LINK = Link(90, "/team", "page.team.link", "owner")
ROUTER = APIRouter(responses=REFUSALS)


@ROUTER.get("/team")
def team(request: Request, visitor: Owner) -> Response:
    study = seen_by(request, visitor)
    visits, tried = signing_in.seen_lately(study)
    return show(request, "team.html", accounts=keeping.list_accounts(study), visits=visits, tried=tried)


@ROUTER.post("/team/{name}/end")
def end(request: Request, visitor: Owner, name: str) -> Response:
    """Sign somebody out wherever they are signed in."""
    signing_in.end_all_visits(seen_by(request, visitor), name)
    return RedirectResponse("/team", 303, headers=NO_STORE)
