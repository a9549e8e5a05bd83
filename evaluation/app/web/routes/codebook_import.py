"""A codebook from a file or a scheme that comes along: shown against the one there is, then taken."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import ValidationError

from coding import schemes
from coding.codebook import as_yaml, import_codebook
from coding.codebooks.coming import coming, mark_of_all
from coding.codebooks.discover import Imported, known_suffixes
from evaluation.app.arriving import Sent, laid_down
from evaluation.app.web.admission import Owner, seen_by
from evaluation.app.web.faults import REFUSALS, for_person
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem, fail
from evaluation.model import Codebook
from evaluation.study import Study

ROUTER = APIRouter(responses=REFUSALS)
LARGEST = 10_000_000  # characters of a codebook
Short = Annotated[str, Form(max_length=200)]


@ROUTER.get("/codebook/import")
def choose(request: Request, visitor: Owner) -> Response:
    return _page(request, seen_by(request, visitor))


@ROUTER.post("/codebook/import")
def look(
    request: Request, visitor: Owner, file: Annotated[UploadFile | None, File()] = None, scheme: Short = ""
) -> Response:
    """What the file or the scheme would do to the codebook; nothing is changed."""
    study = seen_by(request, visitor)
    try:
        return _page(request, study, _read(file, scheme))
    except EvaluationError as error:
        if not for_person(request):
            raise
        return _page(request, study, problems=error.problems)


@ROUTER.post("/codebook/import/take")
def take(
    request: Request, visitor: Owner, codebook: Annotated[str, Form(max_length=LARGEST)], was: Short = ""
) -> Response:
    """Take what was shown, unless the codebook has changed since: then it is shown anew."""
    study, found = seen_by(request, visitor), _shown(codebook)
    with serving_of(request).writing:
        there = _there(study)
        if mark_of_all(there) != was:
            return _page(request, study, Imported(found), fail("CODEBOOK-051").problems)
        study.import_codebook(found)
    return _page(request, study, Imported(found), done=True, there=there)


def _read(file: UploadFile | None, scheme: str) -> Imported:
    if file is not None and file.filename:
        with laid_down([Sent(file.filename, file.file.read())]) as [path]:
            return import_codebook(path)
    if not scheme:
        raise fail("CODEBOOK-050")
    return Imported(schemes.load(scheme))


def _shown(codebook: str) -> Codebook:
    """The codebook as the page has it, held to all that a file is held to."""
    try:
        written = as_yaml(Codebook.model_validate_json(codebook))
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
    with laid_down([Sent("codebook.yaml", written.encode())]) as [path]:
        return import_codebook(path).codebook


def _there(study: Study) -> Codebook | None:
    return study.codebook if study.has_codebook() else None


def _page(
    request: Request,
    study: Study,
    found: Imported | None = None,
    problems: tuple[Problem, ...] = (),
    *,
    done: bool = False,
    there: Codebook | None = None,
) -> Response:
    before = there if done else _there(study)
    return show(
        request,
        "codebook_import.html",
        422 if problems else 200,
        problems=problems,
        schemes=[(each, schemes.load(each).title.text() or each) for each in schemes.names()],
        suffixes=known_suffixes(),
        notes=found.problems if found else (),
        coming=coming(before, found.codebook) if found else None,
        codebook=found.codebook.model_dump_json() if found else "",
        was=mark_of_all(before),
        done=done,
    )
