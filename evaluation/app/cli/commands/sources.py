"""`underveis sources`: the texts in the study."""

from __future__ import annotations

from dataclasses import asdict

import typer

from evaluation.app.cli.context import opened
from evaluation.app.cli.output import show_rows
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 50


def register(app: typer.Typer) -> None:
    app.command("sources", cls=Command, help=phrase("cli.sources.help"))(sources)


def sources() -> None:
    rows = [asdict(each) for each in opened().list_sources()]
    show_rows(rows, ("name", "kind", "session", "characters", "turns", "language"))
