"""How far coders agree: every measure, by code and over all of them, with intervals and pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from coding.comparison import UNITS
from coding.comparison import Wanted as Agreeing
from coding.consensus.comparing import Comparison, Wanted
from coding.retrieval import labels
from coding.workbench.tree import codebook_of
from evaluation.app import agreement_pictures
from evaluation.app.agreement_told import (
    code_name,
    drawn_line,
    measure_name,
    number,
    reasons,
    symbol,
    universe_lines,
    value_and_interval,
)
from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.comparing import Figures, Whose, choices_of, comparison_of, told
from evaluation.app.web.faults import NO_STORE, REFUSALS, Refused
from evaluation.app.web.gallery import Picture
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem, problem
from evaluation.study import Study

if TYPE_CHECKING:
    from coding.comparison import Agreed
    from reports.figures.drawing import Drawing

ROUTER = APIRouter(prefix="/compare/agreement", responses=REFUSALS)
PICTURES = ("agreement", "confusion", "difference")
MOST_PAIRS = 15  # of six coders; of more nobody reads a table
PAIR = 2
Name = Literal["agreement", "confusion", "difference"]


@dataclass
class Asked:
    """The figures that are asked for, reckoned when they are needed."""

    study: Study
    figures: Figures
    language: Any
    _found: list[Agreed] | None = None

    @property
    def measures(self) -> list[str]:
        return [each for each in self.figures.measure if each] or ["krippendorff-alpha"]

    @property
    def agreeing(self) -> Agreeing:
        """Where nobody has said which rounds, those of the comparison: the figures and the list are of the same."""
        wanted = self.figures.agreeing
        if wanted.rounds or wanted.coders:
            return wanted
        comparison, _ = comparison_of(self.study, Whose())
        return replace(wanted, rounds=comparison.rounds, coders=_people(comparison)) if comparison else wanted

    def found(self) -> list[Agreed]:
        from coding.agreement import Drawn
        from coding.comparison import agree

        if self._found is None:
            drawn = Drawn(self.figures.resamples, self.figures.seed)
            self._found = agree(self.study, self.agreeing, self.measures, drawn)
        return self._found

    def comparison(self) -> Comparison | None:
        """The same coders in the same rounds and texts, place by place."""
        universe = self.found()[0].universe
        coders = tuple(dict.fromkeys(each.coder for each in universe.raters))
        rounds = tuple(dict.fromkeys(each.round for each in universe.raters))
        asked = Wanted(coders, rounds, universe.sources)
        found, _ = comparison_of(
            self.study, Whose(coder=list(asked.coders), round=list(rounds), source=list(asked.sources))
        )
        return found


@ROUTER.get("")
def agreement(request: Request, visitor: Reader, figures: Annotated[Figures, Query()]) -> Response:
    study = seen_by(request, visitor)
    asked = Asked(study, figures, visitor.language)
    called = labels(study, visitor.language)
    problems: tuple[Problem, ...] = ()
    shown: dict[str, Any] = {}
    try:
        shown = _shown(asked, called)
    except EvaluationError as error:
        problems = told(error)
    return show(
        request,
        "compare_agreement.html",
        422 if problems and figures.pairs() else 200,
        asked=figures,
        measures=_measures(),
        units=UNITS,
        problems=problems,
        shown=shown,
        pictures=[] if problems else list(_pictures(request, asked, called)),
        may=choices_of(study),
        codes=codebook_of(study, visitor.language),
        clashes=serving_of(request).clashes.told_to(visitor.coder),
    )


@ROUTER.get("/pictures/{name}", response_class=Response)
def drawn(request: Request, visitor: Reader, name: Name, figures: Annotated[Figures, Query()]) -> Response:
    study = seen_by(request, visitor)
    asked = Asked(study, figures, visitor.language)
    found = _kept(request, asked, name, labels(study, visitor.language))
    if found is None:
        raise Refused(problem("PAGE-001"))
    return Response(found.svg, media_type="image/svg+xml", headers=NO_STORE)


def _shown(asked: Asked, called: dict[str, str]) -> dict[str, Any]:
    """The table: a row for each code and one for all of them, a column for each measure."""
    found = asked.found()
    figures = [each.figure for each in found]
    measures = list(dict.fromkeys(each.measure for each in figures))
    by = {(each.code, each.measure): each for each in figures}
    codes = sorted({each.code: code_name(each, called) for each in figures}.items(), key=lambda each: each[0] is None)
    rows = [(code, name, [by.get((code, each)) for each in measures]) for code, name in codes]
    text = next((each.universe for each in found if each.universe.unit == "character"), None)
    return {
        "lines": list(universe_lines(found[0].universe)),
        "drawn": drawn_line(found[0].universe, figures[0]) if figures[0].resamples else "",
        "of_text": found[0].universe.unit != "character" and text is not None,
        "measures": [(each, measure_name(each), symbol(each)) for each in measures],
        "rows": rows,
        "told": value_and_interval,
        "reasons": list(reasons(figures, called)),
        "pairs": _pairs(asked, found[0]),
    }


def _pairs(asked: Asked, first: Agreed) -> list[tuple[str, str, str]]:
    """Each two of several coders, and how far they agree over all codes by the first measure."""
    names = list(dict.fromkeys(each.coder for each in first.universe.raters))
    pairs = list(combinations(names, PAIR))
    if len(names) <= PAIR or len(pairs) > MOST_PAIRS:
        return []
    found = []
    for one, other in pairs:
        figures = _over_all(asked, replace(asked.agreeing, coders=(one, other)))
        over_all = next((each.figure for each in figures if each.figure.code is None), None)
        found.append((one, other, number(over_all.value) if over_all else "–"))
    return found


def _over_all(asked: Asked, wanted: Agreeing) -> list[Agreed]:
    """The first measure without its interval; nothing where they have no text in common."""
    from coding.agreement import Drawn
    from coding.comparison import agree

    try:
        return agree(asked.study, wanted, asked.measures[:1], Drawn(0))
    except EvaluationError:
        return []


def _people(comparison: Comparison) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.coder for each in comparison.codings))


def _measures() -> list[tuple[str, str, str]]:
    from coding.comparison.agreeing import asked

    return [(each, measure_name(each), symbol(each)) for each in asked(["all"])]


def _pictures(request: Request, asked: Asked, called: dict[str, str]) -> list[tuple[str, Picture]]:
    found = [(name, _kept(request, asked, name, called)) for name in PICTURES]
    return [(name, each) for name, each in found if each is not None]


def _kept(request: Request, asked: Asked, name: str, called: dict[str, str]) -> Picture | None:
    key = ("compare", name, tuple(asked.figures.pairs()))
    return serving_of(request).gallery.kept(asked.study, key, asked.language, lambda: _drawn(asked, name, called))


def _drawn(asked: Asked, name: str, called: dict[str, str]) -> Drawing | None:
    try:
        if name == "agreement":
            return agreement_pictures.by_code([each.figure for each in asked.found()], called, asked.language)
        comparison = asked.comparison()
    except EvaluationError:
        return None
    if comparison is None:
        return None
    if name == "confusion":
        return agreement_pictures.met(comparison, called, asked.language)
    if len(comparison.texts) == 1:
        return agreement_pictures.apart(comparison, next(iter(comparison.texts)), called, asked.language)
    return None
