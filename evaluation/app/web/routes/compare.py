"""Comparing: the rounds of coding, how much coders agree and differ, and what has been decided."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from coding.applying import CODER as RULE
from coding.consensus.listing import counts_of, places_of
from coding.consensus.resolving import decisions, take_over
from coding.retrieval import labels
from coding.workbench.steps import bring_back, take_back
from evaluation.app.accounts.keeping import list_accounts
from evaluation.app.web.admission import Coder, Owner, Reader, seen_by
from evaluation.app.web.comparing import Name, Names, Places, Whose, choices_of, comparison_of, told
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem
from evaluation.rounds import close_round, open_round, progress_seen, reveal_round
from evaluation.store.coding_queries import read_coding_values
from evaluation.study import Study

LINK = Link(28, "/compare", "compare.link", "reader")
ROUTER = APIRouter(prefix="/compare", responses=REFUSALS)
OWN = ("consensus.",)  # the acts that are taken back here
AT_ONCE = 50


class Opened(BaseModel):
    """A round as it is to be opened; `others`: coders who are written, parted by commas."""

    name: Annotated[str, Field(max_length=200)] = ""
    coder: Names = Field(default_factory=list)
    others: Annotated[str, Field(max_length=2_000)] = ""
    seen: bool = False

    @property
    def coders(self) -> list[str]:
        return [*self.coder, *self.others.split(",")]


class Named(BaseModel):
    name: Annotated[str, Field(max_length=200)]
    reason: Annotated[str, Field(max_length=2_000)] = ""


class Step(Places):
    """An act to take back or bring back, and the place to go to."""

    change: Annotated[int, Field(ge=1, le=2**53)]
    place: Annotated[int, Field(ge=0, le=2**53)] = 0


@ROUTER.get("")
def compare(request: Request, visitor: Reader, asked: Annotated[Whose, Query()]) -> Response:
    return _page(request, visitor, asked)


@ROUTER.post("/rounds/open")
def open_(request: Request, visitor: Owner, sent: Annotated[Opened, Form()]) -> Response:
    study = seen_by(request, visitor)
    try:
        with serving_of(request).writing:
            open_round(study, sent.name, coders=sent.coders, blind=not sent.seen)
    except EvaluationError as error:
        return _page(request, visitor, Whose(), opened=sent, refused=told(error))
    return _to("/compare#rounds")


@ROUTER.post("/rounds/close")
def close(request: Request, visitor: Owner, sent: Annotated[Named, Form()]) -> Response:
    study = seen_by(request, visitor)
    try:
        with serving_of(request).writing:
            close_round(study, sent.name)
    except EvaluationError as error:
        return _page(request, visitor, Whose(), refused=told(error))
    return _to("/compare#rounds")


@ROUTER.post("/rounds/reveal")
def reveal(request: Request, visitor: Owner, sent: Annotated[Named, Form()]) -> Response:
    """Look at the others' codings before a blind round is closed; the log keeps who and why."""
    study = seen_by(request, visitor)
    try:
        with serving_of(request).writing:
            reveal_round(study, sent.name, sent.reason)
    except EvaluationError as error:
        return _page(request, visitor, Whose(), refused=told(error))
    return _to("/compare#rounds")


@ROUTER.post("/take")
def take(request: Request, visitor: Coder, sent: Annotated[Whose, Form()]) -> Response:
    """Take over into the consensus what all agree on."""
    study = seen_by(request, visitor)
    try:
        with serving_of(request).writing:
            take_over(study, sent.wanted)
    except EvaluationError as error:
        return _page(request, visitor, sent, refused=told(error))
    return _to(f"/compare?{sent.query()}#consensus")


@ROUTER.post("/undo")
def undo(request: Request, visitor: Coder, sent: Annotated[Step, Form()]) -> Response:
    with serving_of(request).writing:
        take_back(seen_by(request, visitor), sent.change, OWN)
    return _back(sent, "undone")


@ROUTER.post("/redo")
def redo(request: Request, visitor: Coder, sent: Annotated[Step, Form()]) -> Response:
    with serving_of(request).writing:
        bring_back(seen_by(request, visitor), sent.change, OWN)
    return _back(sent, "redone")


@ROUTER.post("/seen")
def seen(request: Request, visitor: Coder, place: Annotated[int, Form(ge=0, le=2**53)]) -> Response:
    """Whoever decided first has seen that somebody wanted otherwise."""
    serving_of(request).clashes.seen(visitor.coder, place)
    return _to("/compare")


@ROUTER.get("/decisions")
def decided(
    request: Request, visitor: Reader, page: Annotated[int, Query(ge=1, le=100_000)] = 1, who: Name = ""
) -> Response:
    """All decisions, the latest first; those that were replaced too."""
    study = seen_by(request, visitor)
    every = list(reversed(decisions(study)))
    found = [each for each in every if who in ("", each.who)]
    comparison, _ = comparison_of(study, Whose())
    disputed = {id_: each.id for each in comparison.found.disagreements for id_ in each.ids} if comparison else {}
    return show(
        request,
        "compare_decisions.html",
        found=found[(page - 1) * AT_ONCE : page * AT_ONCE],
        place_of={each.id: next((disputed[id_] for id_ in each.codings if id_ in disputed), None) for each in found},
        count=len(found),
        everybody=sorted({each.who for each in every}),
        who=who,
        page=page,
        pages=max(1, -(-len(found) // AT_ONCE)),
        asked=Whose(),
        clashes=serving_of(request).clashes.told_to(visitor.coder),
    )


def coders_known(study: Study) -> list[str]:
    """Those who have accounts that may code, and those whose codings whoever asks may see."""
    with study.store.reading() as connection:
        coded = read_coding_values(connection, "coder")
    accounts = [each.coder for each in list_accounts(study) if each.role in ("coder", "owner")]
    return sorted({study.who, *accounts, *coded} - {RULE, ""})


def _page(
    request: Request,
    visitor: Reader,
    asked: Whose,
    *,
    opened: Opened | None = None,
    refused: tuple[Problem, ...] = (),
) -> Response:
    study = seen_by(request, visitor)
    comparison, problems = comparison_of(study, asked)
    first = next(iter(places_of(comparison, Places().sought)), None) if comparison else None
    return show(
        request,
        "compare.html",
        422 if refused else 200,
        asked=asked,
        rounds=list(reversed(progress_seen(study))),
        hidden_rounds=[each.round.name for each in progress_seen(study) if each.round.hides_from(study.who)],
        comparison=comparison,
        counts=counts_of(study, comparison) if comparison else {},
        first=first.id if first else None,
        problems=problems,
        refused=refused,
        opened=opened or Opened(),
        coders=coders_known(study),
        names=labels(study, visitor.language),
        clashes=serving_of(request).clashes.told_to(visitor.coder),
        may=choices_of(study),
    )


def _back(sent: Step, done: str) -> Response:
    place = f"/places/{sent.place}" if sent.place else ""
    return _to(f"/compare{place}?{Places(**sent.model_dump(include=Places.fields())).query(done=done)}")


def _to(path: str) -> Response:
    return RedirectResponse(path, 303, headers=NO_STORE)
