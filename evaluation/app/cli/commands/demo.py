"""`underveis demo`: builds the sample study and renders its report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen
from evaluation.app.cli.output import count, show_json, tell
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 10
SHAPES = {"demo": keys("study codings files")}


def register(app: typer.Typer) -> None:
    app.command("demo", cls=Command, help=phrase("cli.demo.help"))(demo)


def demo(folder: Annotated[Path, typer.Argument(help="cli.init.folder", metavar="folder")]) -> None:
    from evaluation.app.demo.build import build_demo

    done = build_demo(folder)
    if chosen.as_json:
        show_json(
            {"study": str(done.study.folder), "codings": done.codings, "files": [str(each) for each in done.files]}
        )
        return
    counts = {"sources": count("sources", done.sources), "codings": count("codings", done.codings)}
    tell("demo.done", folder=done.study.folder, **counts)
    for file in done.files:
        tell("report.rendered", file=file)
    tell("demo.next", folder=done.study.folder)
