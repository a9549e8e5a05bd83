"""A file of people read in from the browser, as `people import` reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from evaluation.app.web.admission import Owner, seen_by
from evaluation.app.web.faults import REFUSALS, for_person
from evaluation.app.web.routes.people import register_page, to
from evaluation.app.web.serving import serving_of
from evaluation.editing.people import import_register
from evaluation.errors import EvaluationError
from evaluation.people.load import read_people

ROUTER = APIRouter(responses=REFUSALS)
NAME = "people.yaml"
KNOWN = ("PEOPLE", "EDIT", "FILE", "YAML")


@ROUTER.post("/people/import")
def import_people(
    request: Request,
    visitor: Owner,
    file: Annotated[UploadFile, File()],
    was: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Add and update everybody in the file, or say everything that is wrong with it."""
    study = seen_by(request, visitor)
    try:
        with TemporaryDirectory() as folder, serving_of(request).writing:
            path = Path(folder) / NAME  # never the name that was sent
            path.write_bytes(file.file.read())
            import_register(study, read_people(path, study.people()), was=was)
    except EvaluationError as error:
        told = tuple(replace(each, file=NAME if each.file else "") for each in error.problems)
        if not for_person(request) or any(each.code.split("-")[0] not in KNOWN for each in told):
            raise EvaluationError(*told) from error
        return register_page(request, visitor, told)
    return to("/people", saved="yes")
