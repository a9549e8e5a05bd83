"""The framework matrix: cases by themes, and in each cell a summary beside the quotes it rests on."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from coding.framework.matrix import unsettled
from coding.framework.reading import CASES, COLUMNS, Columns, find_case, find_theme, framework_of
from coding.framework.writing import write_cell
from coding.retrieval import as_records
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem, problem
from evaluation.model.memo import CaseKind

LINK = Link(27, "/framework", "page.framework.link", "reader")
ROUTER = APIRouter(responses=REFUSALS)
Id = Annotated[str, Query(min_length=1, max_length=500)]


class Written(BaseModel):
    """A cell's summary as it was written, and as it stood when its writer opened the cell."""

    case: str = Field(min_length=1, max_length=500)
    theme: str = Field(min_length=1, max_length=500)
    cases: CaseKind = "participant"
    text: str = Field("", max_length=40_000)
    was: str = Field("", max_length=40_000)


@ROUTER.get("/framework")
def matrix(request: Request, visitor: Reader, cases: CaseKind = "participant", themes: Columns = "theme") -> Response:
    whole = framework_of(seen_by(request, visitor), cases=cases, columns=themes, language=visitor.language)
    return show(
        request,
        "framework.html",
        whole=whole,
        left=unsettled(whole),
        cases=cases,
        columns=themes,
        kinds=CASES,
        of=COLUMNS,
    )


@ROUTER.get("/framework/cell")
def cell(request: Request, visitor: Reader, case: Id, theme: Id, cases: CaseKind = "participant") -> Response:
    return _cell(request, visitor, cases, case, theme)


@ROUTER.post("/framework/cell")
def write(request: Request, visitor: Coder, told: Annotated[Written, Form()]) -> Response:
    """Save the summary; where that cannot be, what was written comes back, and nothing is overwritten."""
    study = seen_by(request, visitor)
    try:
        with serving_of(request).writing:
            write_cell(study, told.case, told.theme, told.text, kind=told.cases, was=told.was)
    except EvaluationError as error:
        if error.problems[0].code not in ("FRAMEWORK-004", "FRAMEWORK-020"):
            raise
        return _cell(request, visitor, told.cases, told.case, told.theme, text=told.text, problems=error.problems)
    address = urlencode({"case": told.case, "theme": told.theme, "cases": told.cases, "saved": "yes"})
    return RedirectResponse(f"/framework/cell?{address}", 303, headers=NO_STORE)


def _cell(
    request: Request,
    visitor: Reader,
    cases: CaseKind,
    case: str,
    theme: str,
    *,
    text: str | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    columns: Columns = "code" if theme.startswith("code:") else "theme"
    study = seen_by(request, visitor)
    whole = framework_of(study, cases=cases, columns=columns, language=visitor.language)
    if (case, theme) not in whole.cells:
        find_case(study, case, cases, visitor.language)  # these raise with the nearest names
        find_theme(study, theme, visitor.language)
        raise Refused(problem("PAGE-001"))
    found, quotes = whole.cell(case, theme), whole.quotes
    rows = as_records(quotes[(quotes["case"] == case) & (quotes["theme"] == theme)])
    return show(
        request,
        "framework_cell.html",
        422 if problems else 200,
        cell=found,
        text=found.text if text is None else text,
        quotes=rows,
        cases=cases,
        columns=columns,
        problems=problems,
        may_write=visitor.may("coder"),
        saved=request.query_params.get("saved") == "yes",
    )
