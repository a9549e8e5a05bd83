"""`underveis undo`, `log`, `backup` and `doctor`: the store's own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, show_json, show_problems, show_rows, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 100
SHAPES = {
    "undo": keys("id at who act details undoes undone_by"),
    "log": [keys("id at who act details undoes undone_by what")],
    "backup": keys("backup"),
    "doctor": [PROBLEM],
}


def register(app: typer.Typer) -> None:
    for function in (undo, log, backup, doctor):
        app.command(function.__name__, cls=Command, help=phrase(f"cli.{function.__name__}.help"))(function)


def undo(
    change: Annotated[int | None, typer.Argument(help="cli.undo.change", metavar="change")] = None,
    redo: Annotated[bool, typer.Option("--redo", help="cli.undo.redo")] = False,
) -> None:
    taken = opened().undo(change, redo=redo)
    if chosen.as_json:
        show_json(asdict(taken))
    tell("undo.redone" if redo else "undo.done", change=taken.id, act=_named(taken.act))


def log(number: Annotated[int, typer.Option("--last", metavar="number", help="cli.log.last", min=1)] = 50) -> None:
    rows = [{**asdict(each), "what": _named(each.act)} for each in opened().log()]
    shown = rows if chosen.as_json else rows[-number:]
    show_rows(shown, ("id", "at", "who", "what", "undone_by"))


def backup(file: Annotated[Path | None, typer.Argument(help="cli.backup.file", metavar="file")] = None) -> None:
    from evaluation.backup import back_up

    study = opened()
    made = back_up(study.folder, file, store=study.store)
    if chosen.as_json:
        show_json({"backup": str(made)})
    tell("backup.done", file=made)


def doctor() -> None:
    from evaluation.doctor import examine

    problems = examine(opened())
    if chosen.as_json:
        show_json([as_json(each) for each in problems])
    show_problems(() if chosen.as_json else problems)
    if any(each.severity == "error" for each in problems):
        raise typer.Exit(1)
    if not problems:
        tell("doctor.good")


def _named(act: str) -> str:
    return phrase(f"act.{act}")
