"""`underveis survey deposit`: what an archive asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, show_json, show_problems
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, group_named
from evaluation.errors import problem
from evaluation.language import phrase
from evaluation.numbers import write_number

ORDER = 57  # after the group `survey`, to which this belongs
SHAPES = {
    "survey deposit": keys(
        "folder files left checks problems",
        left=[keys("dataset variable reason")],
        checks=[keys("id state what")],
        problems=[PROBLEM],
    ),
}


def register(app: typer.Typer) -> None:
    group = group_named(app, "survey")
    group.command("deposit", cls=Command, help=phrase("deposit.cli.deposit"))(deposit)


def deposit(
    folder: Annotated[Path, typer.Argument(metavar="folder", help="deposit.cli.folder")],
    with_open_answers: Annotated[bool, typer.Option("--with-open-answers", help="deposit.cli.open_answers")] = False,
    without: Annotated[list[str] | None, typer.Option(metavar="text", help="deposit.cli.without")] = None,
    weight: Annotated[list[str] | None, typer.Option(metavar="text", help="deposit.cli.weight")] = None,
) -> None:
    from reports.deposit.building import deposit as build
    from reports.deposit.shape import Terms

    made = build(opened(), folder, Terms(with_open_answers, tuple(without or ()), tuple(weight or ())))
    warned = [problem("DEPOSIT-004", severity="warning")] if with_open_answers else []
    problems = [*warned, *made.problems]
    if chosen.as_json:
        left = [{"dataset": name, "variable": each.variable, "reason": each.reason}
                for name, listed in made.left.items() for each in listed]  # fmt: skip
        points = [{"id": each.id, "state": each.state, "what": each.told()} for each in made.checks]
        told = {"folder": str(folder), "files": [str(each) for each in made.files]}
        show_json({**told, "left": left, "checks": points, "problems": [as_json(each) for each in problems]})
        return
    show_problems(problems)
    for each in (point for state in ("missing", "look") for point in made.checks if point.state == state):
        print(f"{phrase(f'deposit.state.{each.state}')}: {each.told()}")
    print(phrase("deposit.done", count=write_number(len(made.files)), folder=folder))
