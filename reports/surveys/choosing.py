"""Which figures a survey gets: those its settings name, else one for each closed question or set of like ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.errors import Problem, raise_any
from evaluation.model import Evaluation, Localised
from evaluation.model.survey import SurveyFigure, SurveyFigureKind
from evaluation.study import Study
from reports.surveys.reading import SurveyRead
from reports.surveys.statements import Statement, is_shown, statements_of

MOST_LINES, MOST_ON_A_SIDE = 6, 3
SIDED: tuple[SurveyFigureKind, ...] = ("likert", "dots", "waves")
Unfit = tuple[str, dict[str, str | int]]  # a problem's code and values
COMPARING: tuple[SurveyFigureKind, ...] = ("grouped",)
NO_TEXT = Localised()
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


@dataclass(frozen=True)
class Planned:
    """A figure before it is counted. `id` stays the same as long as its first question and its groups do."""

    id: str
    kind: SurveyFigureKind
    statements: tuple[Statement, ...]
    by: str | None = None
    theme: str = ""
    title: Localised = NO_TEXT
    note: Localised = NO_TEXT


def planned_figures(read: SurveyRead, study: Study, taken: set[str]) -> tuple[Planned, ...]:
    """In the order of the settings, else of the questionnaire. Raises for kinds that do not fit, each with its line."""
    evaluation = study.evaluation
    found: list[Planned] = []
    faults: list[Problem] = []
    listed = read.settings.figures or tuple(_offered(read, evaluation))
    for number, each in enumerate(listed):
        statements = [statement for name in each.questions for statement in statements_of(read, name)]
        by = read.settings.wave if each.by == "wave" and read.settings.wave else each.by
        kind = each.kind or _kind(statements, by, read)
        faults += _unfit(kind, statements, by, read, study, number)
        theme = each.theme or _theme(statements, read, evaluation)
        id_ = _free(f"survey-{slug(read.name)}", each.id, each.questions[0], by, kind, taken)
        found.append(Planned(id_, kind, tuple(statements), by, theme, each.title, each.note))
    raise_any(faults)
    return tuple(_without_strangers(each, read) for each in found)


def slug(text: str) -> str:
    """Small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-") or "x"


def _free(start: str, own: str | None, question: str, by: str | None, kind: str, taken: set[str]) -> str:
    first = "-".join(filter(None, (start, slug(own or question), slug(by) if by and not own else "")))
    names = (name for name in (first, f"{first}-{kind}", *(f"{first}-{number}" for number in range(2, 999))))
    chosen = next(name for name in names if name not in taken)
    taken.add(chosen)
    return chosen


def _kind(statements: Sequence[Statement], by: str | None, read: SurveyRead) -> SurveyFigureKind:
    """What the questions and the groups ask for."""
    sided = all(each.is_sided for each in statements)
    if by is not None and by == read.settings.wave:
        return "waves"
    if by is not None:
        return "dots" if sided else "grouped"
    if sided and all(_fits_likert(each) for each in statements):
        return "likert"
    if any(each.options for each in statements) or not all(each.ordered for each in statements):
        return "bars"
    return "stacked"


def _fits_likert(statement: Statement) -> bool:
    return len(statement.labels) > 2 and max(len(statement.positive), len(statement.negative)) <= MOST_ON_A_SIDE


def _unfit(
    kind: SurveyFigureKind, statements: Sequence[Statement], by: str | None, read: SurveyRead, study: Study, number: int
) -> Iterator[Problem]:
    line = study.settings.line(read.place("figures", number, "kind"))
    for code, values in (*_unfit_statements(kind, statements), *_unfit_set(kind, statements, by, read)):
        yield Problem(code, str(study.settings.path), line, values)


def _unfit_statements(kind: str, statements: Sequence[Statement]) -> Iterator[Unfit]:
    for each in statements:
        if not each.labels and each.options is None:
            yield "CHAPTER-007", {"name": each.name}
        elif kind in SIDED and not each.is_sided:
            yield "CHAPTER-008", {"name": each.name, "kind": kind}
        elif kind == "likert" and not _fits_likert(each):
            yield "CHAPTER-009", {"name": each.name}


def _unfit_set(kind: str, statements: Sequence[Statement], by: str | None, read: SurveyRead) -> Iterator[Unfit]:
    alone = kind == "grouped" or (kind == "stacked" and by) or not all(each.is_sided for each in statements)
    if kind == "waves" and read.settings.wave is None:
        yield "CHAPTER-010", {}
    if kind in COMPARING and by is None:
        yield "CHAPTER-011", {"kind": kind}
    if kind == "waves" and len(statements) > MOST_LINES:
        yield "CHAPTER-012", {"n": len(statements), "most": MOST_LINES}
    if kind == "likert" and len({tuple(each.labels.items()) for each in statements}) > 1:
        yield "CHAPTER-013", {}
    if kind in ("grouped", "bars", "stacked") and len(statements) > 1 and alone and not (kind == "stacked" and not by):
        yield "CHAPTER-014", {"kind": kind}


def _without_strangers(figure: Planned, read: SurveyRead) -> Planned:
    """A trend is of the waves, whatever else the figure names."""
    return replace(figure, by=read.settings.wave) if figure.kind == "waves" else figure


def _theme(statements: Sequence[Statement], read: SurveyRead, evaluation: Evaluation) -> str:
    """The first of the study's themes that the questionnaire gives one of the questions."""
    known = [theme.id for theme in evaluation.themes]
    if read.instrument is None:
        return ""
    themes = {placed.question.id: placed.themes for placed in read.instrument.placed()}
    found = (theme for each in statements if each.question for theme in themes.get(each.question.id, ()))
    return next((theme for theme in found if theme in known), "")


# Without any figures in the settings


def _offered(read: SurveyRead, evaluation: Evaluation) -> Iterator[SurveyFigure]:
    """One figure for each set of like questions; then, where groups or waves are named, one more of its positive."""
    for names in _alike(read, evaluation):
        yield SurveyFigure(questions=names)
        statements = [each for name in names for each in statements_of(read, name)]
        if not all(each.is_sided for each in statements):
            continue
        if read.settings.wave and len(statements) <= MOST_LINES:
            yield SurveyFigure(questions=names, by=read.settings.wave)
        yield from (SurveyFigure(questions=names, by=by) for by in read.settings.by)


def _alike(read: SurveyRead, evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    """Questions in the questionnaire's order; statements on the same scale about the same theme are one figure."""
    held: list[tuple[object, str]] = []
    for key, name in _keyed(read, evaluation):
        if held and (key is None or key != held[0][0]):
            yield tuple(each for _, each in held)
            held = []
        held.append((key, name))
        if key is None:
            yield (name,)
            held = []
    if held:
        yield tuple(each for _, each in held)


def _keyed(read: SurveyRead, evaluation: Evaluation) -> Iterable[tuple[object, str]]:
    """Each closed question with what it must share with the next to stand in one figure; None stands alone."""
    if read.instrument is None:
        return
    background = {*read.settings.strata, *read.settings.by, read.settings.wave}
    for placed in read.instrument.placed():
        question = placed.question
        if is_shown(read, question) and question.variable not in background:
            statements = [each for each in statements_of(read, question.id) if each.labels or each.options]
            theme = _theme(statements, read, evaluation)
            if not statements:
                continue
            alone = question.type != "scale" or not statements[0].is_sided
            yield (None if alone else (theme, tuple(statements[0].labels.items()))), question.id
