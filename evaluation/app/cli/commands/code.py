"""`underveis code`: codes by rule, and lists the codings."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import show_json, show_rows, show_table, tell
from evaluation.language import phrase

ORDER = 70
UNITS: tuple[Literal["sentence", "turn", "match"], ...] = ("sentence", "turn", "match")
SHOWN = 200  # rows on a screen; --json and pandas give all


def register(app: typer.Typer) -> None:
    group = typer.Typer(help=phrase("cli.code.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("apply", help=phrase("cli.code.apply"))(apply)
    group.command("list", help=phrase("cli.code.list"))(list_codings)
    app.add_typer(group, name="code")


def apply(
    scheme: Annotated[str | None, typer.Option(help=phrase("cli.code.scheme"))] = None,
    unit: Annotated[str, typer.Option(help=phrase("cli.code.unit"))] = "sentence",
    source: Annotated[list[str] | None, typer.Option(help=phrase("cli.code.source"))] = None,
) -> None:
    from coding.applying import apply_rules

    done = apply_rules(opened(), scheme=scheme, unit=choose("unit", unit, UNITS), names=source)
    if chosen.as_json:
        show_json({"codings": done.counts.sum(), "new": done.new, "by_code": done.counts.to_dict()})
        return
    tell("code.done", n=int(done.counts.sum()), new=done.new)
    show_table([phrase("cli.column.code"), phrase("cli.column.codings")], list(done.counts.items()))


def list_codings(
    code: Annotated[str | None, typer.Option(help=phrase("cli.filter.code"))] = None,
    source: Annotated[str | None, typer.Option(help=phrase("cli.filter.source"))] = None,
    session: Annotated[str | None, typer.Option(help=phrase("cli.filter.session"))] = None,
    organisation: Annotated[str | None, typer.Option(help=phrase("cli.filter.organisation"))] = None,
    sector: Annotated[str | None, typer.Option(help=phrase("cli.filter.sector"))] = None,
) -> None:
    from coding.retrieval import as_records, codings_table, select

    table = codings_table(opened())
    found = select(table, code=code, source=source, session=session, organisation=organisation, sector=sector)
    rows = as_records(found)
    show_rows(rows if chosen.as_json else rows[:SHOWN], ("source", "start", "speaker", "code", "text"))
    if len(rows) > SHOWN:
        tell("code.more", n=len(rows) - SHOWN)
