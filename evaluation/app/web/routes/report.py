"""The report: drafted, renewed and made from here, and read by those who may read no more than that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from evaluation.app.web.admission import Coder, Commissioner, seen_by, visitor_of
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.mending import mended_at
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.app.web.visitor import Visitor
from evaluation.doctor import examine
from evaluation.errors import Problem, problem
from evaluation.language import current
from evaluation.study import Study
from reports.checks.argument.checking import check_argument
from reports.checks.publishing import check_report
from reports.comments.keeping import list_comments
from reports.draft import draft_report
from reports.engines import USUAL
from reports.files import FOLDER, REPORT, report_folders
from reports.living.confirming import stale_paragraphs
from reports.living.history import Edition, read_history
from reports.templates import declaration_of, template_names
from reports.update import update_report
from reports.versions.making import VERSIONS
from reports.versions.record import last_edition

LINK = Link(60, "/report", "page.report.link", "commissioner")
ROUTER = APIRouter(responses=REFUSALS)
Format = Literal["html", "docx", "odt", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
# The report is a document of its own: it runs nothing, reaches nothing, and cannot be taken for a page of ours.
OWN_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'"


class Drafting(BaseModel):
    template: Annotated[str, Field(max_length=60)] = "focus-group"


class Wanted(BaseModel):
    to: Annotated[list[Format], Field(max_length=len(FORMATS))] = list(USUAL)


@dataclass(frozen=True, slots=True)
class Made:
    format: Format
    size: int
    at: str


@ROUTER.get("/report")
def report(request: Request, _visitor: Commissioner) -> Response:
    return report_page(request)


@ROUTER.post("/report/draft")
def draft(request: Request, visitor: Coder, told: Annotated[Drafting, Form()]) -> Response:
    with serving_of(request).gallery.drawing:
        draft_report(seen_by(request, visitor), template=told.template, language=visitor.language)
    return RedirectResponse("/report", 303, headers=NO_STORE)


@ROUTER.post("/report/update")
def update(request: Request, visitor: Coder) -> Response:
    """Bring what the data say in line with them; what the researcher has written is not touched."""
    with serving_of(request).gallery.drawing:
        changes = update_report(seen_by(request, visitor))
    return report_page(request, changes=changes)


@ROUTER.get("/report/check")
def check(request: Request, visitor: Coder) -> Response:
    """All that is asked of a report before it goes out, each with where it is mended."""
    study = seen_by(request, visitor)
    published = _each_once(check_report(study), visitor) if _written(study) else []
    return report_page(request, argument=_argument(study, visitor), published=published)


@ROUTER.post("/report/render")
def render(request: Request, visitor: Coder, told: Annotated[Wanted, Form()]) -> Response:
    serving_of(request).press.start(seen_by(request, visitor), told.to)
    return RedirectResponse("/report", 303, headers=NO_STORE)


@ROUTER.get("/report/files/accessibility.html", response_class=FileResponse)
def statement(request: Request, visitor: Commissioner) -> Response:
    """The accessibility statement the report leads to."""
    path = seen_by(request, visitor).folder / "report" / "accessibility.html"
    if not path.is_file():
        raise Refused(problem("PAGE-001"))
    headers = {**NO_STORE, "content-security-policy": OWN_POLICY}
    return FileResponse(path, filename=path.name, content_disposition_type="inline", headers=headers)


@ROUTER.get("/report/files/{format_}", response_class=FileResponse)
def file(request: Request, visitor: Commissioner, format_: Format) -> Response:
    study = seen_by(request, visitor)
    path = study.folder / "report" / f"report.{format_}"
    if not path.is_file():
        raise Refused(problem("PAGE-001"))
    disposition = "inline" if format_ in ("html", "pdf") else "attachment"
    headers = {**NO_STORE, "content-security-policy": OWN_POLICY}
    name = f"{study.folder.name}.{format_}"
    return FileResponse(path, filename=name, content_disposition_type=disposition, headers=headers)


def report_page(request: Request, **values: Any) -> Response:
    """A commissioner sees the report and nothing of how it comes about."""
    visitor, serving = visitor_of(request), serving_of(request)
    makes = visitor is not None and visitor.may("coder")
    study = seen_by(request, visitor) if visitor else serving.study
    drafted = _written(study)
    comments = list_comments(study) if makes and drafted else []
    shown = {
        "makes": makes,
        "drafted": drafted,
        "others": [each for each in report_folders(study) if each != FOLDER] if makes else [],
        "made": _made(study),
        "templates": {each: declaration_of(each).title.text(current()) for each in template_names()},
        "formats": FORMATS,
        "usual": USUAL,
        "printing": serving.press.of() if makes else None,
        "checks": examine(study) if makes else (),
        "argument": None,
        "published": (),
        "changes": None,
        "stale": stale_paragraphs(study) if makes and drafted else (),
        "comments": [each for each in comments if each.comment.status == "open"],
        "settled": sum(each.comment.status != "open" for each in comments),
        "editions": _editions(study, makes=makes),
        "versions": VERSIONS,
    }
    return show(request, "report.html", **{**shown, **values})


def _each_once(found: Iterable[Problem], visitor: Visitor) -> list[tuple[Problem, str]]:
    """What is wrong in the files, each with where it is mended; the same is said of all files at once."""
    return [(each, _where(each, visitor)) for each in {each.what(): each for each in found}.values()]


def _argument(study: Study, visitor: Visitor) -> list[tuple[Problem, str]]:
    """What is wrong with what the report says, each with where it is mended."""
    return [(each, _where(each, visitor)) for each in check_argument(study)]


def _written(study: Study) -> bool:
    return (study.folder / "report" / REPORT).is_file()


def _where(found: Problem, visitor: Visitor) -> str:
    """Where it is mended; what is wrong with what the report says, and has no place, among the findings."""
    return mended_at(found, visitor) or ("" if found.file else "/findings")


@dataclass(frozen=True, slots=True)
class MadeVersion:
    """A version as it was made last, and which of its files are there."""

    edition: Edition
    formats: tuple[str, ...]


def _editions(study: Study, *, makes: bool) -> list[MadeVersion]:
    """Each version that was made; the draft for those who make the report."""
    folder, history = study.folder / "report", read_history(study.folder / "report")
    found = [last_edition(history, each) for each in VERSIONS if makes or each != "draft"]
    listed = [each for each in found if each is not None]
    return [
        MadeVersion(each, tuple(fmt for fmt in FORMATS if (folder / f"report-{each.version}.{fmt}").is_file()))
        for each in listed
    ]


def _made(study: Study) -> list[Made]:
    found = [(each, study.folder / "report" / f"report.{each}") for each in FORMATS]
    return [Made(each, path.stat().st_size, _moment(path.stat().st_mtime)) for each, path in found if path.is_file()]


def _moment(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")
