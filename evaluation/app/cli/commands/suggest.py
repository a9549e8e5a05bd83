"""`underveis code suggest`: codes that may fit, for somebody to accept."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import asdict
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import show_json, show_problems, show_table
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.errors import fail
from evaluation.language import phrase
from evaluation.numbers import write_number
from evaluation.settings.nearness import near

if TYPE_CHECKING:
    import pandas as pd

    from coding.suggest import Suggestion
    from evaluation.study import Study

ORDER = 71
SHAPES = {"code suggest": [keys("id source start end text code score words indicator model")]}
GROUP = "code"
SHOWN = 40  # as many as somebody reads through; --json gives all
SHOWN_TEXT = 160  # characters; `code suggest ID` shows the whole
WHOLES: tuple[Literal["sentence", "turn"], ...] = ("sentence", "turn")
TEACHERS: tuple[Literal["people", "rule"], ...] = ("people", "rule")
COLUMNS = ("id", "score", "code", "words", "source", "text")
FIGURES = ("macro_f1", "top2", "suggested")


def register(app: typer.Typer) -> None:
    """Joins the group of `code`, which another file registers first."""
    for group in app.registered_groups:
        if group.name == GROUP and group.typer_instance:
            group.typer_instance.command("suggest", cls=Command, help=phrase("suggest.command"))(suggest)


def suggest(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ids", help="suggest.ids")] = None,
    *,
    accept: Annotated[bool, typer.Option("--accept", help="suggest.accept")] = False,
    unit: Annotated[str, typer.Option(metavar="text", help="suggest.unit")] = "sentence",
    learn_from: Annotated[str, typer.Option("--from", metavar="text", help="suggest.from")] = "people",
    source: Annotated[list[str] | None, typer.Option(metavar="text", help="cli.code.source")] = None,
    code: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.code")] = None,
    least: Annotated[float, typer.Option(metavar="number", help="suggest.least", min=0, max=1)] = 0.25,
    evaluate: Annotated[bool, typer.Option("--evaluate", help="suggest.evaluate")] = False,
) -> None:
    from coding import suggest as room

    study, whole, teacher = opened(), choose("unit", unit, WHOLES), choose("from", learn_from, TEACHERS)
    if evaluate:
        show_problems(room.circular(teacher))
        _show_quality(room.measure_study(study, unit=whole, learn_from=teacher))
    elif accept:
        _accept(study, room.find_suggestions(study, _needed(ids), unit=whole, learn_from=teacher))
    elif ids:
        _show(room.find_suggestions(study, ids, unit=whole, learn_from=teacher), least=0, whole=True)
    else:
        found = room.propose(study, unit=whole, learn_from=teacher, names=source, least=least)
        show_problems(found.problems)
        _show(_with_code(study, found.suggestions, code), least)


def _needed(ids: list[str] | None) -> list[str]:
    if not ids:
        raise fail("SUGGEST-009")
    return ids


def _with_code(study: Study, found: Sequence[Suggestion], code: str | None) -> Sequence[Suggestion]:
    if code is not None and code not in study.codebook:
        raise fail("SUGGEST-004", name=code, known=near(code, [each.name for each in study.codebook]))
    return [each for each in found if code in (None, each.code)]


def _accept(study: Study, found: Sequence[Suggestion]) -> None:
    from coding.suggest import accept

    number = accept(study, found)
    if chosen.as_json:
        show_json({"accepted": number})
    else:
        print(phrase("suggest.accepted", n=number))


def _show(found: Sequence[Suggestion], least: float, *, whole: bool = False) -> None:
    if chosen.as_json:
        show_json([asdict(each) for each in found])
    elif not found:
        print(phrase("suggest.none", least=write_number(least, 2)))
    else:
        rows = [_row(each, whole=whole) for each in found[:SHOWN]]
        show_table([phrase(f"suggest.column.{column}") for column in COLUMNS], rows)
        if len(found) > SHOWN:
            print(phrase("suggest.more", n=len(found) - SHOWN))
        print(phrase("suggest.shown", n=len(found), model=found[0].model))


def _row(each: Suggestion, *, whole: bool) -> list[str]:
    because = ", ".join([*each.words, *([f"[{each.indicator}]"] if each.indicator else [])])
    text = each.text if whole else shorten(each.text, SHOWN_TEXT, placeholder=" …")
    return [each.id, write_number(each.score, 2), each.code, because, each.source, text]


def _show_quality(table: pd.DataFrame) -> None:
    rows = [_worded(row) for row in table.to_dict("records")]
    if chosen.as_json:
        show_json(rows)
        return
    columns = ("left_out", "method", *FIGURES, "folds")
    show_table([phrase(f"suggest.column.{column}") for column in columns], [_shown(row, columns) for row in rows])
    print(phrase("suggest.rests_on", units=rows[-1]["units"], codes=rows[-1]["codes"]))
    for reason in dict.fromkeys(row["reason"] for row in rows if row["reason"]):
        print(reason)


def _worded(row: dict[Hashable, Any]) -> dict[str, Any]:
    """The reason in the language spoken, and null where a figure is not defined."""
    figures = {name: None if math.isnan(row[name]) else round(row[name], 3) for name in FIGURES}
    reason = phrase(f"suggest.reason.{row['reason']}") if row["reason"] else ""
    return {**{str(key): value for key, value in row.items()}, **figures, "reason": reason}


def _shown(row: dict[str, Any], columns: Sequence[str]) -> list[str]:
    return [_cell(column, row[column]) for column in columns]


def _cell(column: str, value: Any) -> str:
    if column in FIGURES:
        return "–" if value is None else write_number(value, 2)
    return phrase(f"suggest.{column}.{value}") if column in ("left_out", "method") else str(value)
