"""Coming in, going out, and how pages shall look."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from evaluation.app.web.admission import ANYONE, Commissioner
from evaluation.app.web.doors import Alone
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused
from evaluation.app.web.look import LANGUAGE, THEME, Theme
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.passes import cookie_name, sealed
from evaluation.app.web.serving import Serving, serving_of
from evaluation.errors import problem
from evaluation.language import Language

ROUTER = APIRouter(responses=REFUSALS)
A_YEAR = 365 * 24 * 3600


class Look(BaseModel):
    language: Language | None = None
    theme: Theme | None = None
    back: str = "/"


@ROUTER.get("/enter/{token}", dependencies=[ANYONE])
def enter(request: Request, token: str) -> Response:
    """The address that the command line printed: it opens once.

    The answer is a page and no redirection, for a cookie that is strict does not follow one that began elsewhere.
    """
    serving = serving_of(request)
    pass_ = serving.door.enter(token) if isinstance(serving.door, Alone) else None
    if pass_ is None:
        raise Refused(problem("PAGE-003"))
    return carrying(serving, show(request, "entered.html"), pass_)


@ROUTER.get("/here", status_code=204)
def here(_visitor: Commissioner) -> Response:
    """Whether the visitor is still let in."""
    return Response(status_code=204, headers=NO_STORE)


@ROUTER.post("/leave")
def leave(request: Request, _visitor: Commissioner) -> Response:
    serving = serving_of(request)
    if serving.door:
        serving.door.leave(request.state.pass_)
        if serving.presence:
            serving.presence.forget(request.state.pass_)
    told = RedirectResponse("/", 303, headers=NO_STORE)
    told.delete_cookie(cookie_name(serving.study.folder, secure=serving.secure), secure=serving.secure)
    return told


@ROUTER.post("/look", dependencies=[ANYONE])
def look(request: Request, told: Annotated[Look, Form()]) -> Response:
    answer = RedirectResponse(within(told.back), 303, headers=NO_STORE)
    secure = serving_of(request).secure
    for name, value in ((LANGUAGE, told.language), (THEME, told.theme)):
        if value:
            answer.set_cookie(name, value, max_age=A_YEAR, httponly=True, samesite="strict", secure=secure)
    return answer


def carrying(serving: Serving, answer: Response, pass_: str, seconds: int | None = None) -> Response:
    """The answer with the pass in a cookie, for so many seconds or until the browser is closed."""
    assert serving.door
    name = cookie_name(serving.study.folder, secure=serving.secure)
    cookie = sealed(serving.door.key, pass_)
    answer.set_cookie(name, cookie, max_age=seconds, httponly=True, samesite="strict", secure=serving.secure)
    return answer


def within(path: str) -> str:
    """The path, where it is one of ours; else the start page."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if inside else "/"
