"""Sending words from where they stand to a finding, or to the report's own quotes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from coding.text.spans import Span
from coding.workbench.placing import Placing, placing_of
from evaluation.app.web.admission import Coder, seen_by, visitor_of
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.app.web.visitor import Visitor
from evaluation.errors import EvaluationError, Problem
from evaluation.model import Localised
from evaluation.model.finding import Finding
from evaluation.store.texts import text_version
from evaluation.study import Study
from reports.findings.keeping import list_findings
from reports.findings.resting import Wanted, add_evidence, choose_quote, evidence_of, found_with, material_of
from reports.findings.standing import Standings

ROUTER = APIRouter(responses=REFUSALS)
Name = Annotated[str, Query(min_length=1, max_length=500)]
Place = Annotated[int, Query(ge=0, le=2_147_483_647)]
Version = Annotated[str, Query(pattern=r"^([0-9a-f]{16})?$")]
CORRECTED = "EDIT-003"
REPORT, NEW, THERE = "report", "new", "there"


class Sent(BaseModel):
    """Words of a source, and where they go: `report`, `new`, a finding by its number, or `there`: to `finding`.

    version: that of the text in which they were seen; without it they are those of the text as it is.
    """

    source: Annotated[str, Field(min_length=1, max_length=500)]
    start: Annotated[int, Field(ge=0, le=2_147_483_647)]
    end: Annotated[int, Field(ge=0, le=2_147_483_647)]
    version: Annotated[str, Field(pattern=r"^([0-9a-f]{16})?$")] = ""
    to: Annotated[str, Field(pattern=r"^(report|new|there|\d{1,9})$")] = REPORT
    finding: Annotated[int, Field(ge=0, le=2_147_483_647)] = 0
    theme: Annotated[str, Field(max_length=500)] = ""
    statement: Annotated[str, Field(max_length=20_000)] = ""
    counter: bool = False
    note: Annotated[str, Field(max_length=20_000)] = ""

    @property
    def named(self) -> int:
        """The finding that is meant, where one is."""
        return int(self.to) if self.to.isdecimal() else self.finding


@ROUTER.get("/send")
def choose(  # noqa: PLR0917 – as the address has them
    request: Request,
    visitor: Coder,
    source: Name,
    start: Place,
    end: Place,
    version: Version = "",
    units: Literal["", "utf-16"] = "",
) -> Response:
    """units: how the places are counted; in code points, unless a page has counted them as browsers do."""
    study = seen_by(request, visitor)
    place = placing_of(study, source, version or None).read.span(start, end) if units else Span(start, end)
    told, problems, _ = _followed(study, Sent(source=source, start=place.start, end=place.end, version=version))
    return _page(request, told, problems)


@ROUTER.post("/send")
def send(request: Request, visitor: Coder, told: Annotated[Sent, Form()]) -> Response:
    study = seen_by(request, visitor)
    now, changed, text = _followed(study, told)
    if changed:
        return _page(request, now, changed)
    try:
        with serving_of(request).writing:
            address = _sent(study, now, visitor, text)
    except EvaluationError as error:
        if any(each.code == CORRECTED for each in error.problems):
            now, changed, _ = _followed(study, now)
            return _page(request, now, changed or error.problems)
        if not all(each.code.startswith("FINDING-") for each in error.problems):
            raise
        return _page(request, now, error.problems)
    return RedirectResponse(address, 303, headers=NO_STORE)


def _followed(study: Study, told: Sent) -> tuple[Sent, tuple[Problem, ...], str]:
    """What was sent, on the words where they stand now, with CORRECT-001 where these are others than were seen; and
    the text they stand in.

    Raises CORRECT-001 where nothing is left of them.
    """
    placing, seen = placing_of(study, told.source, told.version or None), Span(told.start, told.end)
    if placing.is_current:
        return told.model_copy(update={"version": text_version(placing.source.text)}), (), placing.source.text
    place = placing.after(seen)
    now = {"start": place.start, "end": place.end, "version": text_version(placing.source.text)}
    return told.model_copy(update=now), _changed(placing, seen), placing.source.text


def _changed(placing: Placing, seen: Span) -> tuple[Problem, ...]:
    try:
        placing.same(seen)
    except EvaluationError as error:
        return tuple(error.problems)
    return ()


def _sent(study: Study, told: Sent, visitor: Visitor, text: str) -> str:
    """Send the words; returns the address of where they stand then. Raises EDIT-003 where the text is another now."""
    wanted = Wanted(
        source=told.source, start=told.start, end=told.end, counter=told.counter, note=told.note, text=text
    )  # fmt: skip
    if told.to == REPORT:
        kept = choose_quote(study, wanted, told.theme)
        return f"/findings?chosen={kept.id}#theme-{kept.theme}"
    if told.to == NEW:
        said = told.statement.strip()
        made = found_with(
            study, Finding(told.theme, Localised(**{visitor.language: said}) if said else Localised()), wanted
        )
        return f"/findings/{made.id}?saved=yes"
    add_evidence(study, told.named, wanted)
    return f"/findings/{told.named}?saved=yes#evidence"


def _page(request: Request, told: Sent, problems: tuple[Problem, ...] = ()) -> Response:
    visitor = visitor_of(request)
    study = seen_by(request, visitor) if visitor else serving_of(request).study
    material = material_of(study)
    evidence = evidence_of(study, Wanted(source=told.source, start=told.start, end=told.end), told.theme, material)
    [standing] = Standings(study, visitor.language if visitor else study.evaluation.language).of([evidence])
    theme = told.theme or material.themes.get(evidence.code, "")
    themes = study.evaluation.themes
    listed: list[tuple[Any, list[Finding]]] = [
        (each, found) for each in themes if (found := list_findings(study, theme=each.id))
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
