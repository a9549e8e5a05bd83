"""`underveis demo`: builds the sample study and renders its report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen
from evaluation.app.cli.output import show_json, tell
from evaluation.language import phrase

ORDER = 10


def register(app: typer.Typer) -> None:
    app.command("demo", help=phrase("cli.demo.help"))(demo)


def demo(folder: Annotated[Path, typer.Argument(help=phrase("cli.init.folder"), metavar="DIR")]) -> None:
    from evaluation.app.demo.build import build_demo

    done = build_demo(folder)
    if chosen.as_json:
        show_json(
            {"study": str(done.study.folder), "codings": done.codings, "files": [str(each) for each in done.files]}
        )
        return
    tell("demo.done", folder=done.study.folder, sources=done.sources, codings=done.codings)
    for file in done.files:
        tell("report.rendered", file=file)
    tell("demo.next", folder=done.study.folder)
