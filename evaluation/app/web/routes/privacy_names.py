"""Names out of the texts, for owners: what is found and said of it, pseudonyms in its place, and the names back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from evaluation.app.finds import STATES, State, gather, look_through, replacements, settle
from evaluation.app.web.admission import Owner, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS, for_person
from evaluation.app.web.handing import handed
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem, fail, problem
from evaluation.privacy.key import SHORTEST
from evaluation.privacy.pseudonymise import Done, make_key, plan, pseudonymise, restore
from evaluation.privacy.pseudonyms import pseudonyms_of
from evaluation.privacy.scanning.find import CERTAINTIES, KINDS, Certainty, Kind
from evaluation.study import Study

ROUTER = APIRouter(responses=REFUSALS)
AT_ONCE = 50  # words on a page
Short = Annotated[str, Field(max_length=500)]
Name = Annotated[str, Form(max_length=500)]
Phrase = Annotated[str, Form(max_length=1000)]
Kept = Annotated[bool, Form()]


class Asked(BaseModel):
    """What of the finds is looked at: nothing yet where no source was said, all where it is empty."""

    source: Short | None = None
    kind: Kind | Literal[""] = ""
    at_least: Certainty = "likely"
    state: State | Literal[""] = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    here: bool = False  # what is said is said of the one source alone

    @property
    def sources(self) -> list[str] | None:
        return [self.source] if self.source else None


class Looking(Asked):
    """The same, and what was said a moment ago: how many finds go, or may stand."""

    done: Literal["", "accepted", "refused"] = ""
    n: Annotated[int, Field(ge=0, lt=2**31)] = 0


class Saying(Asked):
    """Of which words something is said, and what."""

    word: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=AT_ONCE)] = []
    say: Literal["accepted", "refused"]


@ROUTER.get("/privacy/names")
def names(request: Request, visitor: Owner, asked: Annotated[Looking, Query()]) -> Response:
    """What may tell who somebody is, by its words, with what was said of it."""
    told = (asked.done, asked.n) if asked.done else None
    return _names(request, seen_by(request, visitor), asked, done=told)


@ROUTER.post("/privacy/names")
def say_of(request: Request, visitor: Owner, told: Annotated[Saying, Form()]) -> Response:
    """Say of the words that were ticked that they go, or that they may stand."""
    study = seen_by(request, visitor)
    if not told.word:
        return _names(request, study, told, (problem("PRIVACY-014"),))
    only = told.source if told.here else None
    try:
        with serving_of(request).writing:
            n = settle(study, set(told.word), accepted=told.say == "accepted", source=only or None)
    except EvaluationError as error:
        if error.problems[0].code != "PRIVACY-013":
            raise
        return _names(request, study, told, error.problems)
    asked = told.model_dump(include=set(Asked.model_fields), exclude_none=True)
    return RedirectResponse(f"/privacy/names?{urlencode({**asked, 'done': told.say, 'n': n})}", 303, headers=NO_STORE)


@ROUTER.get("/privacy/pseudonymise")
def look(request: Request, visitor: Owner, source: Annotated[str, Query(max_length=500)] = "",
         likely: bool = False) -> Response:  # fmt: skip
    """What would be replaced, and by what; nothing is changed."""
    return _ahead(request, seen_by(request, visitor), source, likely)


@ROUTER.post("/privacy/pseudonymise/key")
def key(
    request: Request,
    visitor: Owner,
    *,
    passphrase: Phrase,
    again: Phrase,
    source: Name = "",
    likely: Kept = False,
    old: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """The key that is to hold the old words, handed over before any of them is replaced."""
    study = seen_by(request, visitor)
    try:
        if passphrase != again:
            raise fail("PRIVACY-012")
        with _lying(old) as path, serving_of(request).writing:
            if make_key(study, path, passphrase, _only(source), likely=likely).key:
                return handed(path.read_bytes(), f"{study.folder.resolve().name}.key")
        return _ahead(request, study, source, likely)
    except EvaluationError as error:
        return _ahead(request, study, source, likely, _ours(request, error))


@ROUTER.post("/privacy/pseudonymise")
def put(
    request: Request,
    visitor: Owner,
    *,
    key: Annotated[UploadFile, File()],
    passphrase: Phrase,
    source: Name = "",
    likely: Kept = False,
) -> Response:
    """Put the pseudonyms, where the key that was handed over holds what they replace."""
    study, serving = seen_by(request, visitor), serving_of(request)
    try:
        with _lying(key) as path, serving.alone():
            done = pseudonymise(study, path, passphrase, _only(source), likely=likely, held=True)
    except EvaluationError as error:
        return _ahead(request, study, source, likely, _ours(request, error))
    return _ahead(request, study, source, likely, done=done)


@ROUTER.get("/privacy/restore")
def back(request: Request, visitor: Owner) -> Response:
    return _restored(request, seen_by(request, visitor))


@ROUTER.post("/privacy/restore")
def bring_back(
    request: Request,
    visitor: Owner,
    key: Annotated[UploadFile, File()],
    passphrase: Phrase,
    source: Name = "",
) -> Response:
    """Put back what the key holds, where the pseudonyms still stand."""
    study, serving = seen_by(request, visitor), serving_of(request)
    try:
        with _lying(key) as path, serving.alone():
            done = restore(study, path, passphrase, _only(source))
    except EvaluationError as error:
        return _restored(request, study, source, _ours(request, error))
    return _restored(request, study, source, done=done)


def _only(source: str) -> list[str] | None:
    return [source] if source else None


@contextmanager
def _lying(sent: UploadFile | None) -> Iterator[Path]:
    """Where a key lies while it is read or written: encrypted, out of the study, and gone afterwards."""
    shown = PurePath((sent.filename or "").replace("\\", "/")).name[:100] if sent else ""
    with TemporaryDirectory(prefix="underveis-") as folder:
        path = Path(folder) / "key"  # never the name that was sent
        content = sent.file.read() if sent else b""
        if content or shown:
            path.write_bytes(content)
        try:
            yield path
        except EvaluationError as error:
            raise EvaluationError(*(_called(each, path, shown) for each in error.problems)) from error


def _called(found: Problem, path: Path, shown: str) -> Problem:
    """The file by the name its owner knows it by."""
    return replace(found, file=shown or "key") if found.file == str(path) else found


def _ours(request: Request, error: EvaluationError) -> tuple[Problem, ...]:
    """What stands on the page itself: what is wrong with the key or the passphrase."""
    if not for_person(request) or any(not each.code.startswith("PRIVACY-") for each in error.problems):
        raise error
    return error.problems


def _names(
    request: Request,
    study: Study,
    asked: Asked,
    problems: tuple[Problem, ...] = (),
    done: tuple[str, int] | None = None,
) -> Response:
    found = None
    if asked.source is not None:
        found = gather(look_through(study, asked.sources, asked.kind or None, asked.at_least))
    kept = [each for each in found or () if asked.state in ("", each.state)]
    pages = max(1, -(-len(kept) // AT_ONCE))
    page = min(asked.page, pages)
    return show(
        request,
        "privacy_names.html",
        422 if problems else 200,
        asked=asked,
        found=found,
        counts={each: sum(one.state == each for one in found or ()) for each in STATES},
        listed=kept[(page - 1) * AT_ONCE : page * AT_ONCE],
        pages=pages,
        page=page,
        kinds=KINDS,
        certainties=CERTAINTIES,
        states=STATES,
        problems=problems,
        done=done,
        **_naming(study),
    )


def _ahead(
    request: Request,
    study: Study,
    source: str,
    likely: bool,
    problems: tuple[Problem, ...] = (),
    done: Done | None = None,
) -> Response:
    planned = plan(study, _only(source), likely=likely) if done is None else done
    return show(
        request,
        "privacy_pseudonymise.html",
        422 if problems else 200,
        source=source,
        likely=likely,
        planned=planned,
        going=replacements(study, planned) if done is None else [],
        done=done is not None,
        problems=problems,
        shortest=SHORTEST,
        **_naming(study),
    )


def _restored(
    request: Request,
    study: Study,
    source: str = "",
    problems: tuple[Problem, ...] = (),
    done: tuple[int, int] | None = None,
) -> Response:
    status = 422 if problems else 200
    return show(
        request, "privacy_restore.html", status, source=source, problems=problems, done=done, **_naming(study)
    )  # fmt: skip


def _naming(study: Study) -> dict[str, Any]:
    """The texts there are, and `who`: those a find may be, by their pseudonyms."""
    sources = [each.name for each in study.list_sources()]
    pseudonyms = pseudonyms_of(study, study.evaluation.languages[0])
    who: Callable[[tuple[str, ...]], str] = lambda of: ", ".join(pseudonyms.get(each, each) for each in of)  # noqa: E731
    return {"sources": sources, "who": who}
