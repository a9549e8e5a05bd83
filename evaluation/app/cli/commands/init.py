"""`underveis init`: a new study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen
from evaluation.app.cli.output import show_json, tell
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 20
SHAPES = {"init": keys("study template")}


def register(app: typer.Typer) -> None:
    app.command("init", cls=Command, help=phrase("cli.init.help"))(init)


def init(
    folder: Annotated[Path, typer.Argument(help="cli.init.folder", metavar="folder")],
    template: Annotated[str, typer.Option(metavar="text", help="cli.init.template")] = "focus-group",
) -> None:
    from evaluation.app.templates import create

    made = create(folder, template)
    if chosen.as_json:
        show_json({"study": str(made), "template": template})
    tell("init.done", folder=made)
