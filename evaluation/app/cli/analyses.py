"""How an analysis is shown: its table in the terminal or as JSON, its picture in a file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.app.cli.context import chosen, shown_language
from evaluation.app.cli.output import show_json, show_table, tell, write_to
from evaluation.errors import fail
from evaluation.language import Language, phrase
from evaluation.numbers import write_number, write_percent

if TYPE_CHECKING:
    import pandas as pd

    from evaluation.study import Study

FORMATS = (".png", ".svg", ".pdf")
SHOWN = 40  # rows on a screen; --json gives all
SHARES = frozenset({"share", "first", "last", "ratio"})


def show_analysis(
    table: pd.DataFrame, columns: Sequence[str], *, names: Mapping[str, str] | None = None, named: Collection[str] = ()
) -> None:
    """A list: as JSON with every column, or as a table of the first rows of some.

    names: what the values of the columns `named` are called.
    """
    from coding.retrieval import as_records

    rows = as_records(table)
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        tell("nothing")
    else:
        called = names or {}
        shown = [
            [called.get(str(row[each]), row[each]) if each in named else row[each] for each in columns]
            for row in rows[:SHOWN]
        ]
        show_table([heading(each) for each in columns], written(columns, shown))
        tell_left_out(len(rows))


def tell_left_out(rows: int) -> None:
    """How many rows a screen does not show."""
    if rows > SHOWN:
        print(phrase("analysis.more", n=rows - SHOWN))


def heading(column: str) -> str:
    """The heading of a column; one that is a group's own name stands as it is."""
    try:
        return phrase(f"analysis.column.{column}")
    except KeyError:
        return column


def written(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The rows with shares as per cent and decimals in the language's way."""
    return [[_worded(column, value) for column, value in zip(columns, row, strict=True)] for row in rows]


def _worded(column: str, value: Any) -> Any:
    if not isinstance(value, float):
        return value
    if column in SHARES:
        return write_percent(value)
    return write_number(value, 2)


def picture_format(file: Path | None) -> str:
    """The format that a picture's name asks for; refused before any work is done."""
    if file is None:
        return ""
    if file.suffix.lower() not in FORMATS:
        raise fail("ANALYSIS-003", file=file, value=file.name)
    return file.suffix.lower()[1:]


def refuse_telling(study: Study, file: Path | None, *attributes: str) -> None:
    """Pictures are made to be shown: one that tells more of people than their policy allows is refused (ANALYSIS-006).

    On the researcher's own screen, and as JSON, everything can be crossed.
    """
    from evaluation.privacy.attribution import hidden

    policy = study.evaluation.people.attribution
    secret = {*hidden(policy), "participant", *(["size"] if "organisation" in hidden(policy) else [])}
    for each in attributes:
        if file is not None and each in secret:
            raise fail("ANALYSIS-006", file=file, value=each, policy=policy)


def write_picture(file: Path | None, kind: str, table: pd.DataFrame, language: Language, **options: str) -> None:
    """Draw the figure of this kind from the table, if a file is wanted."""
    if file is None:
        return
    from reports.figures.discover import figure_kind
    from reports.figures.drawing import render_bytes

    format_ = picture_format(file)
    draw: Callable[..., Any] = figure_kind(kind).draw
    content = render_bytes(draw(table, language=language, **options), [format_])[format_]
    write_to(file, lambda path: _write(path, content))
    if not chosen.as_json:
        print(phrase("analysis.picture", file=file))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def worded(table: pd.DataFrame, columns: Sequence[str], study: Study) -> pd.DataFrame:
    """The table with codes and themes called what they are called in the language shown."""
    from coding.retrieval import labels

    names = labels(study, shown_language(study))
    return table.assign(**{column: [names.get(str(each), str(each)) for each in table[column]] for column in columns})
