"""`underveis matrix`: codings counted by theme and by who said it, with the quotes behind each cell."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.analyses import picture_format, refuse_telling, write_picture
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json, show_table, tell
from evaluation.app.cli.quoting import Quotes, meant, show_quotes
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.errors import fail
from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_percent

if TYPE_CHECKING:
    import pandas as pd

    from coding.matrices import Along
    from evaluation.study import Study

ORDER = 80
SHAPES = {"matrix": keys("rows columns values of shares bases")}
ALONG: tuple[Along, ...] = ("row", "column")
TALK = "talk"


@dataclass(frozen=True)
class Asked:
    """What is crossed with what, what is counted, and what shares are of."""

    rows: str
    cols: str
    of: str
    along: Along | None


def register(app: typer.Typer) -> None:
    app.command("matrix", cls=Command, help=phrase("cli.matrix.help"))(matrix)


def matrix(
    *,
    rows: Annotated[str, typer.Option(metavar="text", help="cli.matrix.rows")] = "theme",
    cols: Annotated[str, typer.Option(metavar="text", help="cli.matrix.cols")] = "organisation",
    of: Annotated[str, typer.Option(metavar="text", help="cli.matrix.of")] = "codings",
    shares: Annotated[str | None, typer.Option(metavar="text", help="cli.matrix.shares")] = None,
    quotes: Quotes = None,
    picture: Annotated[Path | None, typer.Option(metavar="file", help="analysis.option.picture")] = None,
) -> None:
    from coding.matrices import cell
    from coding.quotes import of_codings

    picture_format(picture)
    asked = Asked(rows, cols, of, _along(shares, of))
    study = opened()
    refuse_telling(study, picture, rows, cols)
    table, below, codings = _counted(study, asked, whole=quotes is not None)
    names = _names(study)
    if quotes:
        row, column = meant(rows, quotes[0], table.index, names), meant(cols, quotes[1], table.columns, names)
        show_quotes(study, of_codings(cell(codings, rows=rows, row=row, columns=cols, column=column)))
        return
    _show(table, below, asked, names)
    called = table.rename(index=names, columns=names)
    write_picture(picture, "crossing", called, shown_language(study), **_words(asked, shown_language(study)))


def _along(shares: str | None, of: str) -> Along | None:
    if shares and of == TALK:
        raise fail("CLI-003", option="of", value=of, known=", ".join(_measures()[:-1]))
    return choose("shares", shares, ALONG) if shares else None


def _measures() -> tuple[str, ...]:
    from coding.matrices import MEASURES

    return (*MEASURES, TALK)


def _counted(study: Study, asked: Asked, *, whole: bool) -> tuple[pd.DataFrame, pd.Series[int] | None, pd.DataFrame]:
    """The table, the bases of its shares, and the codings it is made of, if wanted with all their columns."""
    from coding.counted import counted_table
    from coding.matrices import bases, crossed
    from coding.retrieval import CODING_COLUMNS, orders

    choose("of", asked.of, _measures())
    needed = _needed(asked, study)
    columns = tuple(dict.fromkeys((*CODING_COLUMNS, *needed))) if whole else needed
    codings = counted_table(study, columns, by=(asked.rows, asked.cols))
    if asked.of == TALK:
        return _talk(study, codings, asked), None, codings
    table = crossed(codings, asked.rows, asked.cols, of=asked.of, order=orders(study), shares=asked.along)
    below = bases(codings, asked.rows, asked.cols, of=asked.of, shares=asked.along) if asked.along else None
    return table, below, codings


def _talk(study: Study, codings: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Shares of what informants say."""
    from coding.matrices import share_of_talk
    from coding.retrieval import orders
    from coding.spoken import turns_table

    turns = turns_table(study)
    asking = turns["affiliation"].isin(["moderator", "assistant", "observer"])
    table = share_of_talk(codings, turns[~asking], asked.rows, asked.cols)
    order = [each for each in orders(study).get(asked.rows, ()) if each in table.index]
    return table.reindex([*order, *(each for each in table.index if each not in order)])


def _needed(asked: Asked, study: Study) -> tuple[str, ...]:
    """The columns that are counted: of a million codings, reading them all takes six seconds."""
    from coding.matrices import ATTRIBUTES, MEASURES
    from coding.query.case_attributes import variable_names

    known = (*ATTRIBUTES, *variable_names(study))
    for option, value in (("rows", asked.rows), ("cols", asked.cols)):
        choose(option, value, known)
    measured = ("source", "start", "end") if asked.of == TALK else (MEASURES[asked.of],)
    return tuple(dict.fromkeys(each for each in (asked.rows, asked.cols, *measured) if each))


def _names(study: Study) -> dict[str, str]:
    """What the values of rows and columns are called in the language shown."""
    from coding.matrices import UNKNOWN
    from coding.retrieval import labels
    from evaluation.model.people import SessionKind

    language = shown_language(study)
    kinds = {each: phrase(f"cli.value.{each}", language) for each in get_args(SessionKind)}
    return labels(study, language) | kinds | {UNKNOWN: phrase("cli.value.unknown", language)}


def _heading(attribute: str, language: Language | None = None) -> str:
    """What an attribute is called; a variable of a survey or of another program bears its own name."""
    from coding.matrices import ATTRIBUTES

    return phrase(f"cli.column.{attribute}", language) if attribute in ATTRIBUTES else attribute


def _words(asked: Asked, language: Language) -> dict[str, str]:
    """What the picture says of itself."""
    rows, columns = (_heading(each, language) for each in (asked.rows, asked.cols))
    of = phrase(f"analysis.measure.{asked.of}", language)
    legend = phrase("analysis.crossing.share", language, of=of[:1].lower() + of[1:]) if asked.along else of
    crossing = phrase("analysis.crossing.of", language, rows=rows, columns=columns[:1].lower() + columns[1:])
    return {"caption": f"{legend}: {crossing}", "legend": legend}


def _show(table: pd.DataFrame, below: pd.Series[int] | None, asked: Asked, names: dict[str, str]) -> None:
    values = [[_plain(value) for value in each] for each in table.to_numpy().tolist()]
    if chosen.as_json:
        shape = {"rows": list(table.index), "columns": list(table.columns), "values": values, "of": asked.of}
        told = None if below is None else {str(each): int(number) for each, number in below.items()}
        show_json({**shape, "shares": asked.along, "bases": told})
    elif table.empty:
        tell("nothing")
    else:
        _show_table(table, values, below, asked, names)


def _show_table(
    table: pd.DataFrame, values: list[list[Any]], below: pd.Series[int] | None, asked: Asked, names: dict[str, str]
) -> None:
    headings = [_heading(asked.rows), *(names.get(str(each), str(each)) for each in table.columns)]
    lines = [
        [names.get(str(index), str(index)), *map(_worded, own)] for index, own in zip(table.index, values, strict=True)
    ]
    if below is not None and asked.along == "row":
        headings.append("N")
        lines = [[*line, int(below.get(index, 0))] for line, index in zip(lines, table.index, strict=True)]
    elif below is not None:
        lines.append(["N", *(int(below.get(each, 0)) for each in table.columns)])
    show_table(headings, lines)
    if below is not None:
        _tell_small(below.reindex(table.index if asked.along == "row" else table.columns, fill_value=0), names)


def _tell_small(below: pd.Series[int], names: dict[str, str]) -> None:
    """One line on all the bases that are too small to bear a share."""
    from coding.matrices import SMALL

    few = [names.get(str(each), str(each)) for each, base in below.items() if 0 < base < SMALL]
    if few:
        print(phrase("analysis.small", under=SMALL, names=enumerate_words(few)))


def _plain(value: float) -> float | None:
    """A share of nothing is none."""
    return None if isnan(value) else value


def _worded(value: float | None) -> Any:
    """Counts as they are; shares as per cent, that of nothing as a dash."""
    return write_percent(value) if isinstance(value, float) else "–" if value is None else value
