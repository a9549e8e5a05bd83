"""Sending words from where they stand to a finding, or to the report's own quotes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from evaluation.app.web.admission import Coder, seen_by, visitor_of
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem
from evaluation.model import Localised
from evaluation.model.finding import Finding
from reports.findings.keeping import list_findings
from reports.findings.resting import Wanted, add_evidence, choose_quote, evidence_of, found_with, material_of
from reports.findings.standing import Standings

ROUTER = APIRouter(responses=REFUSALS)
Name = Annotated[str, Query(min_length=1, max_length=500)]
Place = Annotated[int, Query(ge=0, le=2_147_483_647)]
REPORT, NEW = "report", "new"


class Sent(BaseModel):
    """Words of a source, and where they go: `report`, `new`, or the number of a finding."""

    source: Annotated[str, Field(min_length=1, max_length=500)]
    start: Annotated[int, Field(ge=0, le=2_147_483_647)]
    end: Annotated[int, Field(ge=0, le=2_147_483_647)]
    to: Annotated[str, Field(pattern=r"^(report|new|\d{1,9})$")] = REPORT
    theme: Annotated[str, Field(max_length=500)] = ""
    statement: Annotated[str, Field(max_length=20_000)] = ""
    counter: bool = False
    note: Annotated[str, Field(max_length=20_000)] = ""


@ROUTER.get("/send")
def choose(request: Request, visitor: Coder, source: Name, start: Place, end: Place) -> Response:
    return _page(request, Sent(source=source, start=start, end=end))


@ROUTER.post("/send")
def send(request: Request, visitor: Coder, told: Annotated[Sent, Form()]) -> Response:
    study = seen_by(request, visitor)
    wanted = Wanted(source=told.source, start=told.start, end=told.end, counter=told.counter, note=told.note)
    try:
        with serving_of(request).writing:
            if told.to == REPORT:
                choose_quote(study, wanted, told.theme)
                address = f"/findings#theme-{told.theme}"
            elif told.to == NEW:
                said = (
                    Localised(**{visitor.language: told.statement.strip()}) if told.statement.strip() else Localised()
                )
                made = found_with(study, Finding(told.theme, said), wanted)
                address = f"/findings/{made.id}?saved=yes"
            else:
                add_evidence(study, int(told.to), wanted)
                address = f"/findings/{told.to}?saved=yes#evidence"
    except EvaluationError as error:
        if not all(each.code.startswith("FINDING-") for each in error.problems):
            raise
        return _page(request, told, error.problems)
    return RedirectResponse(address, 303, headers=NO_STORE)


def _page(request: Request, told: Sent, problems: tuple[Problem, ...] = ()) -> Response:
    visitor = visitor_of(request)
    study = seen_by(request, visitor) if visitor else serving_of(request).study
    material = material_of(study)
    evidence = evidence_of(study, Wanted(source=told.source, start=told.start, end=told.end), told.theme, material)
    [standing] = Standings(study, visitor.language if visitor else study.evaluation.language).of([evidence])
    theme = told.theme or material.themes.get(evidence.code, "")
    themes = study.evaluation.themes
    listed: list[tuple[Any, list[Finding]]] = [
        (each, [one for one in list_findings(study) if one.theme == each.id]) for each in themes
    ]
    return show(
        request,
        "send.html",
        422 if problems else 200,
        told=told,
        standing=standing,
        under=theme,
        listed=sorted(listed, key=lambda pair: pair[0].id != theme),
        study_themes=themes,
        problems=problems,
    )
