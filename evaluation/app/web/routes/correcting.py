"""The workbench: putting a text right, its words, its turns and the names in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from coding.workbench import told_correcting
from coding.workbench.correcting import speakers_of
from coding.workbench.news import news_of
from coding.workbench.told import Told
from coding.workbench.told_correcting import Given, Joined, Renamed, Rewritten, Split
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.routes.workbench import Source
from evaluation.app.web.serving import serving_of
from evaluation.language import Language
from evaluation.study import Study

ROUTER = APIRouter(prefix="/workbench", responses=REFUSALS)
Asked = TypeVar("Asked", bound=Told)


@ROUTER.get("/speakers")
def speakers(request: Request, visitor: Reader, source: Source, language: Language = "nb") -> JSONResponse:
    return _answer(speakers_of(seen_by(request, visitor), source, language))


@ROUTER.post("/words/preview")
def preview(request: Request, visitor: Coder, told: Rewritten) -> JSONResponse:
    return _answer(told_correcting.rewrite(seen_by(request, visitor), told, dry_run=True))


@ROUTER.post("/words")
def rewrite(request: Request, visitor: Coder, told: Rewritten) -> JSONResponse:
    return _done(request, visitor, told, told_correcting.rewrite)


@ROUTER.post("/turns/split")
def split(request: Request, visitor: Coder, told: Split) -> JSONResponse:
    return _done(request, visitor, told, told_correcting.split)


@ROUTER.post("/turns/join/preview")
def preview_join(request: Request, visitor: Coder, told: Joined) -> JSONResponse:
    return _answer(told_correcting.join(seen_by(request, visitor), told, dry_run=True))


@ROUTER.post("/turns/join")
def join(request: Request, visitor: Coder, told: Joined) -> JSONResponse:
    return _done(request, visitor, told, told_correcting.join)


@ROUTER.post("/turns/give")
def give(request: Request, visitor: Coder, told: Given) -> JSONResponse:
    return _done(request, visitor, told, told_correcting.give)


@ROUTER.post("/names/preview")
def preview_names(request: Request, visitor: Coder, told: Renamed) -> JSONResponse:
    """Who a name belongs to is suggested to owners alone: others may not ask whom the study knows by it."""
    return _answer(told_correcting.names(seen_by(request, visitor), told, suggest=visitor.may("owner")))


@ROUTER.post("/names")
def rename(request: Request, visitor: Coder, told: Renamed) -> JSONResponse:
    return _done(request, visitor, told, told_correcting.rename)


def _done(request: Request, visitor: Coder, told: Asked, act: Callable[[Study, Asked], dict[str, Any]]) -> JSONResponse:
    """Do it; what it did stands under `did`, beside what has happened to the source since the page last heard."""
    study = seen_by(request, visitor)
    with serving_of(request).writing:
        did = act(study, told)
    return _answer({"did": did, **news_of(study, told.source, told.since)})


def _answer(content: object) -> JSONResponse:
    return JSONResponse(content, headers=NO_STORE)
