"""`underveis version`: which version this is (also `--version`)."""

from __future__ import annotations

import typer

from evaluation.app.cli.context import chosen, underveis_version
from evaluation.app.cli.output import show_json
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 110
SHAPES = {"version": keys("version")}


def register(app: typer.Typer) -> None:
    app.command("version", cls=Command, help=phrase("cli.version.help"))(version)


def version() -> None:
    if chosen.as_json:
        show_json({"version": underveis_version()})
    else:
        print(f"underveis {underveis_version()}")
