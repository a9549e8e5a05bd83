"""`underveis sources`: the texts in the study."""

from __future__ import annotations

from dataclasses import asdict

import typer

from evaluation.app.cli.context import opened
from evaluation.app.cli.output import show_rows
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import phrase

ORDER = 50
SOURCE = keys("id name kind session characters turns language file sha256 instrument instrument_sha256")
SHAPES = {"sources": [SOURCE], "sources list": [SOURCE]}


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("cli.sources.help"), invoke_without_command=True, rich_markup_mode=None)
    group.callback()(sources)
    group.command("list", cls=Command, help=phrase("edit.sources.list"))(list_sources)
    app.add_typer(group, name="sources")


def sources(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_sources()


def list_sources() -> None:
    rows = [asdict(each) for each in opened().list_sources()]
    show_rows(rows, ("name", "kind", "session", "characters", "turns", "language"))
