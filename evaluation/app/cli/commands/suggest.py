"""`underveis code suggest`: codes that may fit, for somebody to accept or refuse."""

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
from evaluation.app.cli.wording import Command, wrong
from evaluation.errors import fail
from evaluation.language import phrase
from evaluation.numbers import write_number
from evaluation.settings.nearness import near

if TYPE_CHECKING:
    import pandas as pd

    from coding.suggest import Refused, Suggestion
    from evaluation.study import Study

ORDER = 71
SHAPES = {"code suggest": [keys("id source start end text code score words indicator model")]}
GROUP = "code"
SHOWN = 40  # as many as somebody reads through; --json gives all
SHOWN_TEXT = 160  # characters; `code suggest ID` shows the whole
WHOLES: tuple[Literal["sentence", "turn"], ...] = ("sentence", "turn")
TEACHERS: tuple[Literal["people", "rule"], ...] = ("people", "rule")
LINE = "underveis code suggest"
DONE = {"accepted": "accepted", "refused_now": "refused", "again_now": "proposed_again"}  # what --json calls the number
REFUSED_COLUMNS = ("id", "code", "reason", "who", "source", "text")
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
    refuse: Annotated[bool, typer.Option("--refuse", help="suggest.refuse")] = False,
    because: Annotated[str, typer.Option(metavar="text", help="suggest.because")] = "",
    refused: Annotated[bool, typer.Option("--refused", help="suggest.refused")] = False,
    again: Annotated[bool, typer.Option("--propose-again", help="suggest.again")] = False,
    unit: Annotated[str, typer.Option(metavar="text", help="suggest.unit")] = "sentence",
    learn_from: Annotated[str, typer.Option("--from", metavar="text", help="suggest.from")] = "people",
    source: Annotated[list[str] | None, typer.Option(metavar="text", help="cli.code.source")] = None,
    code: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.code")] = None,
    least: Annotated[float, typer.Option(metavar="number", help="suggest.least", min=0, max=1)] = 0.25,
    evaluate: Annotated[bool, typer.Option("--evaluate", help="suggest.evaluate")] = False,
) -> None:
    from coding import suggest as room

    _refuse_two({"accept": accept, "refuse": refuse, "refused": refused, "propose-again": again, "evaluate": evaluate})
    study, whole, teacher = opened(), choose("unit", unit, WHOLES), choose("from", learn_from, TEACHERS)
    if refused:
        _show_refused(room.list_refusals(study))
    elif again:
        _tell("again_now", room.propose_again(study, _needed("propose-again", ids)))
    elif evaluate:
        show_problems(room.circular(teacher))
        _show_quality(room.measure_study(study, unit=whole, learn_from=teacher))
    elif accept:
        found = room.find_suggestions(study, _needed("accept", ids), unit=whole, learn_from=teacher)
        _tell("accepted", room.accept(study, found))
    elif refuse:
        found = room.find_suggestions(study, _needed("refuse", ids), unit=whole, learn_from=teacher)
        _tell("refused_now", room.refuse(study, found, because))
    elif ids:
        _show(room.find_suggestions(study, ids, unit=whole, learn_from=teacher), least=0, whole=True)
    else:
        proposals = room.propose(study, unit=whole, learn_from=teacher, names=source, least=least)
        show_problems(proposals.problems)
        _show(_with_code(study, proposals.suggestions, code), least)


def _refuse_two(given: dict[str, bool]) -> None:
    """One thing at a time."""
    asked = [f"--{name}" for name, wanted in given.items() if wanted]
    if len(asked) > 1:
        raise wrong(None, "CLI-011", reason=phrase("suggest.not_both", options=", ".join(asked)), command=LINE)


def _needed(option: str, ids: list[str] | None) -> list[str]:
    if not ids:
        raise fail("SUGGEST-009", option=option)
    return ids


def _with_code(study: Study, found: Sequence[Suggestion], code: str | None) -> Sequence[Suggestion]:
    if code is not None and code not in study.codebook:
        raise fail("SUGGEST-004", name=code, known=near(code, [each.name for each in study.codebook]))
    return [each for each in found if code in (None, each.code)]


def _tell(done: str, number: int) -> None:
    if chosen.as_json:
        show_json({DONE[done]: number})
    else:
        print(phrase(f"suggest.{done}", n=number))


def _show_refused(found: Sequence[Refused]) -> None:
    if chosen.as_json:
        show_json([asdict(each) for each in found])
    elif not found:
        print(phrase("suggest.none_refused"))
    else:
        headings = [phrase(f"suggest.column.{column}") for column in REFUSED_COLUMNS]
        show_table(headings, [_refused_row(each) for each in found])
        print(phrase("suggest.shown_refused", n=len(found)))


def _refused_row(each: Refused) -> list[str]:
    lapsed = [phrase(f"suggest.lapsed.{each.lapsed}")] if each.lapsed else []
    because = "; ".join([*([each.reason] if each.reason else []), *lapsed])
    return [each.id, each.code, because, each.who, each.source, shorten(each.text, SHOWN_TEXT, placeholder=" …")]


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
