"""`underveis find`: words in the texts, with what stands around them."""

from __future__ import annotations

from typing import Annotated

import typer

from evaluation.app.cli.context import opened
from evaluation.app.cli.output import show_rows
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 75


def register(app: typer.Typer) -> None:
    app.command("find", cls=Command, help=phrase("cli.find.help"))(find)


def find(
    query: Annotated[str, typer.Argument(help="cli.find.query", metavar="query")],
    code: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.code")] = None,
    session: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.session")] = None,
    organisation: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.organisation")] = None,
    sector: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.sector")] = None,
    context: Annotated[int, typer.Option(metavar="number", help="cli.find.context", min=0)] = 60,
) -> None:
    from coding.retrieval import as_records, find_words, orders, select
    from evaluation.privacy.attribution import hidden

    study = opened()
    table = find_words(study, query, context=context)
    found = select(table, orders(study), code=code, session=session, organisation=organisation, sector=sector)
    rows = as_records(found.drop(columns=list(hidden(study.evaluation.people.attribution))))
    show_rows(rows, ("source", "start", "speaker", "before", "text", "after"))
