"""`underveis matrix`: codings counted by theme and by who said it, with the quotes behind each cell."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json, show_problems, show_table, tell
from evaluation.app.cli.quoting import Quotes, meant, show_quotes
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase
from evaluation.numbers import write_percent

if TYPE_CHECKING:
    import pandas as pd

    from coding.matrices import Along
    from evaluation.study import Study

ORDER = 80
SHAPES = {"matrix": keys("rows columns values of shares bases")}
ALONG: tuple[Along, ...] = ("row", "column")


def register(app: typer.Typer) -> None:
    app.command("matrix", cls=Command, help=phrase("cli.matrix.help"))(matrix)


def matrix(
    rows: Annotated[str, typer.Option(metavar="text", help="cli.matrix.rows")] = "theme",
    cols: Annotated[str, typer.Option(metavar="text", help="cli.matrix.cols")] = "organisation",
    of: Annotated[str, typer.Option(metavar="text", help="cli.matrix.of")] = "codings",
    shares: Annotated[str | None, typer.Option(metavar="text", help="cli.matrix.shares")] = None,
    quotes: Quotes = None,
) -> None:
    from coding.counted import counted_table
    from coding.matrices import cell, crossed
    from coding.quotes import of_codings
    from coding.retrieval import orders

    along = choose("shares", shares, ALONG) if shares else None
    study = opened()
    codings = counted_table(study, by=(rows, cols))
    table = crossed(codings, rows, cols, of=of, order=orders(study), shares=along)
    names = _names(study)
    if quotes:
        row, column = meant(rows, quotes[0], table.index, names), meant(cols, quotes[1], table.columns, names)
        show_quotes(study, of_codings(cell(codings, rows=rows, row=row, columns=cols, column=column)))
    else:
        _show(table, codings, (rows, cols, of), along, names)


def _names(study: Study) -> dict[str, str]:
    """What the values of rows and columns are called in the language shown."""
    from coding.matrices import UNKNOWN
    from coding.retrieval import labels
    from evaluation.model.people import SessionKind

    language = shown_language(study)
    kinds = {each: phrase(f"cli.value.{each}", language) for each in get_args(SessionKind)}
    return labels(study, language) | kinds | {UNKNOWN: phrase("cli.value.unknown", language)}


def _show(
    table: pd.DataFrame, codings: pd.DataFrame, given: tuple[str, str, str], along: Along | None, names: dict[str, str]
) -> None:
    from coding.matrices import bases, small_bases

    rows, cols, of = given
    below = bases(codings, rows, cols, of=of, shares=along) if along else None
    values = [[_plain(value) for value in each] for each in table.to_numpy().tolist()]
    if chosen.as_json:
        shape = {"rows": list(table.index), "columns": list(table.columns), "values": values, "of": of}
        told = None if below is None else {str(each): int(number) for each, number in below.items()}
        show_json({**shape, "shares": along, "bases": told})
        return
    if table.empty:
        tell("nothing")
        return
    headings = [phrase(f"cli.column.{rows}"), *(names.get(str(each), str(each)) for each in table.columns)]
    counted = zip(table.index, values, strict=True)
    show_table(headings, [[names.get(str(index), str(index)), *map(_worded, own)] for index, own in counted])
    if below is not None:
        show_problems(small_bases(below.rename(index=names)))


def _plain(value: float) -> float | None:
    """A share of nothing is none."""
    return None if isnan(value) else value


def _worded(value: float | None) -> Any:
    """Counts as they are; shares as per cent, that of nothing as a dash."""
    return write_percent(value) if isinstance(value, float) else "–" if value is None else value
