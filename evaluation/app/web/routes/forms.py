"""The forms people answer, each by a token of its own."""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from evaluation.app.web.admission import PUBLIC
from evaluation.app.web.bundle import PAGE
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused
from evaluation.app.web.serving import serving_of
from evaluation.errors import problem
from evaluation.language import Language
from instruments.form.answering import Conflict, Seat, begin, save, seat_of, submit, withdraw
from instruments.form.page import page_of
from instruments.form.wire import from_form, to_form

OWN_REFUSALS: dict[int | str, dict[str, Any]] = {
    **REFUSALS,
    403: {"description": "Not sent by the form's own page, or not agreed to"},
    404: {"description": "The token opens nothing"},
    409: {"description": "Another window has saved since: its revision and answers"},
    410: {"description": "Closed, withdrawn, or not begun"},
}
ROUTER = APIRouter(prefix="/f", responses=OWN_REFUSALS, dependencies=[PUBLIC])


class Beginning(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    consent: bool
    language: Language = "nb"


class Answers(BaseModel):
    """A respondent's answers as the form has them, and the revision they were made from."""

    model_config = ConfigDict(extra="forbid", strict=True)
    revision: int = Field(ge=0, le=1_000_000_000)
    answers: dict[str, Any]
    language: Language = "nb"


class Withdrawal(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    confirm: bool


def seat_here(request: Request, token: str) -> Seat:
    """What the token in the address opens; a wrong one is counted, and refused alike whatever is wrong with it."""
    serving = serving_of(request)
    seat = seat_of(serving.study, token)
    if seat is not None and serving.offers(seat.form.name):
        return seat
    wait = serving.guesses.wait(request.client.host if request.client else "")
    raise Refused(problem("WEB-004", seconds=wait), wait) if wait else Refused(problem("WEB-001"))


def own_page(request: Request, token: str, x_underveis_form: Annotated[str, Header()] = "") -> None:
    """Refuse what our own page did not send: it alone knows the token, and browsers tell where a request is from."""
    own = serving_of(request).public or f"{request.url.scheme}://{request.headers.get('host', '')}"
    site, origin = request.headers.get("sec-fetch-site", "same-origin"), request.headers.get("origin", own)
    foreign = site != "same-origin" or origin != own
    is_json = request.headers.get("content-type", "").split(";")[0].strip() == "application/json"
    if foreign or not is_json or not hmac.compare_digest(x_underveis_form.encode(), seal(token).encode()):
        raise Refused(problem("WEB-003"))


def seal(token: str) -> str:
    """What a page that knows the token shows, to prove that it was not some other page that sent a change."""
    return hmac.new(token.encode("utf-8", "surrogatepass"), b"underveis-form", hashlib.sha256).hexdigest()


Here = Annotated[Seat, Depends(seat_here)]
Changing = Depends(own_page)


@ROUTER.get("/{token}")
def page(_seat: Here) -> FileResponse:
    return FileResponse(PAGE, media_type="text/html; charset=utf-8", headers=NO_STORE)


@ROUTER.get("/{token}/state")
def state(request: Request, token: str, seat: Here) -> JSONResponse:
    told = page_of(serving_of(request).study, seat)
    return JSONResponse({**told, "csrf": seal(token)}, headers=NO_STORE)


@ROUTER.post("/{token}/begin", dependencies=[Changing])
def start(request: Request, seat: Here, told: Beginning) -> JSONResponse:
    serving = serving_of(request)
    with serving.writing:
        begun = begin(serving.study, seat, language=told.language, consent=told.consent)
    revision = begun.seat.response.revision if begun.seat.response else 0
    return JSONResponse({"revision": revision, "token": begun.token}, headers=NO_STORE)


@ROUTER.put("/{token}/answers", dependencies=[Changing])
def keep(request: Request, seat: Here, told: Answers) -> JSONResponse:
    serving = serving_of(request)
    answers = from_form(seat.instrument, told.answers)
    try:
        with serving.writing:
            saved = save(serving.study, seat, answers, revision=told.revision, language=told.language)
    except Conflict as conflict:
        return _conflicting(seat, conflict)
    return JSONResponse({"revision": saved.revision, "saved_at": saved.at}, headers=NO_STORE)


@ROUTER.post("/{token}/submit", dependencies=[Changing])
def hand_in(request: Request, seat: Here, told: Answers) -> JSONResponse:
    serving = serving_of(request)
    answers = from_form(seat.instrument, told.answers)
    try:
        with serving.writing:
            saved = submit(serving.study, seat, answers, revision=told.revision, language=told.language)
    except Conflict as conflict:
        return _conflicting(seat, conflict)
    return JSONResponse({"revision": saved.revision, "submitted_at": saved.at}, headers=NO_STORE)


@ROUTER.post("/{token}/withdraw", status_code=204, dependencies=[Changing])
def take_back(request: Request, seat: Here, told: Withdrawal) -> Response:
    if not told.confirm:
        raise Refused(problem("WEB-003"))
    serving = serving_of(request)
    with serving.writing:
        withdraw(serving.study, seat)
    return Response(status_code=204, headers=NO_STORE)


def _conflicting(seat: Seat, conflict: Conflict) -> JSONResponse:
    there = to_form(seat.instrument, conflict.answers)
    return JSONResponse({"revision": conflict.revision, "answers": there}, 409, headers=NO_STORE)
