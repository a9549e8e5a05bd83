"""`underveis code`: codes by rule, and lists the codings."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import count, show_json, show_rows, show_table, tell
from evaluation.app.cli.shapes import SPEAKER, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import phrase

ORDER = 70
SHAPES = {
    "code apply": keys("codings new by_code"),
    "code list": [keys(f"id source start end text code path theme coder round origin note words {SPEAKER}")],
}
UNITS: tuple[Literal["sentence", "turn", "match"], ...] = ("sentence", "turn", "match")
SHOWN = 200  # rows on a screen; --json and pandas give all


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("cli.code.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("apply", cls=Command, help=phrase("cli.code.apply"))(apply)
    group.command("list", cls=Command, help=phrase("cli.code.list"))(list_codings)
    app.add_typer(group, name="code")


def apply(
    scheme: Annotated[str | None, typer.Option(metavar="text", help="cli.code.scheme")] = None,
    unit: Annotated[str, typer.Option(metavar="text", help="cli.code.unit")] = "sentence",
    source: Annotated[list[str] | None, typer.Option(metavar="text", help="cli.code.source")] = None,
) -> None:
    from coding.applying import apply_rules

    done = apply_rules(opened(), scheme=scheme, unit=choose("unit", unit, UNITS), names=source)
    if chosen.as_json:
        by_code = {str(code): int(number) for code, number in done.counts.items()}
        show_json({"codings": len(done.codings), "new": done.new, "by_code": by_code})
        return
    tell("code.done", codings=count("codings", len(done.codings)), new=done.new)
    show_table([phrase("cli.column.code"), phrase("cli.column.codings")], list(done.counts.items()))


def list_codings(
    code: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.code")] = None,
    source: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.source")] = None,
    session: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.session")] = None,
    organisation: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.organisation")] = None,
    sector: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.sector")] = None,
    *,
    coder: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.coder")] = None,
    round_: Annotated[str | None, typer.Option("--round", metavar="text", help="cli.filter.round")] = None,
    outdated: Annotated[bool, typer.Option("--outdated", help="codebook.help.only_outdated")] = False,
) -> None:
    from coding.retrieval import as_records, codings_table, orders, select
    from evaluation.codes import outdated_codings
    from evaluation.privacy.attribution import hidden

    study = opened()
    wanted = {"code": code, "source": source, "session": session, "organisation": organisation, "sector": sector}
    wanted |= {"coder": coder, "round": round_}
    found = select(codings_table(study), orders(study), **wanted)
    if outdated:
        found = found[found["id"].isin([each.id for each in outdated_codings(study)])]
    rows = as_records(found.drop(columns=list(hidden(study.evaluation.people.attribution))))
    show_rows(rows if chosen.as_json else rows[:SHOWN], ("source", "start", "speaker", "code", "text"))
    if len(rows) > SHOWN:
        tell("code.more", n=len(rows) - SHOWN)
