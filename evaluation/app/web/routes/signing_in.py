"""Signing in by name and password, and choosing a password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from evaluation.app.accounts import keeping
from evaluation.app.web.admission import ANYONE, Commissioner, pass_of, visitor_of
from evaluation.app.web.faults import NO_STORE, REFUSALS, STATUS, Refused
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.routes.entering import carrying, within
from evaluation.app.web.serving import serving_of
from evaluation.app.web.team_door import Team
from evaluation.errors import EvaluationError, fail, problem
from evaluation.model.account import Account

ROUTER = APIRouter(responses=REFUSALS)
Password = Annotated[str, Field(max_length=4000)]


class SigningIn(BaseModel):
    name: Annotated[str, Field(max_length=200)] = ""
    password: Password = ""
    back: str = "/"


class Chosen(BaseModel):
    password: Password = ""
    again: Password = ""


class Changed(Chosen):
    current: Password = ""


@ROUTER.get("/sign-in", dependencies=[ANYONE])
def sign_in_page(request: Request, back: str = "/") -> Response:
    _team(request)
    if visitor_of(request):
        return RedirectResponse(within(back), 303, headers=NO_STORE)
    return show(request, "sign_in.html", name="", back=within(back), problems=())


@ROUTER.post("/sign-in", dependencies=[ANYONE])
def sign_in(request: Request, told: Annotated[SigningIn, Form()]) -> Response:
    team = _team(request)
    try:
        made = team.sign_in(told.name, told.password, _address(request), pass_of(request))
    except EvaluationError as error:
        status = STATUS.get(error.problems[0].code, 422)
        return show(request, "sign_in.html", status, name=told.name, back=within(told.back), problems=error.problems)
    return carrying(serving_of(request), RedirectResponse(within(told.back), 303, headers=NO_STORE), made)


@ROUTER.get("/invitation/{token}", dependencies=[ANYONE])
def invitation(request: Request, token: str) -> Response:
    account = _team(request).invited(token, _address(request))
    return show(request, "invitation.html", account=account, token=token, problems=())


@ROUTER.post("/invitation/{token}", dependencies=[ANYONE])
def accept(request: Request, token: str, told: Annotated[Chosen, Form()]) -> Response:
    """The first password of somebody who was invited; they are signed in by it."""
    team = _team(request)
    account = team.invited(token, _address(request))
    try:
        _chosen(team, account, told)
    except EvaluationError as error:
        return show(request, "invitation.html", 422, account=account, token=token, problems=error.problems)
    made = team.begin(account, pass_of(request), "invited")
    return carrying(serving_of(request), RedirectResponse("/", 303, headers=NO_STORE), made)


@ROUTER.get("/password")
def password_page(request: Request, _visitor: Commissioner) -> Response:
    _team(request)
    return show(request, "password.html", problems=(), done=False)


@ROUTER.post("/password")
def change_password(request: Request, visitor: Commissioner, told: Annotated[Changed, Form()]) -> Response:
    team = _team(request)
    account = next(each for each in keeping.list_accounts(team.study) if each.name == visitor.account)
    try:
        team.prove(account, told.current, _address(request))
        _chosen(team, account, told, but=keeping.digest_of(pass_of(request) or ""))
    except EvaluationError as error:
        status = STATUS.get(error.problems[0].code, 422)
        return show(request, "password.html", status, problems=error.problems, done=False)
    return show(request, "password.html", problems=(), done=True)


def _chosen(team: Team, account: Account, told: Chosen, but: str | None = None) -> None:
    if told.password != told.again:
        raise fail("TEAM-008")
    keeping.choose_password(team.study, account, told.password, but=but)


def _team(request: Request) -> Team:
    door = serving_of(request).door
    if not isinstance(door, Team):
        raise Refused(problem("PAGE-001"))
    return door


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
