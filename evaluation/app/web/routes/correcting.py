"""The workbench: putting a text right, its words, its turns and the names in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from coding.workbench import correcting
from coding.workbench.correcting import Seen
from coding.workbench.news import news_of
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.routes.workbench import Name, Place, Source, Told, Version, Written
from evaluation.app.web.serving import serving_of
from evaluation.language import Language
from evaluation.study import Study

ROUTER = APIRouter(prefix="/workbench", responses=REFUSALS)
Short = Annotated[str, Field(max_length=200)]


class Read(Told):
    """What is put right was read in this version of the text."""

    version: Version


class Rewritten(Read):
    start: Place
    end: Place
    words: Written


class Turn(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    start: Place
    end: Place
    speaker: Short = ""
    participant: Name | None = None

    @property
    def seen(self) -> Seen:
        return Seen(self.start, self.end, self.speaker, self.participant)


class Split(Read):
    turn: Turn
    at: Place


class Joined(Read):
    turn: Turn
    clean: bool = False


class Given(Read):
    turn: Turn
    to: Annotated[str, Field(min_length=1, max_length=200)]
    everywhere: bool = False


class Renamed(Told):
    words: Short
    instead: Short
    agreed: Annotated[str, Field(max_length=16)] = ""
    left: Annotated[list[Place], Field(default_factory=list, max_length=correcting.SHOWN)]
    language: Language = "nb"


@ROUTER.get("/speakers")
def speakers(request: Request, visitor: Reader, source: Source, language: Language = "nb") -> JSONResponse:
    return _answer(correcting.speakers_of(seen_by(request, visitor), source, language))


@ROUTER.post("/words/preview")
def preview(request: Request, visitor: Coder, told: Rewritten) -> JSONResponse:
    study, place = seen_by(request, visitor), (told.start, told.end)
    return _answer(correcting.rewrite(study, told.source, told.version, place, told.words, dry_run=True))


@ROUTER.post("/words")
def rewrite(request: Request, visitor: Coder, told: Rewritten) -> JSONResponse:
    def made(study: Study) -> dict[str, Any]:
        place = (told.start, told.end)
        return correcting.rewrite(study, told.source, told.version, place, told.words, dry_run=False)

    return _done(request, visitor, told, made)


@ROUTER.post("/turns/split")
def split(request: Request, visitor: Coder, told: Split) -> JSONResponse:
    return _done(
        request,
        visitor,
        told,
        lambda study: correcting.split(study, told.source, told.version, told.turn.seen, told.at),
    )


@ROUTER.post("/turns/join/preview")
def preview_join(request: Request, visitor: Coder, told: Joined) -> JSONResponse:
    return _answer(_join(seen_by(request, visitor), told, dry_run=True))


@ROUTER.post("/turns/join")
def join(request: Request, visitor: Coder, told: Joined) -> JSONResponse:
    return _done(request, visitor, told, lambda study: _join(study, told, dry_run=False))


@ROUTER.post("/turns/give")
def give(request: Request, visitor: Coder, told: Given) -> JSONResponse:
    def made(study: Study) -> None:
        correcting.give(study, told.source, told.version, told.turn.seen, told.to, everywhere=told.everywhere)

    return _done(request, visitor, told, made)


@ROUTER.post("/names/preview")
def preview_names(request: Request, visitor: Coder, told: Renamed) -> JSONResponse:
    """Who a name belongs to is suggested to owners alone: others may not ask whom the study knows by it."""
    study, suggest = seen_by(request, visitor), visitor.may("owner")
    found = correcting.name_places(study, told.words, told.instead, language=told.language, suggest=suggest)
    return _answer(found)


@ROUTER.post("/names")
def rename(request: Request, visitor: Coder, told: Renamed) -> JSONResponse:
    def made(study: Study) -> dict[str, Any]:
        left = frozenset(told.left)
        return {"n": correcting.put_name(study, told.words, told.instead, agreed=told.agreed, left=left)}

    return _done(request, visitor, told, made)


def _join(study: Study, told: Joined, *, dry_run: bool) -> dict[str, Any]:
    return correcting.join(study, told.source, told.version, told.turn.seen, clean=told.clean, dry_run=dry_run)


def _done(request: Request, visitor: Coder, told: Told, act: Callable[[Study], dict[str, Any] | None]) -> JSONResponse:
    """Do it; what it did stands under `did`, beside what has happened to the source since the page last heard."""
    study = seen_by(request, visitor)
    with serving_of(request).writing:
        did = act(study)
    return _answer({"did": did or {}, **news_of(study, told.source, told.since)})


def _answer(content: object) -> JSONResponse:
    return JSONResponse(content, headers=NO_STORE)
