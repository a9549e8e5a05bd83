"""Files added to the study from the browser: transcripts, written answers, minutes, plans and documents."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from coding.workbench.steps import bring_back, take_back
from evaluation.app.arriving import Arrived, Sent, take_in
from evaluation.app.importing import KINDS
from evaluation.app.web.admission import Coder, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS, for_person
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.registering import Change
from evaluation.app.web.routes.collecting import ADDING
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem
from evaluation.sources.discover import known_suffixes
from evaluation.study import Study

ROUTER = APIRouter(responses=REFUSALS)
AT_ONCE = 50  # files
Short = Annotated[str, Form(max_length=200)]


@ROUTER.get("/sources/add")
def choose(request: Request, visitor: Coder, session: str = "", kind: str = "") -> Response:
    return _page(request, seen_by(request, visitor), {"session": session[:200], "kind": kind[:200]})


@ROUTER.post("/sources/add")
def add(
    request: Request,
    visitor: Coder,
    files: Annotated[list[UploadFile], File(max_length=AT_ONCE)],
    kind: Short = KINDS[0],
    session: Short = "",
    name: Short = "",
) -> Response:
    """Take the files in, all or none; the page tells what was read, and what deserves a look."""
    study = seen_by(request, visitor)
    sent = [Sent(each.filename or "", each.file.read()) for each in files]
    try:
        done = take_in(
            study,
            sent,
            kind=kind,
            session=session or None,
            name=name.strip() or None,
            alone=serving_of(request).writing,
        )
    except EvaluationError as error:
        if not for_person(request) or any(each.code.startswith("STORE-") for each in error.problems):
            raise
        return _page(request, study, {"kind": kind, "session": session, "name": name}, error.problems)
    return _page(request, study, {"kind": kind, "session": session}, done=done)


@ROUTER.post("/sources/undo")
def undo(request: Request, visitor: Coder, told: Annotated[Change, Form()]) -> Response:
    with serving_of(request).writing:
        take_back(seen_by(request, visitor), told.change, ADDING)
    return RedirectResponse("/sources?saved=yes", 303, headers=NO_STORE)


@ROUTER.post("/sources/redo")
def redo(request: Request, visitor: Coder, told: Annotated[Change, Form()]) -> Response:
    with serving_of(request).writing:
        bring_back(seen_by(request, visitor), told.change, ADDING)
    return RedirectResponse("/sources?saved=yes", 303, headers=NO_STORE)


NOTHING = {"kind": "", "session": "", "name": ""}  # a form that nobody has filled in


def _page(
    request: Request,
    study: Study,
    told: dict[str, str],
    problems: tuple[Problem, ...] = (),
    done: Arrived | None = None,
) -> Response:
    sessions = [(each.id, each.title or each.id) for each in study.people().sessions]
    suffixes = [PurePath(each).suffix or each for each in known_suffixes()]
    values = {"problems": problems, "done": done, "told": NOTHING | told, "sessions": sessions, "kinds": KINDS}
    return show(request, "add.html", 422 if problems else 200, suffixes=suffixes, **values)
