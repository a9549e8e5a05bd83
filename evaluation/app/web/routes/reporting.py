"""Reporting rounds: opened, and what each party has delivered, how, when, and what it left unanswered."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from evaluation.app.plans import day
from evaluation.app.rounds import told_report
from evaluation.app.web.admission import Owner, Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.routes.report import FORMATS
from evaluation.app.web.serving import serving_of
from evaluation.app.web.taking_back import Saved, done, latest, saved
from evaluation.app.web.visitor import Visitor
from evaluation.errors import EvaluationError, Problem, fail
from evaluation.model.form import ReportingRound
from evaluation.sources.discover import known_suffixes
from instruments.form.opening import list_forms
from instruments.form.reporting import awaited, delivered, find_round, open_round, period_of
from instruments.load import files_in
from reports.engines import USUAL
from reports.rounds.compiling import FOLDER

ROUTER = APIRouter(responses=REFUSALS)
NOTHING: dict[str, Any] = {"party": "", "date": "", "chapter": []}  # of a document that nobody has sent
Line = Annotated[str, Field(max_length=300)]


class Opening(BaseModel):
    name: Line = ""
    title: Line = ""
    instrument: Line = ""
    period: Line = ""
    deadline: Line = ""
    party: Annotated[list[Line], Field(max_length=500)] = []


@ROUTER.get("/rounds/new")
def new(request: Request, visitor: Owner) -> Response:
    return _new(request, visitor, Opening())


@ROUTER.post("/rounds/new")
def open_(request: Request, visitor: Owner, told: Annotated[Opening, Form()]) -> Response:
    study = seen_by(request, visitor)
    before = latest(study)
    try:
        name = told.name.strip()
        if not name:
            raise fail("FORMS-020", name=name)
        start, end = period_of(told.period.strip())
        wanted = ReportingRound(
            name, told.instrument, told.title.strip(), start, end, day(told.deadline.strip()), tuple(told.party)
        )
        with serving_of(request).writing:
            open_round(study, wanted)
    except EvaluationError as error:
        return _new(request, visitor, told, error.problems)
    return saved(study, f"/rounds/round?{urlencode({'name': name})}", before)


@ROUTER.get("/rounds/round")
def round_(
    request: Request, visitor: Reader, name: Annotated[str, Query(max_length=300)], saved: Saved = 0
) -> Response:
    return round_page(request, visitor, name, saved=saved)


def round_page(request: Request, visitor: Visitor, name: str, *, saved: int = 0, **values: Any) -> Response:
    """The page of a round; `problems`, `asked` and `chapters`: why a document was not read in, and what was sent."""
    study, press = seen_by(request, visitor), serving_of(request).press
    found = find_round(study, name)
    there = delivered(study, name)
    organisations = {each.id: each.shown or each.id for each in study.people().organisations}
    return show(
        request,
        "round.html",
        422 if values.get("problems") else 200,
        round=found,
        parties=[(each, organisations.get(each, each)) for each in found.parties],
        suffixes=[each for each in known_suffixes() if each.startswith(".")],
        printing=press.of(name),
        compiled=[each for each in FORMATS if (study.folder / FOLDER / name / f"report.{each}").is_file()],
        formats=FORMATS,
        usual=USUAL,
        reports=[told_report(found, each) for each in there],
        awaited=[organisations.get(each, each) for each in awaited(there)],
        forms=[each.form for each in list_forms(study) if each.form.round == name],
        organisations=organisations,
        done=done(request, visitor, saved),
        saved=saved or "saved" in request.query_params,
        **{"problems": (), "asked": NOTHING, "chapters": (), **values},
    )


def _new(request: Request, visitor: Visitor, told: Opening, problems: tuple[Problem, ...] = ()) -> Response:
    study = seen_by(request, visitor)
    return show(
        request,
        "round_new.html",
        422 if problems else 200,
        fields=told.model_dump(),
        instruments=[each.stem for each in files_in(study.folder)],
        parties=[(each.id, each.shown or each.id) for each in study.people().organisations],
        problems=problems,
    )
