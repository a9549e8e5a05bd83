"""`--quotes ROW COLUMN`: the words behind one cell of an analysis, shown as `find` shows its hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.cli.context import chosen
from evaluation.app.cli.output import show_json, tell
from evaluation.errors import fail

if TYPE_CHECKING:
    from coding.quotes import Passage
    from evaluation.study import Study

Quotes = Annotated[tuple[str, str] | None, typer.Option("--quotes", metavar="cell", help="analysis.option.quotes")]


def meant(what: str, written: str, known: Iterable[str], names: Mapping[str, str]) -> str:
    """A row or column named as it is shown, or by its id. Raises FIND-001 with the nearest; `what` is its kind."""
    from evaluation.settings.nearness import nearest

    listed = [str(each) for each in known]
    called = {names.get(each, each): each for each in listed} | {each: each for each in listed}
    if written in called:
        return called[written]
    near = ", ".join(nearest(written, list(called)) or list(called)[:8]) or "–"
    raise fail("FIND-001", column=what, value=written, known=near)


def columns_meant(columns: Iterable[str]) -> dict[str, str]:
    """What the columns of an analysis are called."""
    from evaluation.app.cli.analyses import heading

    return {column: heading(column) for column in columns}


def show_quotes(study: Study, passages: Iterable[Passage]) -> None:
    """The words of the passages; what goes further than the people policy is left out."""
    from coding.quotes import quotes
    from coding.retrieval import as_records
    from evaluation.app.cli.hits import show_hits
    from evaluation.privacy.attribution import hidden

    table = quotes(study, passages)
    rows = as_records(table.drop(columns=list(hidden(study.evaluation.people.attribution))))
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        tell("nothing")
    else:
        show_hits(rows)
