"""The workbench: reading and coding a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from coding.workbench.acts import Mark, change_words, code_words, new_code, remove_mark, rewrite_memo, write_memo
from coding.workbench.news import news_of
from coding.workbench.overview import overview_of
from coding.workbench.reading import reading_of, sentences_of
from coding.workbench.steps import bring_back, steps_of, take_back
from coding.workbench.suggesting import Offer, accept_offer, refuse_offer, suggestions_of
from coding.workbench.tree import codebook_of
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.bundle import workbench_bundle
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.language import Language
from evaluation.study import Study
from instruments.load import instruments_in

MOST_WORDS = 20_000  # characters of a memo or a note
LINK = Link(20, "/workbench", "page.workbench.link", "reader")
ROUTER = APIRouter(prefix="/workbench", responses=REFUSALS)
Place = Annotated[int, Field(ge=0, le=1_000_000_000)]
Name = Annotated[str, Field(min_length=1, max_length=500)]
Written = Annotated[str, Field(max_length=MOST_WORDS)]
Version = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Told(BaseModel):
    """What every act says besides: the source that is open, and the last change its page has heard of.

    version: that of the text its places were read in, which the page always tells; else they are of the text as it is.
    """

    model_config = ConfigDict(extra="forbid", strict=True)
    source: Name
    since: Place
    version: Version | None = None


class Marked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    start: Place
    end: Place
    code: Name
    note: Written = ""
    certainty: Annotated[int, Field(ge=0, le=100)] | None = None

    @property
    def mark(self) -> Mark:
        return Mark(self.start, self.end, self.code, self.note, self.certainty)


class Coded(Told):
    mark: Marked


class Changed(Told):
    was: Marked
    now: Marked


class Removed(Told):
    was: Marked


class Named(Told):
    label: Annotated[str, Field(min_length=1, max_length=200)]
    parent: Name | None = None
    language: Language = "nb"


class Noted(Told):
    text: Written
    on: Literal["source", "coding"]
    on_id: Name
    start: Place | None = None
    end: Place | None = None


class Renoted(Told):
    was: Written
    text: Written


class Offered(Told):
    start: Place
    end: Place
    code: Name
    score: Annotated[float, Field(ge=0, le=1)] = 0.0
    model: Annotated[str, Field(max_length=40, pattern=r"^[0-9a-z.-]*$")] = ""
    indicator: Annotated[str, Field(max_length=500)] = ""

    @property
    def offer(self) -> Offer:
        return Offer(self.start, self.end, self.code, self.score, self.model, self.indicator)


class Step(Told):
    change: Place


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
def news(request: Request, visitor: Reader, source: Source, since: Annotated[int, Query(ge=0)]) -> JSONResponse:
    study = seen_by(request, visitor)
    return _told(news_of(study, source, since))


@ROUTER.post("/codings")
def code(request: Request, visitor: Coder, told: Coded) -> JSONResponse:
    def made(study: Study) -> dict[str, Any]:
        return {"made": code_words(study, told.source, told.mark.mark, told.version)}

    return _done(request, visitor, told, made)


@ROUTER.put("/codings/{id_}")
def change(request: Request, visitor: Coder, id_: Id, told: Changed) -> JSONResponse:
    def made(study: Study) -> None:
        change_words(study, id_, told.was.mark, told.now.mark, told.version)

    return _done(request, visitor, told, made)


@ROUTER.post("/codings/{id_}/remove")
def remove(request: Request, visitor: Coder, id_: Id, told: Removed) -> JSONResponse:
    return _done(request, visitor, told, lambda study: remove_mark(study, id_, told.was.mark, told.version))


@ROUTER.post("/codes")
def name(request: Request, visitor: Coder, told: Named) -> JSONResponse:
    def made(study: Study) -> dict[str, Any]:
        return {"made": new_code(study, told.label, parent=told.parent, language=told.language)}

    return _done(request, visitor, told, made)


@ROUTER.post("/memos")
def note(request: Request, visitor: Coder, told: Noted) -> JSONResponse:
    place = (told.start, told.end) if told.start is not None and told.end is not None else None

    def made(study: Study) -> dict[str, Any]:
        made = write_memo(study, told.text, on=told.on, on_id=told.on_id, place=place, version=told.version)
        return {"made": made}

    return _done(request, visitor, told, made)


@ROUTER.put("/memos/{id_}")
def renote(request: Request, visitor: Coder, id_: Id, told: Renoted) -> JSONResponse:
    return _done(request, visitor, told, lambda study: rewrite_memo(study, id_, told.was, told.text))


@ROUTER.get("/suggestions")
def suggestions(request: Request, visitor: Coder, source: Source) -> JSONResponse:
    return _told(suggestions_of(seen_by(request, visitor), source))


@ROUTER.post("/suggestions/accept")
def accept(request: Request, visitor: Coder, told: Offered) -> JSONResponse:
    return _done(request, visitor, told, lambda study: accept_offer(study, told.source, told.offer, told.version))


@ROUTER.post("/suggestions/refuse")
def refuse(request: Request, visitor: Coder, told: Offered) -> JSONResponse:
    return _done(request, visitor, told, lambda study: refuse_offer(study, told.source, told.offer, told.version))


@ROUTER.post("/undo")
def undo(request: Request, visitor: Coder, told: Step) -> JSONResponse:
    return _done(request, visitor, told, lambda study: take_back(study, told.change))


@ROUTER.post("/redo")
def redo(request: Request, visitor: Coder, told: Step) -> JSONResponse:
    return _done(request, visitor, told, lambda study: bring_back(study, told.change))


def _done(request: Request, visitor: Coder, told: Told, act: Callable[[Study], dict[str, Any] | None]) -> JSONResponse:
    """Do it, and tell what has happened to the source since the page last heard: this act, and those of others."""
    study = seen_by(request, visitor)
    with serving_of(request).writing:
        made = act(study)
    return _told({**(made or {}), **news_of(study, told.source, told.since)})


def _questions(study: Study, language: Language) -> dict[str, str]:
    asked = (each for instrument in instruments_in(study.folder).values() for each in instrument.questions())
    return {each.id: each.text.text(language) for each in asked}


def _told(content: object) -> JSONResponse:
    return JSONResponse(content, headers=NO_STORE)
