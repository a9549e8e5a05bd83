"""`underveis add`: brings files into the study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, count, show_json, show_problems, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase
from evaluation.numbers import write_number

ORDER = 40
SHAPES = {"add": keys("added", problems=[PROBLEM])}


def register(app: typer.Typer) -> None:
    app.command("add", cls=Command, help=phrase("cli.add.help"))(add)


def add(
    files: Annotated[list[Path], typer.Argument(help="cli.add.files", metavar="files")],
    kind: Annotated[str, typer.Option("--as", metavar="text", help="cli.add.kind")] = "transcript",
    session: Annotated[str | None, typer.Option(metavar="text", help="cli.add.session")] = None,
    name: Annotated[str | None, typer.Option(metavar="text", help="cli.add.name")] = None,
) -> None:
    from evaluation.app.importing import import_files

    study = opened()
    done = import_files(study, files, kind=kind, session=session, name=name)
    if chosen.as_json:
        show_json(
            {"added": [each.name for each in done.sources], "problems": [as_json(each) for each in done.problems]}
        )
        return
    for source in done.sources:
        turns = count("turns", len(source.turns))
        tell("add.done", name=source.name, turns=turns, characters=write_number(len(source.text)))
    show_problems(done.problems)
