"""Findings: by theme with what they rest on, put in order, made public, and given evidence and recommendations."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from evaluation.app.web.admission import Coder, Commissioner, Reader, seen_by, visitor_of
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem
from evaluation.language import LANGUAGES, Language
from evaluation.model import Localised
from evaluation.model.finding import STATES, Finding, FindingState, Recommendation
from evaluation.study import Study
from reports.facts import included_in
from reports.files import REPORT
from reports.findings.figures import cells, told_surveys
from reports.findings.keeping import (
    add_finding,
    change_finding,
    find_finding,
    list_findings,
    move_finding,
    place_before,
    publish_findings,
    remove_findings,
)  # fmt: skip
from reports.findings.resting import (
    Wanted,
    add_evidence,
    chosen_quotes,
    confirm_evidence,
    mark_evidence,
    remove_evidence,
)
from reports.findings.standing import Standings
from reports.findings.telling import told_findings
from reports.findings.versions import findings_for
from reports.following.evidence import list_evidence

LINK = Link(58, "/findings", "finding.page.link", "commissioner")
ROUTER = APIRouter(responses=REFUSALS)
Number = Annotated[int, Field(ge=1, le=2_147_483_647)]
Id = Annotated[int, Path(ge=1, le=2_147_483_647)]
Short = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=20_000)]
Advice = Annotated[list[Text], Field(max_length=60)]
BETWEEN = ";"  # between several addressees


class Written(BaseModel):
    """A finding as it was written; `was` is the stamp of what its writer saw, empty for a new one."""

    id: Annotated[int, Field(ge=0, le=2_147_483_647)] = 0
    was: Short = ""
    theme: Short = ""
    state: FindingState = "draft"
    statement_nb: Text = ""
    statement_nn: Text = ""
    statement_en: Text = ""
    detail_nb: Text = ""
    detail_nn: Text = ""
    detail_en: Text = ""
    advice_id: Annotated[list[Annotated[int, Field(ge=0, le=2_147_483_647)]], Field(max_length=60)] = []
    advice_nb: Advice = []
    advice_nn: Advice = []
    advice_en: Advice = []
    to_nb: Advice = []
    to_nn: Advice = []
    to_en: Advice = []


class Moved(BaseModel):
    """One step up (-1) or down (1); or, where `before` says so, to stand before another finding of the theme."""

    id: Number
    by: Annotated[int, Field(ge=-1, le=1)] = 0
    before: Annotated[int, Field(ge=0, le=2_147_483_647)] = 0


class Public(BaseModel):
    id: Number
    public: bool = False


class One(BaseModel):
    id: Number


class Rested(BaseModel):
    """What a finding is to rest on too."""

    id: Number
    survey: Short = ""
    follow_up: Short = ""
    counter: bool = False
    note: Text = ""


class Marked(BaseModel):
    """What is done to one piece of evidence of a finding; without one, to a quote chosen for the report."""

    id: Annotated[int, Field(ge=0, le=2_147_483_647)] = 0
    evidence: Number
    act: Annotated[str, Field(pattern="^(counter|supports|remove|confirm)$")]


@ROUTER.get("/findings")
def findings(request: Request, visitor: Commissioner) -> Response:
    """Every finding by theme; a commissioner sees the public ones, with what a report would show of their evidence."""
    study = seen_by(request, visitor)
    listed = list_findings(study)
    inside = visitor.may("reader")
    told = told_findings(study, listed if inside else findings_for("public", listed), visitor.language)
    if not inside:
        told = [_outward(each) for each in told]
    themes = [(each, [one for one in told if one["theme"] == each.id]) for each in study.evaluation.themes]
    return show(
        request,
        "findings.html",
        by_theme=themes,
        chosen=Standings(study, visitor.language).of(chosen_quotes(study)) if inside else [],
        just=request.query_params.get("chosen", ""),
        untold=inside and bool(listed) and _untold(study),
        inside=inside,
        may_write=visitor.may("coder"),
        said=_said,
    )


@ROUTER.get("/findings/new")
def new(request: Request, visitor: Coder, theme: Annotated[str, Query(max_length=500)] = "") -> Response:
    return _page(request, Finding(theme, Localised()), "")


@ROUTER.get("/findings/{id_}")
def one(request: Request, visitor: Reader, id_: Id) -> Response:
    found = find_finding(seen_by(request, visitor), id_)
    return _page(request, found, found.stamp)


@ROUTER.post("/findings/save")
def save(request: Request, visitor: Coder, told: Annotated[Written, Form()]) -> Response:
    """Keep what was written; where somebody else has changed the finding meanwhile, both are shown."""
    study = seen_by(request, visitor)
    finding = _finding(study, told)
    try:
        with serving_of(request).writing:
            kept = change_finding(study, finding, was=told.was) if told.id else add_finding(study, finding)
    except EvaluationError as error:
        known = ("FINDING-002", "FINDING-003", "FINDING-005", "FINDING-006")
        if any(each.code not in known for each in error.problems):
            raise
        now = find_finding(study, told.id) if told.id else None
        conflict = now if now and any(each.code == "FINDING-006" for each in error.problems) else None
        return _page(request, finding, now.stamp if now else "", problems=error.problems, conflict=conflict)
    return _to(f"/findings/{kept.id}?saved=yes")


@ROUTER.post("/findings/move")
def move(request: Request, visitor: Coder, told: Annotated[Moved, Form()]) -> Response:
    study = seen_by(request, visitor)
    with serving_of(request).writing:
        if told.before:
            place_before(study, told.id, told.before)
        else:
            move_finding(study, told.id, told.by)
    return _to(f"/findings#finding-{told.id}")


@ROUTER.post("/findings/publish")
def publish(request: Request, visitor: Coder, told: Annotated[Public, Form()]) -> Response:
    with serving_of(request).writing:
        publish_findings(seen_by(request, visitor), [told.id], public=told.public)
    return _to(f"/findings#finding-{told.id}")


@ROUTER.post("/findings/remove")
def remove(request: Request, visitor: Coder, told: Annotated[One, Form()]) -> Response:
    with serving_of(request).writing:
        remove_findings(seen_by(request, visitor), [told.id])
    return _to("/findings")


@ROUTER.post("/findings/evidence")
def rest(request: Request, visitor: Coder, told: Annotated[Rested, Form()]) -> Response:
    """Let a finding rest on a survey figure or a row of the follow-up; quotes are sent from where they stand."""
    study = seen_by(request, visitor)
    wanted = Wanted(survey=told.survey, follow_up=told.follow_up.strip(), counter=told.counter, note=told.note)
    try:
        with serving_of(request).writing:
            add_evidence(study, told.id, wanted)
    except EvaluationError as error:
        found = find_finding(study, told.id)
        return _page(request, found, found.stamp, problems=error.problems)
    return _to(f"/findings/{told.id}?saved=yes#evidence")


@ROUTER.post("/findings/mark")
def mark(request: Request, visitor: Coder, told: Annotated[Marked, Form()]) -> Response:
    study = seen_by(request, visitor)
    with serving_of(request).writing:
        if told.act == "remove":
            [gone] = remove_evidence(study, [told.evidence])
            if not told.id:
                return _to(f"/findings#theme-{gone.theme}")
        elif told.act == "confirm":
            confirm_evidence(study, told.evidence)
        else:
            mark_evidence(study, told.evidence, counter=told.act == "counter")
    return _to(f"/findings/{told.id}?saved=yes#evidence")


def _page(
    request: Request,
    finding: Finding,
    was: str,
    *,
    problems: tuple[Problem, ...] = (),
    conflict: Finding | None = None,
) -> Response:
    visitor = visitor_of(request)
    study = seen_by(request, visitor) if visitor else serving_of(request).study
    language: Language = visitor.language if visitor else study.evaluation.language
    [told] = told_findings(study, [finding if not finding.id else find_finding(study, finding.id)], language)
    writes = bool(visitor and visitor.may("coder"))
    figures = list(cells(told_surveys(study, language))) if writes and finding.id else []
    return show(
        request,
        "finding.html",
        422 if problems else 200,
        finding=finding,
        told=told,
        was=was,
        study_themes=study.evaluation.themes,
        languages_of=study.evaluation.languages,
        states=STATES,
        figures=[each for each in figures if each.shown],
        rows=list_evidence(study) if writes and finding.id else (),
        problems=problems,
        conflict=conflict,
        may_write=writes,
        blank=Recommendation(Localised()),
        said=_said,
        joined=_joined,
        saved=request.query_params.get("saved") == "yes",
    )


def _finding(study: Study, told: Written) -> Finding:
    there = find_finding(study, told.id) if told.id else Finding(told.theme, Localised())
    statement, detail = (_localised(told, name) for name in ("statement", "detail"))
    return replace(there, theme=told.theme, state=told.state, statement=statement, detail=detail,
                   recommendations=tuple(_advice(told)))  # fmt: skip


def _localised(told: Written, name: str) -> Localised:
    words = {each: getattr(told, f"{name}_{each}").strip() for each in LANGUAGES}
    return Localised(**{each: text for each, text in words.items() if text})


def _advice(told: Written) -> list[Recommendation]:
    """What is recommended, without the rows that were left empty."""
    found: list[Recommendation] = []
    for at, id_ in enumerate(told.advice_id):
        text = {each: _at(getattr(told, f"advice_{each}"), at) for each in LANGUAGES}
        names = {each: _at(getattr(told, f"to_{each}"), at).split(BETWEEN) for each in LANGUAGES}
        most = max(map(len, names.values()))
        addressees = [{each: own[number].strip() for each, own in names.items() if number < len(own)}
                      for number in range(most)]  # fmt: skip
        to = tuple(Localised(**{key: name for key, name in one.items() if name}) for one in addressees)
        kept = Localised(**{each: words for each, words in text.items() if words})
        if kept or any(to):
            found.append(Recommendation(kept, tuple(each for each in to if each), id_ or None))
    return found


def _at(listed: list[str], number: int) -> str:
    return listed[number].strip() if number < len(listed) else ""


def _joined(addressees: tuple[Localised, ...], language: Language) -> str:
    """Several addressees in one field."""
    return f"{BETWEEN} ".join(getattr(each, language) or "" for each in addressees).strip(f"{BETWEEN} ")


def _said(words: dict[str, str], language: Language) -> str:
    return Localised(**words).text(language)


def _outward(told: dict[str, Any]) -> dict[str, Any]:
    """A finding without what is for those who work on it: hidden evidence, notes, and where things stand."""
    shown = [{**each, "note": "", "source": "", "coding": None, "status": "same"} for each in told["evidence"]
             if not each["withheld"] and each["status"] != "gone"]  # fmt: skip
    return {**told, "evidence": shown, "author": "", "at": ""}


def _untold(study: Study) -> bool:
    """Whether there is a report that shows no findings, wherever its author has put them."""
    report = study.folder / "report" / REPORT
    ways = ("findings-{}", "theme-{}-findings")
    told = {"findings", "findings-list", *(way.format(each.id) for each in study.evaluation.themes for way in ways)}
    return report.is_file() and not told & included_in(report)


def _to(address: str) -> RedirectResponse:
    return RedirectResponse(address, 303, headers=NO_STORE)
