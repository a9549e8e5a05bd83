"""The living report: paragraphs confirmed, comments brought back, and versions made, from the browser."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import FileResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from evaluation.app.web.admission import Coder, Commissioner, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused
from evaluation.app.web.routes.report import FORMATS, OWN_POLICY, Format
from evaluation.app.web.serving import serving_of
from evaluation.errors import problem
from reports.comments.keeping import settle, take_sent
from reports.living.confirming import confirm as confirmed
from reports.versions.making import Version

ROUTER = APIRouter(responses=REFUSALS)
Note = Annotated[str, Field(max_length=2000)]


class Confirming(BaseModel):
    paragraph: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=2000)] = []
    note: Note = ""


class Settling(BaseModel):
    status: Literal["open", "done", "declined"]
    note: Note = ""


class Versioning(BaseModel):
    version: Version
    to: Annotated[list[Format], Field(max_length=len(FORMATS))] = list(FORMATS)
    despite: Note = ""


@ROUTER.post("/report/confirm")
def confirm(request: Request, visitor: Coder, told: Annotated[Confirming, Form()]) -> Response:
    """Say that paragraphs still stand, though what they rest on has changed."""
    with serving_of(request).writing:
        confirmed(seen_by(request, visitor), told.paragraph, note=told.note)
    return RedirectResponse("/report#paragraphs", 303, headers=NO_STORE)


@ROUTER.post("/report/comments")
def comments(request: Request, visitor: Coder, document: Annotated[UploadFile, File()]) -> Response:
    """Read the comments and changes of a Word file that came back."""
    content = document.file.read()
    with serving_of(request).writing:
        take_sent(seen_by(request, visitor), content, document.filename or "report.docx")
    return RedirectResponse("/report#comments", 303, headers=NO_STORE)


@ROUTER.post("/report/comments/{number}")
def comment(request: Request, visitor: Coder, number: int, told: Annotated[Settling, Form()]) -> Response:
    """Say what was done about a comment."""
    with serving_of(request).writing:
        settle(seen_by(request, visitor), [number], told.status, told.note)
    return RedirectResponse("/report#comments", 303, headers=NO_STORE)


@ROUTER.post("/report/versions")
def make(request: Request, visitor: Coder, told: Annotated[Versioning, Form()]) -> Response:
    serving_of(request).press.start(seen_by(request, visitor), told.to, told.version, told.despite)
    return RedirectResponse("/report", 303, headers=NO_STORE)


@ROUTER.get("/report/versions/{version}/{format_}", response_class=FileResponse)
def file(request: Request, visitor: Commissioner, version: Version, format_: Format) -> Response:
    """A version that was made; the draft is for those who make the report."""
    study = seen_by(request, visitor)
    if version == "draft" and not visitor.may("coder"):
        raise Refused(problem("PAGE-005"))
    path = study.folder / "report" / f"report-{version}.{format_}"
    if not path.is_file():
        raise Refused(problem("PAGE-001"))
    disposition = "inline" if format_ in ("html", "pdf") else "attachment"
    headers = {**NO_STORE, "content-security-policy": OWN_POLICY}
    name = f"{study.folder.name}-{version}.{format_}"
    return FileResponse(path, filename=name, content_disposition_type=disposition, headers=headers)
