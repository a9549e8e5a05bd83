"""`underveis turns`: who says what in a text, and putting that right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, show_json, show_problems, show_rows, show_table
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.editing import Retold
    from evaluation.model import Source, Turn

ORDER = 52
TURN = keys("number start end speaker participant question text")
RETOLD = keys("source", turns=[TURN], problems=[PROBLEM])
SHAPES = {"turns list": [TURN], "turns split": RETOLD, "turns join": RETOLD, "turns give": RETOLD}
LONGEST = 80  # characters of a turn's words on a screen

Name = Annotated[str, typer.Argument(help="edit.sources.name", metavar="source")]
Number = Annotated[int, typer.Argument(help="edit.turns.number", metavar="number")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("edit.turns.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("list", cls=Command, help=phrase("edit.turns.list"))(list_turns)
    group.command("split", cls=Command, help=phrase("edit.turns.split"))(split)
    group.command("join", cls=Command, help=phrase("edit.turns.join"))(join)
    group.command("give", cls=Command, help=phrase("edit.turns.give"))(give)
    app.add_typer(group, name="turns")


def list_turns(name: Name) -> None:
    source = opened().source(name)
    rows = [_record(source, number, turn) for number, turn in enumerate(source.turns, 1)]
    if chosen.as_json or not rows:
        show_rows(rows, ())
    else:
        _show(rows)


def split(
    name: Name,
    at: Annotated[int | None, typer.Option(metavar="number", help="edit.turns.at")] = None,
    before: Annotated[str | None, typer.Option(metavar="text", help="edit.turns.before")] = None,
    turn: Annotated[int | None, typer.Option(metavar="number", help="edit.turns.turn")] = None,
) -> None:
    from evaluation.editing import split_turn
    from evaluation.sources.turns import place_before

    study = opened()
    source = study.source(name)
    if (at is None) == (before is None):
        raise fail("EDIT-015")
    place = place_before(source, before, turn) if before is not None else at
    _tell(source, split_turn(study, source, place or 0))


def join(name: Name, number: Number) -> None:
    from evaluation.editing import join_turns

    study = opened()
    source = study.source(name)
    _tell(source, join_turns(study, source, number))


def give(
    name: Name,
    number: Annotated[int | None, typer.Argument(help="edit.turns.number", metavar="number")] = None,
    *,
    to: Annotated[str, typer.Option("--to", metavar="text", help="edit.turns.to")],
    label: Annotated[str | None, typer.Option(metavar="text", help="edit.turns.label")] = None,
    new: Annotated[bool, typer.Option("--new", help="edit.turns.new")] = False,
) -> None:
    from evaluation.editing import give_label, give_turn

    if (number is None) == (label is None):
        raise fail("EDIT-063")
    study = opened()
    source = study.source(name)
    if label is not None:
        _tell(source, give_label(study, source, label, to, new=new))
    else:
        _tell(source, give_turn(study, source, number or 0, to, new=new))


def _tell(source: Source, retold: Retold) -> None:
    rows = [_record(source, number, turn) for number, turn in retold.turns]
    if chosen.as_json:
        show_json({"source": source.name, "turns": rows, "problems": [as_json(each) for each in retold.problems]})
        return
    _show(rows)
    show_problems(retold.problems)


def _record(source: Source, number: int, turn: Turn) -> dict[str, Any]:
    own = {name: getattr(turn, name) for name in ("start", "end", "speaker", "participant", "question")}
    return {"number": number, **own, "text": source.words_of(turn)}


def _show(rows: list[dict[str, Any]]) -> None:
    columns = {
        "number": "edit.turns.column.number",
        "start": "cli.column.start",
        "end": "cli.column.end",
        "speaker": "cli.column.speaker",
        "participant": "edit.turns.column.participant",
        "question": "cli.column.question",
        "text": "cli.column.text",
    }
    shown = ({**row, "text": _short(row["text"])} for row in rows)
    show_table([phrase(key) for key in columns.values()], [[row[name] for name in columns] for row in shown])


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
