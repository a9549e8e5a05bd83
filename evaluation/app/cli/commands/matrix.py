"""`underveis matrix`: codings counted by theme and by who said it."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json, show_table, tell
from evaluation.app.cli.wording import Command
from evaluation.language import phrase
from evaluation.model.people import SessionKind

ORDER = 80


def register(app: typer.Typer) -> None:
    app.command("matrix", cls=Command, help=phrase("cli.matrix.help"))(matrix)


def matrix(
    rows: Annotated[str, typer.Option(metavar="text", help="cli.matrix.rows")] = "theme",
    cols: Annotated[str, typer.Option(metavar="text", help="cli.matrix.cols")] = "organisation",
    of: Annotated[str, typer.Option(metavar="text", help="cli.matrix.of")] = "codings",
) -> None:
    from coding.matrices import UNKNOWN, crossed
    from coding.retrieval import codings_table, labels, orders

    study = opened()
    known = orders(study)
    table = crossed(codings_table(study), rows, cols, of=of, order=known)
    if chosen.as_json:
        values = table.to_numpy().tolist()
        show_json({"rows": list(table.index), "columns": list(table.columns), "values": values, "of": of})
        return
    language = shown_language(study)
    kinds = {each: phrase(f"cli.value.{each}", language) for each in get_args(SessionKind)}
    names = labels(study, language) | kinds | {UNKNOWN: phrase("cli.value.unknown", language)}
    if table.empty:
        tell("nothing")
        return
    headings = [phrase(f"cli.column.{rows}"), *(names.get(str(each), str(each)) for each in table.columns)]
    counted = zip(table.index, table.to_numpy(), strict=True)
    show_table(headings, [[names.get(str(index), str(index)), *values] for index, values in counted])
