"""The reports of a round: documents read in, the figures that parties state, and all of it put into one report."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import FileResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from evaluation.app.arriving import Sent, chapters_in, take_in_reports
from evaluation.app.plans import day
from evaluation.app.rounds import told_figure
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused, for_person
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.routes.report import FORMATS, OWN_POLICY, Format
from evaluation.app.web.routes.reporting import round_page
from evaluation.app.web.serving import serving_of
from evaluation.app.web.taking_back import latest, saved
from evaluation.errors import EvaluationError, problem
from evaluation.study import Study
from instruments.form.party_reports import Settled
from instruments.form.reporting import find_round
from reports.engines import USUAL
from reports.rounds.compiling import FOLDER

ROUTER = APIRouter(responses=REFUSALS)
Short = Annotated[str, Form(max_length=300)]
Name = Annotated[str, Query(max_length=300)]
CHAPTER = r"^(\d{1,7}=.{1,300})?$"  # the line a chapter begins on, and its party
OUT = "-"  # in the place of a party: the chapter is left out
KNOWN = ("ROUNDS", "ANSWER", "SOURCE", "FILE", "PLAN", "STUDY")


class Compiling(BaseModel):
    name: Annotated[str, Field(max_length=300)] = ""
    to: Annotated[list[Format], Field(max_length=len(FORMATS))] = list(USUAL)


@ROUTER.post("/rounds/import")
def import_reports(  # noqa: PLR0917 – as the form has them
    request: Request,
    visitor: Coder,
    file: Annotated[UploadFile, File()],
    name: Short = "",
    party: Short = "",
    date: Short = "",
    chapter: Annotated[list[Annotated[str, Field(pattern=CHAPTER)]] | None, Form(max_length=500)] = None,
) -> Response:
    """Keep every chapter as a source of the round, or none; one that cannot be placed is asked about."""
    study = seen_by(request, visitor)
    find_round(study, name)
    sent, before = Sent(file.filename or "", file.file.read()), latest(study)
    try:
        told = _settled(chapter or []), day(date.strip())
        with serving_of(request).writing:
            take_in_reports(study, sent, round_=name, party=party or None, settled=told[0], reported=told[1])
    except EvaluationError as error:
        if not for_person(request) or any(each.code.split("-")[0] not in KNOWN for each in error.problems):
            raise
        asked = {"party": party, "date": date, "chapter": chapter or []}
        chapters = () if party else _chapters(study, sent, name)
        return round_page(request, visitor, name, problems=error.problems, asked=asked, chapters=chapters)
    return saved(study, f"/rounds/round?{urlencode({'name': name})}", before)


@ROUTER.get("/rounds/figures")
def figures(request: Request, visitor: Reader, name: Name, party: Name = "") -> Response:
    """The figures that parties state in their reports, each with the words it stands in."""
    from coding.retrieval import as_records
    from coding.stated.reported import reported_figures

    study = seen_by(request, visitor)
    found = find_round(study, name)
    rows = [(each, told_figure(each)) for each in as_records(reported_figures(study, round_=name))]
    organisations = {each.id: each.shown or each.id for each in study.people().organisations}
    reporting = dict.fromkeys(each["party"] for each, _ in rows if each["party"])
    return show(
        request,
        "round_figures.html",
        round=found,
        rows=[(each, told) for each, told in rows if party in ("", each["party"])],
        parties=[(each, organisations.get(each, each)) for each in reporting],
        party=party,
        organisations=organisations,
    )


@ROUTER.post("/rounds/compile")
def compile_reports(request: Request, visitor: Coder, told: Annotated[Compiling, Form()]) -> Response:
    study = seen_by(request, visitor)
    find_round(study, told.name)
    serving_of(request).press.start_round(study, told.name, told.to)
    return RedirectResponse(f"/rounds/round?{urlencode({'name': told.name})}#compiled", 303, headers=NO_STORE)


@ROUTER.get("/rounds/compiled/{format_}", response_class=FileResponse)
def compiled(request: Request, visitor: Reader, format_: Format, name: Name = "") -> Response:
    study = seen_by(request, visitor)
    path = study.folder / FOLDER / find_round(study, name).name / f"report.{format_}"
    if not path.is_file():
        raise Refused(problem("PAGE-001"))
    disposition = "inline" if format_ in ("html", "pdf") else "attachment"
    headers = {**NO_STORE, "content-security-policy": OWN_POLICY}
    return FileResponse(path, filename=f"{name}.{format_}", content_disposition_type=disposition, headers=headers)


def _settled(chapters: list[str]) -> Settled:
    """What was said of chapters: whose those are, and which stay out. Empty ones are as they were read."""
    said = {int(line): who for line, sign, who in (each.partition("=") for each in chapters) if sign}
    return Settled(
        {line: who for line, who in said.items() if who != OUT},
        frozenset(line for line, who in said.items() if who == OUT),
    )


def _chapters(study: Study, sent: Sent, name: str) -> tuple[Any, ...]:
    """The chapters to ask about; none where the file cannot be read."""
    try:
        return chapters_in(study, sent, round_=name)
    except EvaluationError:
        return ()
