"""The first page: what the study holds, what is missing, and what is due."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from evaluation.app.status import overview
from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.doctor import examine

LINK = Link(10, "/", "page.start.link", "reader")
ROUTER = APIRouter(responses=REFUSALS)


@ROUTER.get("/")
def start(request: Request, visitor: Reader) -> Response:
    study = seen_by(request, visitor)
    return show(request, "start.html", found=overview(study), missing=examine(study))
