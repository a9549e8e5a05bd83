"""`underveis status`: what the study holds, and what is missing."""

from __future__ import annotations

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 30
SHAPES = {
    "status": keys(
        "collection",
        study=keys("folder title commissioner evaluator languages"),
        counts=keys("organisations participants sessions sources turns words themes codes codings"),
        missing=[PROBLEM],
    )
}


def register(app: typer.Typer) -> None:
    app.command("status", cls=Command, help=phrase("cli.status.help"))(status)


def status() -> None:
    import sys

    from evaluation.app.status import overview
    from evaluation.doctor import examine

    study = opened()
    found = overview(study)
    missing = examine(study)
    if chosen.as_json:
        show_json({**found, "missing": [as_json(each) for each in missing]})
        return
    language = shown_language(study)
    print(f"{study.evaluation.title}\n")
    show_table(["", ""], [(phrase(f"cli.status.{key}", language), value) for key, value in found["counts"].items()])
    if found["collection"]:
        print("", *found["collection"], sep="\n")
    print()
    tell("status.missing" if missing else "status.complete")
    show_problems(missing, sys.stdout)
