"""`underveis find`: words in the texts, with what stands around them."""

from __future__ import annotations

from typing import Annotated

import typer

from evaluation.app.cli.context import opened
from evaluation.app.cli.output import show_rows
from evaluation.language import phrase

ORDER = 75


def register(app: typer.Typer) -> None:
    app.command("find", help=phrase("cli.find.help"))(find)


def find(
    query: Annotated[str, typer.Argument(help=phrase("cli.find.query"), metavar="QUERY")],
    code: Annotated[str | None, typer.Option(help=phrase("cli.filter.code"))] = None,
    session: Annotated[str | None, typer.Option(help=phrase("cli.filter.session"))] = None,
    organisation: Annotated[str | None, typer.Option(help=phrase("cli.filter.organisation"))] = None,
    sector: Annotated[str | None, typer.Option(help=phrase("cli.filter.sector"))] = None,
    context: Annotated[int, typer.Option(help=phrase("cli.find.context"), min=0)] = 60,
) -> None:
    from coding.retrieval import as_records, find_words, select

    table = find_words(opened(), query, context=context)
    found = select(table, code=code, session=session, organisation=organisation, sector=sector)
    show_rows(as_records(found), ("source", "start", "speaker", "before", "text", "after"))
