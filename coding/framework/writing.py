"""Writing the cells of a study's framework matrix; each time one act that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coding.framework.matrix import Cell
from coding.framework.reading import find_case, find_theme, framework_of
from coding.masking import masking
from evaluation.errors import Problem, fail, problem
from evaluation.memos import now, tidy
from evaluation.model import Summary
from evaluation.model.memo import CaseKind
from evaluation.store.act import Act
from evaluation.store.summaries import read_summaries, remove_summary, write_summary
from evaluation.study import Study

LONGEST = 32_767  # as much as one cell of a workbook holds, in UTF-16 units


def cell_of(study: Study, case: str, theme: str, kind: CaseKind | None = None) -> Cell:
    """One cell: `case` by id or pseudonym, `theme` by id, name or label. Raises with the nearest names."""
    language = study.evaluation.language
    cases, row = find_case(study, case, kind, language)
    columns, column = find_theme(study, theme, language)
    return framework_of(study, cases=cases, columns=columns).cell(row.id, column.id)


def write_cell(
    study: Study, case: str, theme: str, text: str, *, kind: CaseKind | None = None, was: str | None = None
) -> tuple[Cell, tuple[Problem, ...]]:
    """Write the summary of a cell, resting on its quotes as they are now; an empty text takes it away.

    was: the summary as whoever writes saw it; FRAMEWORK-020 where it is another by now.
    Returns the cell as it became, and what deserves a look. Raises for an unknown case or theme, or a text too long.
    """
    language = study.evaluation.language
    cases, row = find_case(study, case, kind, language)
    columns, column = find_theme(study, theme, language)
    found = framework_of(study, cases=cases, columns=columns).cell(row.id, column.id)
    kept = fitting(tidy(text))
    summary = Summary(cases, row.id, column.id, kept, found.quotes, found.evidence)
    with study.store.act("framework.write", study.who, theme=column.id, n=1) as act:
        if was is not None and _now(study, act, summary) != tidy(was):
            raise fail("FRAMEWORK-020", case=row.label, theme=column.label)
        put(act, summary)
    after = framework_of(study, cases=cases, columns=columns).cell(row.id, column.id)
    return after, tuple(looked_at(study, after, kept))


def _now(study: Study, act: Act, summary: Summary) -> str:
    """What the cell says within the act, as a reader sees it."""
    place = (summary.case_kind, summary.case, summary.theme)
    there = (each.text for each in read_summaries(act.connection) if (each.case_kind, each.case, each.theme) == place)
    return masking(study)(next(there, ""))


def put(act: Act, summary: Summary) -> None:
    """Keep a summary, signed and dated; without a text it is taken away."""
    if summary.text:
        write_summary(act, replace(summary, author=act.who, at=now()))
    else:
        remove_summary(act, summary)


def fitting(text: str, *, file: object = "", place: str = "–") -> str:
    """The text, if a cell of a workbook has room for it."""
    length = units(text)
    if length > LONGEST:
        raise fail("FRAMEWORK-004", file=file, place=place, length=length, longest=LONGEST)
    return text


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def looked_at(study: Study, cell: Cell, text: str) -> Iterable[Problem]:
    """A summary that names somebody, and one that rests on nothing."""
    case, theme = cell.case.label, cell.theme.label
    if masking(study)(text) != text:
        yield problem("FRAMEWORK-005", severity="warning", case=case, theme=theme)
    if text and not cell.quotes:
        yield problem("FRAMEWORK-006", severity="note", case=case, theme=theme)
