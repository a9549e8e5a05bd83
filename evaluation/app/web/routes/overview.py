"""What the study amounts to so far: a matrix and pictures, each leading to the words behind it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from evaluation.app import pictures
from evaluation.app.behind import passages_behind
from evaluation.app.crossings import Asked, counted, names_of
from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.heat import Heat, heat_of
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.errors import problem
from evaluation.privacy.attribution import COLUMNS, hidden
from evaluation.study import Study

LINK = Link(30, "/overview", "page.overview.link", "reader", ("/quotes",))
ROUTER = APIRouter(responses=REFUSALS)
ROWS = ("theme", "code", "question")
CROSSED = ("organisation", "sector", "role", "kind", "session", "source", "coder", "round")
MEASURED = ("codings", "speakers", "sources", "words")
AT_ONCE = 100  # quotes on a page
LISTED = 40  # rows of a table beside a picture
Choice = Annotated[str, Query(max_length=40)]


@ROUTER.get("/overview")
def matrix(
    request: Request, visitor: Reader, rows: Choice = "theme", cols: Choice = "", of: Choice = "codings"
) -> Response:
    study = seen_by(request, visitor)
    asked = Asked(rows, cols or COLUMNS[study.evaluation.people.attribution], of)
    heat: Heat | None = None
    if study.has_codebook():
        table, _, _ = counted(study, asked, whole=False)
        heat = heat_of(table, names_of(study, visitor.language))
    choices: dict[str, Any] = {"rows": ROWS, "cols": _crossed(study), "of": MEASURED}
    return show(request, "matrix.html", heat=heat, asked=asked, choices=choices, names=pictures.NAMES)


@ROUTER.get("/overview/{name}")
def picture(request: Request, visitor: Reader, name: str) -> Response:
    study = seen_by(request, visitor)
    _refuse_unknown(name)
    found = serving_of(request).gallery.picture(study, name, visitor.language)
    return show(
        request, f"{name}.html", picture=found, name=name, names=pictures.NAMES, **_beside(study, visitor, name)
    )


@ROUTER.get("/pictures/{name}", response_class=Response)
def drawn(request: Request, visitor: Reader, name: str) -> Response:
    _refuse_unknown(name)
    found = serving_of(request).gallery.picture(seen_by(request, visitor), name, visitor.language)
    if found is None:
        raise Refused(problem("PAGE-001"))
    return Response(found.svg, media_type="image/svg+xml", headers=NO_STORE)


class Behind(BaseModel):
    """Which figure is asked about: a cell of a matrix, a pair of codes, a unit, a speaker."""

    of: Annotated[str, Field(max_length=40)]
    row: Annotated[str, Field(max_length=300)]
    column: Annotated[str, Field(max_length=300)] = ""
    rows: Annotated[str, Field(max_length=40)] = ""
    cols: Annotated[str, Field(max_length=40)] = ""
    page: Annotated[int, Field(ge=1, le=10_000)] = 1


@ROUTER.get("/quotes")
def quotes(request: Request, visitor: Reader, asked: Annotated[Behind, Query()]) -> Response:
    """The words behind one figure, and as much of who said them as the people policy allows."""
    from coding.quotes import quotes as quoted
    from coding.retrieval import as_records

    study, told = seen_by(request, visitor), asked.model_dump(exclude={"page"})
    table = quoted(study, passages_behind(study, asked.of, told))
    names = names_of(study, visitor.language)
    about = [
        names.get(each, each) for each in ((asked.row,) if asked.of == "unit" else (asked.row, asked.column)) if each
    ]
    values = {"about": about, "n": len(table), "names": names, "told": told, "page": asked.page}
    pages = max(1, -(-len(table) // AT_ONCE))
    found = as_records(table.iloc[(asked.page - 1) * AT_ONCE : asked.page * AT_ONCE])
    return show(request, "quotes.html", found=found, who=_who(study, found), pages=pages, **values)


def _who(study: Study, found: list[dict[str, Any]]) -> list[str]:
    secret = hidden(study.evaluation.people.attribution)
    shown = [each for each in ("speaker", "role", "organisation", "sector") if each not in secret]
    return [", ".join(str(row[each]) for each in shown if row[each]) for row in found]


def _crossed(study: Study) -> list[str]:
    secret = hidden(study.evaluation.people.attribution)
    return [each for each in CROSSED if each not in secret]


def _refuse_unknown(name: str) -> None:
    if name not in pictures.NAMES:
        raise Refused(problem("PAGE-001"))


def _beside(study: Study, visitor: Reader, name: str) -> dict[str, Any]:
    """The rows of the table that stands beside a picture, each of which leads to words."""
    from coding.retrieval import as_records

    if name == "timeline":
        return {"sessions": sorted(study.people().sessions, key=lambda each: str(each.date or "9999"))}
    tables = {"together": pictures.together, "saturation": pictures.saturating, "talk": pictures.speaking}
    return {"rows": as_records(tables[name](study).head(LISTED)), "called": names_of(study, visitor.language)}
