"""`underveis rounds`: opens reporting rounds, and shows what each party has delivered."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.commands.forms import day_of
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import local_time, show_json, show_table, tell
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.model.form import ReportingRound
    from instruments.form.reporting import Delivered

ORDER = 46
ROUND = keys("name instrument title start end deadline parties")
SHAPES = {
    "rounds open": ROUND,
    "rounds list": [{**ROUND, **keys("delivered awaited")}],
    "rounds show": {**ROUND, "reports": [keys("party state channel form response submitted_at late missing")]},
}
Name = Annotated[str, typer.Argument(metavar="round", help="forms.rounds.name")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("forms.rounds.group"), no_args_is_help=True, rich_markup_mode=None)
    for function in (open_, list_, show):
        name = function.__name__.rstrip("_")
        group.command(name, cls=Command, help=phrase(f"forms.rounds.{name}"))(function)
    app.add_typer(group, name="rounds")


def open_(
    name: Name,
    template: Annotated[str, typer.Option(metavar="text", help="forms.rounds.template")],
    period: Annotated[str, typer.Option(metavar="text", help="forms.rounds.period")],
    parties: Annotated[str, typer.Option(metavar="text", help="forms.rounds.parties")],
    deadline: Annotated[str | None, typer.Option(metavar="text", help="forms.rounds.deadline")] = None,
    title: Annotated[str, typer.Option(metavar="text", help="forms.rounds.title")] = "",
) -> None:
    from evaluation.model.form import ReportingRound
    from instruments.form.reporting import open_round, period_of

    asked = tuple(each.strip() for each in parties.split(",") if each.strip())
    start, end = period_of(period)
    made = open_round(opened(), ReportingRound(name, template, title, start, end, day_of(deadline), asked))
    if chosen.as_json:
        show_json(_told(made))
    else:
        print(phrase("forms.rounds.opened", name=name))


def list_() -> None:
    from instruments.form.reporting import awaited, delivered, list_rounds

    study = opened()
    rows = []
    for each in list_rounds(study):
        there = delivered(study, each.name)
        came = sum(row.state == "submitted" for row in there)
        rows.append({**_told(each), "delivered": came, "awaited": awaited(there)})
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        tell("nothing")
    else:
        columns = ("name", "title", "instrument", "period", "deadline", "delivered", "awaited")
        _show(columns, [{**row, "period": f"{row['start']} – {row['end']}"} for row in rows])


def show(name: Name) -> None:
    from instruments.form.reporting import delivered, find_round

    study = opened()
    found = find_round(study, name)
    rows = [_row(found, each) for each in delivered(study, name)]
    if chosen.as_json:
        show_json({**_told(found), "reports": rows})
    elif not rows:
        tell("nothing")
    else:
        _show(("party", "state", "channel", "submitted_at", "late", "missing"), rows)


def _row(found: ReportingRound, each: Delivered) -> dict[str, Any]:
    response = each.response
    at = response.submitted_at if response else None
    return {
        "party": each.party,
        "state": each.state,
        "channel": response.channel if response else None,
        "form": response.form if response else None,
        "response": response.id if response else None,
        "submitted_at": at,
        "late": bool(at and found.deadline and dt.datetime.fromisoformat(at).astimezone().date() > found.deadline),
        "missing": list(each.missing),
    }


def _told(found: ReportingRound) -> dict[str, Any]:
    return {key: value for key, value in asdict(found).items() if key != "id"}


def _show(columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    headings = [phrase(f"forms.column.{each}") for each in columns]
    show_table(headings, [[_worded(each, row[each]) for each in columns] for row in rows])


def _worded(column: str, value: Any) -> Any:
    if column in ("state", "channel") and value:
        return phrase(f"forms.{column}.{value}")
    if column == "late":
        return phrase("forms.late") if value else None
    return local_time(value) if column == "submitted_at" and value else value
