"""Finding again what was said and coded: by a query that is typed, or one that is made by choosing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from coding.query.building import ATTRIBUTES, RELATIONS, Chosen, Relation, query_of
from coding.retrieval import as_records, labels, orders
from coding.workbench.tree import codebook_of
from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.errors import EvaluationError, Problem
from evaluation.privacy.attribution import hidden
from evaluation.store.coding_queries import read_coding_values
from evaluation.store.texts import text_version
from evaluation.study import Study

LINK = Link(25, "/find", "page.find.link", "reader")
ROUTER = APIRouter(responses=REFUSALS)
SHOWN, CONTEXT = 50, 160
Field = Annotated[str, Query(max_length=2_000)]
Short = Annotated[str, Query(max_length=500)]


@dataclass(frozen=True)
class Found:
    """A page of hits, how many there are in all, and what is wrong with the query, if anything."""

    rows: list[dict[str, Any]]
    count: int = 0
    problems: tuple[Problem, ...] = ()


def choice(
    code: Short = "", relation: Relation = "AND", other: Short = "", words: Short = "", *, request: Request
) -> Chosen:
    where = {name: request.query_params.get(f"where_{name}", "")[:500] for name in ATTRIBUTES}
    return Chosen(code, relation, other, words, where)


@ROUTER.get("/find")
def find(
    request: Request,
    visitor: Reader,
    chosen: Annotated[Chosen, Depends(choice)],
    query: Field = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    study = seen_by(request, visitor)
    asked = query_of(chosen) if chosen else query.strip()
    found = _found(study, asked, page) if asked else None
    return show(
        request,
        "find.html",
        asked=asked,
        chosen=chosen,
        found=found,
        page=page,
        pages=-(-found.count // SHOWN) if found else 0,
        relations=RELATIONS,
        codes=codebook_of(study, visitor.language),
        names=labels(study, visitor.language),
        values=_values(study),
        versions=_versions(study, found),
        may_send=visitor.may("coder"),
    )


def _found(study: Study, query: str, page: int) -> Found:
    from coding.query import run
    from coding.query.segments import Segments
    from coding.query.table import found_table

    first = (page - 1) * SHOWN
    try:
        result = run(study, query, loosely=True)
        some = Segments(*(each[first : first + SHOWN] for each in (result.found.start, result.found.end)))
        table = found_table(result.corpus, some, CONTEXT)
    except EvaluationError as error:
        return Found([], 0, error.problems)
    told = table.assign(**dict.fromkeys(hidden(study.evaluation.people.attribution)))
    return Found(as_records(told), len(result), result.problems)


def _versions(study: Study, found: Found | None) -> dict[str, str]:
    """Source → the version of the text that its words were found in."""
    names = sorted({row["source"] for row in found.rows}) if found else []
    return {each.name: text_version(each.text) for each in study.sources(names)}


def _values(study: Study) -> dict[str, list[str]]:
    """What may be chosen for each attribute: what the study has, as far as its people policy lets it be told."""
    known, away = orders(study), hidden(study.evaluation.people.attribution)
    with study.store.reading() as connection:
        made = {name: read_coding_values(connection, name) for name in ("coder", "round", "origin")}
    questions = sorted({turn.question for source in study.sources() for turn in source.turns if turn.question})
    roles = sorted({each.role for each in study.people().participants if each.role})
    every = {**known, **made, "question": questions, "role": roles}
    return {name: every[name] for name in ATTRIBUTES if name not in away and every.get(name)}
