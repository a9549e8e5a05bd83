"""`underveis code round`: opens, closes and lists rounds of coding, and looks into a blind one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import local_time, show_json, show_table, tell
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group, group_named
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.model import Round
    from evaluation.rounds import Progress

ORDER = 72  # after the group `code`, to which these belong
ROUND = keys("name blind coders opened_at opened_by closed_at closed_by", revealed=[keys("who at reason")])
SHAPES = {
    "code round open": ROUND,
    "code round close": ROUND,
    "code round list": [{**ROUND, **keys("codings")}],
    "code round reveal": ROUND,
}
Name = Annotated[str, typer.Argument(metavar="round", help="round.cli.name")]


def register(app: typer.Typer) -> None:
    code = group_named(app, "code")
    group = typer.Typer(cls=Group, help=phrase("round.cli.group"), no_args_is_help=True, rich_markup_mode=None)
    group.command("open", cls=Command, help=phrase("round.cli.open"))(open_)
    group.command("close", cls=Command, help=phrase("round.cli.close"))(close)
    group.command("list", cls=Command, help=phrase("round.cli.list"))(list_)
    group.command("reveal", cls=Command, help=phrase("round.cli.reveal"))(reveal)
    code.add_typer(group, name="round")


def open_(
    name: Name,
    coder: Annotated[list[str] | None, typer.Option(metavar="text", help="round.cli.coders")] = None,
    *,
    seen: Annotated[bool, typer.Option("--seen", help="round.cli.seen")] = False,
) -> None:
    from evaluation.rounds import open_round

    _show(open_round(opened(), name, coders=coder or (), blind=not seen), "opened_seen" if seen else "opened_blind")


def close(name: Name) -> None:
    from evaluation.rounds import close_round

    _show(close_round(opened(), name), "closed")


def reveal(name: Name, reason: Annotated[str, typer.Option(metavar="text", help="round.cli.reason")] = "") -> None:
    from evaluation.rounds import reveal_round

    _show(reveal_round(opened(), name, reason), "revealed")


def list_() -> None:
    from evaluation.rounds import progress

    found = progress(opened())
    if chosen.as_json:
        show_json([{**_told(each.round), "codings": each.codings} for each in found])
    elif not found:
        tell("nothing")
    else:
        headings = ("round", "state", "opened", "closed", "codings", "revealed")
        show_table([phrase(f"round.column.{each}") for each in headings], [_row(each) for each in found])


def _row(found: Progress) -> list[str]:
    each = found.round
    state = "closed" if not each.is_open else "blind" if each.blind else "open"
    counts = ", ".join(f"{coder} {n}" for coder, n in found.codings.items())
    seen = ", ".join(reveal.who for reveal in each.revealed)
    opened_, closed = (f"{local_time(at)} {who}" if at else "" for at, who in _moments(each))
    return [each.name, phrase(f"round.state.{state}"), opened_, closed, counts, seen]


def _moments(found: Round) -> tuple[tuple[str | None, str | None], ...]:
    return (found.opened_at, found.opened_by), (found.closed_at, found.closed_by)


def _told(found: Round) -> dict[str, Any]:
    return {key: value for key, value in asdict(found).items() if key != "id"}


def _show(found: Round, key: str) -> None:
    if chosen.as_json:
        show_json(_told(found))
    else:
        print(phrase(f"round.{key}", name=found.name))
