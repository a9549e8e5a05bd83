"""Forms that people answer: opened, closed, sent out and followed, each by the call the command line has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from evaluation.app import collecting
from evaluation.app.plans import day
from evaluation.app.web.admission import Owner, Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.app.web.taking_back import Saved, done, latest, saved
from evaluation.app.web.visitor import Visitor
from evaluation.errors import EvaluationError, Problem, fail
from evaluation.model.form import Form as Held
from evaluation.settings.nearness import near
from evaluation.study import Study
from instruments.form import opening
from instruments.form.reporting import list_rounds
from instruments.load import files_in

ROUTER = APIRouter(responses=REFUSALS)
Name = Annotated[str, Query(max_length=300)]
Line = Annotated[str, Field(max_length=300)]
Id = Annotated[int, Field(ge=1, le=2_147_483_647)]
MOST = 1000  # addresses made at once


class Opening(BaseModel):
    name: Line = ""
    instrument: Line = ""
    session: Line = ""
    new_session: Line = ""
    round: Line = ""
    closes: Line = ""
    link: bool = False
    base: Line = ""


class Standing(BaseModel):
    """What is done to a form; `was` is the stamp of what was seen."""

    name: Line
    was: Annotated[str, Field(max_length=100)]
    act: Annotated[str, Field(pattern="^(close|reopen|update)$")]
    closes: Line = ""


class Inviting(BaseModel):
    name: Line
    everyone: bool = False
    organisation: Annotated[list[Line], Field(max_length=500)] = []
    participant: Annotated[list[Line], Field(max_length=500)] = []
    number: Annotated[int, Field(ge=0, le=MOST)] = 0
    paper: bool = False
    base: Line = ""
    file: bool = False


class Renewing(BaseModel):
    name: Line
    invitation: Id
    base: Line = ""


class Withdrawing(BaseModel):
    name: Line
    response: Id
    sure: bool = False


@ROUTER.get("/forms/new")
def new(
    request: Request, visitor: Owner, round_: Annotated[str, Query(alias="round", max_length=300)] = ""
) -> Response:
    return _new(request, visitor, Opening(round=round_))


@ROUTER.post("/forms/new")
def open_(request: Request, visitor: Owner, told: Annotated[Opening, Form()]) -> Response:
    """Open a form; the address of an open link is shown this once."""
    study = seen_by(request, visitor)
    before = latest(study)
    name, session = told.name.strip(), told.new_session.strip() or told.session
    try:
        asked = collecting.instrument_of(study, session, told.instrument or None, told.round or None)
        _known(study, asked)
        begun = collecting.new_session(study, session, asked) if told.new_session.strip() else None
        terms = opening.Terms(told.link, told.round or None, day(told.closes.strip()), begun)
        with serving_of(request).writing:
            made = opening.open_form(study, name, instrument=asked, session=session, terms=terms)
    except EvaluationError as error:
        return _new(request, visitor, told, error.problems)
    if made.token is None:
        return saved(study, _address(name), before)
    link = {
        "organisation": None,
        "participant": None,
        "address": collecting.address_of(_base(request, told.base), made.token),
    }
    return _addresses(request, made.form, [link])


@ROUTER.get("/forms/form")
def form(request: Request, visitor: Reader, name: Name, saved: Saved = 0) -> Response:
    return _page(request, visitor, name, saved=saved)


@ROUTER.post("/forms/stand")
def stand(request: Request, visitor: Owner, told: Annotated[Standing, Form()]) -> Response:
    """Close a form, open it again, or ask those who begin from now on the questions as they are now."""

    def act(study: Study) -> object:
        if told.act == "reopen":
            return opening.reopen_form(study, told.name, closes=day(told.closes.strip()), was=told.was)
        return (opening.close_form if told.act == "close" else opening.update_form)(study, told.name, was=told.was)

    return _done(request, visitor, told.name, act)


@ROUTER.post("/forms/invite")
def invite(request: Request, visitor: Owner, told: Annotated[Inviting, Form()]) -> Response:
    """Make an address for each who is to answer: they are shown, or written to a file, this once."""
    study = seen_by(request, visitor)
    try:
        asked = [*told.organisation, *(collecting.not_invited(study, told.name) if told.everyone else ())]
        if not (asked or told.participant or told.number):
            raise fail("EDIT-082", name=told.name)
        with serving_of(request).writing:
            made = opening.invite(
                study,
                told.name,
                organisations=list(dict.fromkeys(asked)),
                participants=told.participant,
                number=told.number,
                channel="paper" if told.paper else "browser",
            )
    except EvaluationError as error:
        opening.find_form(study, told.name)
        return _page(request, visitor, told.name, problems=error.problems)
    rows = [collecting.told_invited(each, _base(request, told.base)) for each in made]
    if not told.file:
        return _addresses(request, opening.find_form(study, told.name), rows)
    headers = {**NO_STORE, "content-disposition": f'attachment; filename="{told.name}.csv"'}
    content = collecting.addresses(rows).encode("utf-8-sig")
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@ROUTER.post("/forms/renew")
def renew(request: Request, visitor: Owner, told: Annotated[Renewing, Form()]) -> Response:
    """A new address in the place of one that was lost; the old one opens nothing any more."""
    study = seen_by(request, visitor)
    with serving_of(request).writing:
        made = opening.renew(study, collecting.invitation_of(study, told.name, told.invitation))
    rows = [collecting.told_invited(made, _base(request, told.base))]
    return _addresses(request, opening.find_form(study, told.name), rows)


@ROUTER.post("/forms/withdraw")
def withdraw(request: Request, visitor: Owner, told: Annotated[Withdrawing, Form()]) -> Response:
    """Delete an answer for good, for whoever gave it and asks for that."""

    def act(study: Study) -> None:
        if told.response not in {each.id for each in collecting.responses_to(study, told.name)}:
            raise fail("FORMS-014", number=told.response)
        collecting.withdraw_response(study, told.response, sure=told.sure)

    return _done(request, visitor, told.name, act)


def _done(request: Request, visitor: Visitor, name: str, act: Callable[[Study], object]) -> Response:
    study = seen_by(request, visitor)
    before = latest(study)
    try:
        with serving_of(request).writing:
            act(study)
    except EvaluationError as error:
        opening.find_form(study, name)
        return _page(request, visitor, name, problems=error.problems)
    return saved(study, _address(name), before)


def _page(
    request: Request, visitor: Visitor, name: str, *, problems: tuple[Problem, ...] = (), saved: int = 0
) -> Response:
    study = seen_by(request, visitor)
    found = opening.find_form(study, name)
    [progress] = [each for each in opening.list_forms(study) if each.form.name == name]
    owns = visitor.may("owner")
    return show(
        request,
        "form.html",
        422 if problems else 200,
        form=found,
        progress=progress,
        open=collecting.is_open(found),
        was=opening.stamp_of(found),
        waiting=opening.pending(study, name),
        answers=collecting.responses_to(study, name) if owns else [],
        uninvited=collecting.not_invited(study, name) if owns else [],
        people=_people(study) if owns else [],
        shown=_shown(study),
        base=_base(request, ""),
        problems=problems,
        done=done(request, visitor, saved),
        saved=saved or "saved" in request.query_params,
    )


def _new(request: Request, visitor: Visitor, told: Opening, problems: tuple[Problem, ...] = ()) -> Response:
    study = seen_by(request, visitor)
    return show(
        request,
        "form_new.html",
        422 if problems else 200,
        fields={**told.model_dump(), "base": told.base or _base(request, "")},
        instruments=[(each.stem, each.stem) for each in files_in(study.folder)],
        sessions=[(each.id, each.title or each.id) for each in study.people().sessions],
        rounds=[(each.name, each.title or each.name) for each in list_rounds(study)],
        problems=problems,
    )


def _addresses(request: Request, form: Held, rows: list[dict[str, Any]]) -> Response:
    visitor_sees = _shown(serving_of(request).study)
    return show(request, "addresses.html", form=form, rows=rows, shown=visitor_sees)


def _shown(study: Study) -> dict[str, str]:
    """Organisations and participants by the names they are shown by."""
    people = study.people()
    shown = {each.id: each.shown or each.id for each in people.organisations}
    return {**{each.id: each.pseudonym or each.id for each in people.participants}, **shown}


def _people(study: Study) -> list[tuple[str, str]]:
    return sorted(
        ((each.id, each.pseudonym or each.id) for each in study.people().participants), key=lambda each: each[1]
    )


def _known(study: Study, instrument: str) -> None:
    """Only what lies in the study's own folder of instruments. Raises INSTRUMENT-082."""
    known = [each.stem for each in files_in(study.folder)]
    if instrument not in known:
        raise fail("INSTRUMENT-082", name=instrument, known=near(instrument, known))


def _base(request: Request, told: str) -> str:
    """The address forms lie under: the one that is told, else the server's own."""
    own = serving_of(request).public or f"{request.url.scheme}://{request.headers.get('host', '')}"
    return told.strip() or own


def _address(name: str) -> str:
    return f"/forms/form?{urlencode({'name': name})}"
