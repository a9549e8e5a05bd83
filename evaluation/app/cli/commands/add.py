"""`underveis add`: brings files into the study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, show_json, show_problems, tell
from evaluation.language import phrase

ORDER = 40


def register(app: typer.Typer) -> None:
    app.command("add", help=phrase("cli.add.help"))(add)


def add(
    files: Annotated[list[Path], typer.Argument(help=phrase("cli.add.files"), metavar="FILE…")],
    kind: Annotated[str, typer.Option("--as", help=phrase("cli.add.kind"))] = "transcript",
    session: Annotated[str | None, typer.Option(help=phrase("cli.add.session"))] = None,
    name: Annotated[str | None, typer.Option(help=phrase("cli.add.name"))] = None,
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
        tell("add.done", name=source.name, n=len(source.turns), characters=len(source.text))
    show_problems(done.problems)
