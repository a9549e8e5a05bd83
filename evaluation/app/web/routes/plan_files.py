"""The action plan as a file, the calendar of its deadlines, and their timeline."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from evaluation.app.calendars import deadlines_calendar
from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused
from evaluation.app.web.gallery import Picture
from evaluation.app.web.handing import Handed, handed, made
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.app.web.visitor import Visitor
from evaluation.errors import problem
from evaluation.followup.occasions import occasions
from evaluation.followup.plans.keeping import plan_of
from reports.figures.deadlines import NAME, draw
from reports.plans import write_plan
from reports.plans.timeline import SUFFIXES, write_timeline

ROUTER = APIRouter(responses=REFUSALS)
Short = Annotated[str, Query(max_length=300)]
Drawn = Literal["pdf", "svg", "png"]
Suffix = Annotated[str, Query(pattern="^[a-z]{1,10}$")]


@ROUTER.get("/plan/export", response_class=Handed)
def export(request: Request, visitor: Reader, plan: Short = "", format: Suffix = "xlsx") -> Response:  # noqa: A002
    found = plan_of(seen_by(request, visitor), plan or None)

    def written(folder: Path) -> list[Path]:
        file = folder / f"plan.{format}"
        write_plan(found, file, visitor.language)
        return [file]

    return made(written, found.name)


@ROUTER.get("/plan/calendar", response_class=Handed)
def calendar(request: Request, visitor: Reader) -> Response:
    text, _ = deadlines_calendar(seen_by(request, visitor), visitor.language)
    return handed(text.encode(), "underveis.ics")


@ROUTER.get("/plan/timeline")
def timeline(request: Request, visitor: Reader) -> Response:
    """The timeline as a picture, with what it shows in words, and as files."""
    return show(request, "plan_timeline.html", picture=_picture(request, visitor), suffixes=SUFFIXES)


@ROUTER.get("/plan/timeline/picture", response_class=Handed)
def picture(request: Request, visitor: Reader) -> Response:
    found = _picture(request, visitor)
    if found is None:
        raise Refused(problem("PAGE-001"))
    return Response(found.svg, media_type="image/svg+xml", headers=NO_STORE)


@ROUTER.get("/plan/timeline/file", response_class=Handed)
def timeline_file(request: Request, visitor: Reader, format: Drawn = "pdf") -> Response:  # noqa: A002
    """The same on sheets that fit a page; several pictures come packed together."""
    found = occasions(seen_by(request, visitor))

    def drawn(folder: Path) -> list[Path]:
        with serving_of(request).gallery.drawing:
            return list(write_timeline(found, folder / f"underveis.{format}", visitor.language, dt.date.today()))

    return made(drawn, "underveis")


def _picture(request: Request, visitor: Visitor) -> Picture | None:
    """None where nothing has a day yet."""
    study, today = seen_by(request, visitor), dt.date.today()
    found = occasions(study)
    if not found:
        return None
    gallery, language = serving_of(request).gallery, visitor.language
    return gallery.kept(study, (NAME, today), language, lambda: draw(found, language=language, at=today))
