"""The workbench: reading and coding a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from coding.workbench.news import news_of
from coding.workbench.overview import overview_of
from coding.workbench.reading import reading_of, sentences_of
from coding.workbench.steps import steps_of
from coding.workbench.suggesting import suggestions_of
from coding.workbench.told import (
    Changed,
    Coded,
    Made,
    Named,
    Noted,
    Offered,
    Removed,
    Renoted,
    Step,
    Told,
    accepted,
    changed,
    coded,
    named,
    noted,
    redone,
    refused,
    removed,
    renoted,
    undone,
)
from coding.workbench.tree import codebook_of
from evaluation.app.web.admission import Coder, Follower, Reader, seen_by
from evaluation.app.web.bundle import workbench_bundle
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.language import Language
from evaluation.study import Study
from instruments.load import instruments_in

LINK = Link(20, "/workbench", "page.workbench.link", "reader")
ROUTER = APIRouter(prefix="/workbench", responses=REFUSALS)
Source = Annotated[str, Query(min_length=1, max_length=500)]
Id = Annotated[int, Field(ge=1, le=1_000_000_000)]


@ROUTER.get("")
def page(request: Request, _visitor: Reader) -> Response:
    return show(request, "workbench.html", bundle=workbench_bundle())


@ROUTER.get("/overview")
def overview(request: Request, visitor: Reader, language: Language = "nb") -> JSONResponse:
    study = seen_by(request, visitor)
    return _told({**overview_of(study, language), **steps_of(study), "may_code": visitor.may("coder")})


@ROUTER.get("/codebook")
def codebook(request: Request, visitor: Reader, language: Language = "nb") -> JSONResponse:
    study = seen_by(request, visitor)
    return _told(codebook_of(study, language))


@ROUTER.get("/text")
def text(
    request: Request,
    visitor: Reader,
    source: Source,
    language: Language = "nb",
    at: Annotated[int | None, Query(ge=0, le=1_000_000_000)] = None,
) -> JSONResponse:
    study = seen_by(request, visitor)
    return _told(reading_of(study, source, _questions(study, language), at=at))


@ROUTER.get("/sentences")
def sentences(request: Request, visitor: Reader, source: Source) -> JSONResponse:
    study = seen_by(request, visitor)
    return _told(sentences_of(study, source))


@ROUTER.get("/news")
async def news(request: Request, visitor: Follower, source: Source, since: Annotated[int, Query(ge=0)]) -> JSONResponse:
    return _told(await serving_of(request).hearsay.news(seen_by(request, visitor), source, since))


@ROUTER.post("/codings")
def code(request: Request, visitor: Coder, told: Coded) -> JSONResponse:
    return _done(request, visitor, told, lambda study: coded(study, told))


@ROUTER.put("/codings/{id_}")
def change(request: Request, visitor: Coder, id_: Id, told: Changed) -> JSONResponse:
    return _done(request, visitor, told, lambda study: changed(study, told, id_))


@ROUTER.post("/codings/{id_}/remove")
def remove(request: Request, visitor: Coder, id_: Id, told: Removed) -> JSONResponse:
    return _done(request, visitor, told, lambda study: removed(study, told, id_))


@ROUTER.post("/codes")
def name(request: Request, visitor: Coder, told: Named) -> JSONResponse:
    return _done(request, visitor, told, lambda study: named(study, told))


@ROUTER.post("/memos")
def note(request: Request, visitor: Coder, told: Noted) -> JSONResponse:
    return _done(request, visitor, told, lambda study: noted(study, told))


@ROUTER.put("/memos/{id_}")
def renote(request: Request, visitor: Coder, id_: Id, told: Renoted) -> JSONResponse:
    return _done(request, visitor, told, lambda study: renoted(study, told, id_))


@ROUTER.get("/suggestions")
def suggestions(request: Request, visitor: Coder, source: Source) -> JSONResponse:
    return _told(suggestions_of(seen_by(request, visitor), source))


@ROUTER.post("/suggestions/accept")
def accept(request: Request, visitor: Coder, told: Offered) -> JSONResponse:
    return _done(request, visitor, told, lambda study: accepted(study, told))


@ROUTER.post("/suggestions/refuse")
def refuse(request: Request, visitor: Coder, told: Offered) -> JSONResponse:
    return _done(request, visitor, told, lambda study: refused(study, told))


@ROUTER.post("/undo")
def undo(request: Request, visitor: Coder, told: Step) -> JSONResponse:
    return _done(request, visitor, told, lambda study: undone(study, told))


@ROUTER.post("/redo")
def redo(request: Request, visitor: Coder, told: Step) -> JSONResponse:
    return _done(request, visitor, told, lambda study: redone(study, told))


def _done(request: Request, visitor: Coder, told: Told, act: Callable[[Study], Made]) -> JSONResponse:
    """Do it, and tell what has happened to the source since the page last heard: this act, and those of others."""
    study = seen_by(request, visitor)
    with study.store.moment(serving_of(request).writing):
        return _told({**act(study), **news_of(study, told.source, told.since)})


def _questions(study: Study, language: Language) -> dict[str, str]:
    asked = (each for instrument in instruments_in(study.folder).values() for each in instrument.questions())
    return {each.id: each.text.text(language) for each in asked}


def _told(content: object) -> JSONResponse:
    return JSONResponse(content, headers=NO_STORE)
