"""Participants, organisations, consents and sessions: looked at by those who read, kept by owners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from coding.workbench.steps import bring_back, take_back
from evaluation.app.web.admission import Owner, Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS, for_person
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.registering import (
    CHOICES,
    AttendanceTyped,
    Change,
    ConsentTyped,
    Leaving,
    OrganisationTyped,
    PersonTyped,
    SessionTyped,
    Typed,
    Withdrawing,
    differing,
    free_id,
    last_steps,
    typed_of,
)  # fmt: skip
from evaluation.app.web.serving import serving_of
from evaluation.editing.people import (
    ACTS,
    add_organisation,
    add_person,
    change_organisation,
    change_person,
    find_consent,
    find_organisation,
    find_person,
    keep_consent,
    register_stamp,
    stamp_of,
)  # fmt: skip
from evaluation.editing.sessions import (
    add_session,
    attend,
    change_session,
    find_session,
    leave,
    occasion,
)  # fmt: skip
from evaluation.errors import EvaluationError, Problem
from evaluation.model import Attendance, Consent, Organisation, Participant, Session
from evaluation.privacy.attribution import hidden
from evaluation.study import Study

ROUTER = APIRouter(responses=REFUSALS)
Id = Annotated[str, Query(max_length=100)]
Problems = tuple[Problem, ...]
CLASH = "EDIT-070"
SHOWN = {"consent": "person", "attendance": "session"}  # where what is kept at an address is looked at


@ROUTER.get("/people")
def people(request: Request, visitor: Reader) -> Response:
    """Pseudonyms only, and of each person no more than the people policy lets a reader see."""
    return register_page(request, visitor)


def register_page(request: Request, visitor: Reader, problems: Problems = ()) -> Response:
    study = seen_by(request, visitor)
    found, keeps = study.people(), visitor.may("owner")
    return show(
        request,
        "people.html",
        422 if problems else 200,
        people=found,
        organisations={each.id: each for each in found.organisations},
        consents={each.participant: each for each in found.consents},
        pseudonyms={each.id: each.pseudonym or each.id for each in found.participants},
        hidden_columns=hidden(study.evaluation.people.attribution),
        keeps=keeps,
        was=register_stamp(study) if keeps else "",
        problems=problems,
        steps=last_steps(study, ACTS) if keeps else [],
        saved=request.query_params.get("saved") == "yes",
    )


@ROUTER.get("/people/person")
def person(request: Request, visitor: Owner, id: Id = "") -> Response:  # noqa: A002
    return _person_page(request, visitor, id)


@ROUTER.post("/people/person")
def keep_person(request: Request, visitor: Owner, told: Annotated[PersonTyped, Form()]) -> Response:
    """Keep what was written; where somebody else has changed the same meanwhile, both are shown."""

    def kept(study: Study) -> str:
        value = told.value()
        return (add_person(study, value) if told.new else change_person(study, value, was=told.was)).id

    return _kept(request, visitor, kept, partial(_person_page, request, visitor, told.existing, told))


@ROUTER.post("/people/consent")
def consent(request: Request, visitor: Owner, told: Annotated[ConsentTyped, Form()]) -> Response:
    def kept(study: Study) -> str:
        return keep_consent(study, told.value(), was=told.was).participant

    return _kept(request, visitor, kept, partial(_person_page, request, visitor, told.participant, agreed=told))


@ROUTER.post("/people/consent/withdraw")
def withdraw(request: Request, visitor: Owner, told: Annotated[Withdrawing, Form()]) -> Response:
    """Take consent back from today; what had been agreed to before stays on record."""

    def kept(study: Study) -> str:
        before = find_consent(study.people(), told.participant) or Consent(participant=told.participant)
        return keep_consent(study, before.model_copy(update={"withdrawn": dt.date.today()}), was=told.was).participant

    return _kept(request, visitor, kept, partial(_person_page, request, visitor, told.participant))


@ROUTER.get("/people/organisation")
def organisation(request: Request, visitor: Owner, id: Id = "") -> Response:  # noqa: A002
    return _organisation_page(request, visitor, id)


@ROUTER.post("/people/organisation")
def keep_organisation(request: Request, visitor: Owner, told: Annotated[OrganisationTyped, Form()]) -> Response:
    def kept(study: Study) -> str:
        value = told.value()
        return (add_organisation(study, value) if told.new else change_organisation(study, value, was=told.was)).id

    return _kept(request, visitor, kept, partial(_organisation_page, request, visitor, told.existing, told))


@ROUTER.get("/people/session")
def session(request: Request, visitor: Owner, id: Id = "") -> Response:  # noqa: A002
    return _session_page(request, visitor, id)


@ROUTER.post("/people/session")
def keep_session(request: Request, visitor: Owner, told: Annotated[SessionTyped, Form()]) -> Response:
    def kept(study: Study) -> str:
        value = told.value()
        return (add_session(study, value) if told.new else change_session(study, value, was=told.was)).id

    return _kept(request, visitor, kept, partial(_session_page, request, visitor, told.existing, told))


@ROUTER.post("/people/attendance")
def attendance(request: Request, visitor: Owner, told: Annotated[AttendanceTyped, Form()]) -> Response:
    """Say how somebody took part in a session."""

    def kept(study: Study) -> str:
        return attend(study, told.session, [told.value()], was={told.participant: told.was}).id

    return _kept(request, visitor, kept, partial(_session_page, request, visitor, told.session, row=told))


@ROUTER.post("/people/attendance/remove")
def take_off(request: Request, visitor: Owner, told: Annotated[Leaving, Form()]) -> Response:
    def kept(study: Study) -> str:
        return leave(study, told.session, [told.participant], was={told.participant: told.was}).id

    return _kept(request, visitor, kept, partial(_session_page, request, visitor, told.session))


@ROUTER.post("/people/undo")
def undo(request: Request, visitor: Owner, told: Annotated[Change, Form()]) -> Response:
    with serving_of(request).writing:
        take_back(seen_by(request, visitor), told.change, ACTS)
    return to("/people")


@ROUTER.post("/people/redo")
def redo(request: Request, visitor: Owner, told: Annotated[Change, Form()]) -> Response:
    with serving_of(request).writing:
        bring_back(seen_by(request, visitor), told.change, ACTS)
    return to("/people")


def to(path: str, **asked: str) -> Response:
    return RedirectResponse(f"{path}?{urlencode(asked)}" if asked else path, 303, headers=NO_STORE)


def _kept(
    request: Request,
    visitor: Owner,
    act: Callable[[Study], str],
    again: Callable[..., Response],
) -> Response:
    """Do it and show it; what is refused stands in the form again, with why."""
    try:
        with serving_of(request).writing:
            id_ = act(seen_by(request, visitor))
    except EvaluationError as error:
        if not for_person(request) or any(each.code.split("-")[0] not in ("PEOPLE", "EDIT") for each in error.problems):
            raise
        return again(problems=error.problems)
    return to(
        "/people/" + SHOWN.get(request.url.path.split("/")[2], request.url.path.split("/")[2]), id=id_, saved="yes"
    )


def _person_page(
    request: Request,
    visitor: Owner,
    id_: str,
    told: PersonTyped | None = None,
    *,
    agreed: ConsentTyped | None = None,
    problems: Problems = (),
) -> Response:
    study = seen_by(request, visitor)
    found = study.people(names=True)
    now = find_person(found, id_) if id_ else None
    shown = now or Participant(id=free_id("p", [each.id for each in found.participants]))
    there = find_consent(found, id_)
    sessions = [each for each in found.sessions if any(row.participant == id_ for row in each.attendance)]
    return _page(
        request,
        study,
        "person.html",
        problems,
        new=now is None,
        person=shown,
        form=_form(now, typed_of(shown), told, problems),
        consent=there,
        agreed=_form(there, typed_of(there or Consent(participant=shown.id)), agreed, problems),
        organisations=found.organisations,
        sessions=sessions,
    )


def _organisation_page(
    request: Request, visitor: Owner, id_: str, told: OrganisationTyped | None = None, problems: Problems = ()
) -> Response:
    study = seen_by(request, visitor)
    found = study.people(names=True)
    now = find_organisation(found, id_) if id_ else None
    shown = now or Organisation(id=free_id("v", [each.id for each in found.organisations]))
    people_there = [each for each in found.participants if each.organisation == id_]
    return _page(request, study, "organisation.html", problems, new=now is None, organisation=shown,
                 form=_form(now, typed_of(shown), told, problems), members=people_there if now else [])  # fmt: skip


def _session_page(
    request: Request,
    visitor: Owner,
    id_: str,
    told: SessionTyped | None = None,
    *,
    row: AttendanceTyped | None = None,
    problems: Problems = (),
) -> Response:
    study = seen_by(request, visitor)
    found = study.people()
    now = find_session(found, id_) if id_ else None
    shown = now or Session(id=free_id("s", [each.id for each in found.sessions]), kind="focus-group")
    rows = {each.participant: each for each in shown.attendance}
    instruments = {each.stem for each in (study.folder / "instruments").glob("*.yaml")}
    return _page(
        request,
        study,
        "session.html",
        problems,
        new=now is None,
        session=shown,
        form=_form(occasion(now) if now else None, typed_of(shown), told, problems),
        rows={key: _form(each, typed_of(each), row if row and row.participant == key else None, problems)
              for key, each in rows.items()},
        blank=_form(None, typed_of(Attendance(participant="")), row if row and row.participant not in rows else None,
                    problems),
        absent=[each for each in found.participants if each.id not in rows],
        pseudonyms={each.id: each.pseudonym or each.id for each in found.participants},
        sessions=[each for each in found.sessions if each.id != id_],
        instruments=sorted(instruments | ({shown.instrument} if shown.instrument else set())),
    )  # fmt: skip


def _form(now: Any, there: Typed, told: Any, problems: Problems) -> Typed:
    """What stands in a form: as it is, or as it was sent; where they clash, what differs, and the newer stamp."""
    clash = told is not None and any(each.code == CLASH for each in problems)
    was = told.was if told is not None and not clash else stamp_of(now)
    mine = {**there, **told.typed} if told is not None else there
    return {**mine, "was": was, "clash": differing(there, mine) if clash else []}


def _page(request: Request, study: Study, template: str, problems: Problems, **values: Any) -> Response:
    saved = request.query_params.get("saved") == "yes"
    return show(
        request,
        template,
        422 if problems else 200,
        problems=problems,
        saved=saved and not problems,
        choices=CHOICES,
        languages_of=study.evaluation.languages,
        steps=last_steps(study, ACTS) if saved and not problems else [],
        **values,
    )
