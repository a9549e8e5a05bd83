"""`underveis cooccur`: which codes stand together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.cli.analyses import picture_format, show_analysis, worded, write_picture
from evaluation.app.cli.context import opened, shown_language
from evaluation.app.cli.quoting import Quotes, meant, show_quotes
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    import pandas as pd

    from evaluation.study import Study

ORDER = 82
SHAPES = {"cooccur": [keys("code_a code_b count coefficient count_a count_b")]}
WAYS = ("overlap", "sentence", "turn", "case")
COLUMNS = ("code_a", "code_b", "count", "coefficient", "count_a", "count_b")


def register(app: typer.Typer) -> None:
    app.command("cooccur", cls=Command, help=phrase("analysis.cooccur.help"))(cooccur)


def cooccur(
    by: Annotated[str, typer.Option(metavar="text", help="analysis.cooccur.by")] = "overlap",
    coefficient: Annotated[str, typer.Option(metavar="text", help="analysis.cooccur.coefficient")] = "c",
    per_coder: Annotated[bool, typer.Option("--per-coder", help="analysis.cooccur.per_coder")] = False,
    least: Annotated[int, typer.Option(metavar="number", help="analysis.cooccur.least", min=1)] = 1,
    quotes: Quotes = None,
    picture: Annotated[Path | None, typer.Option(metavar="file", help="analysis.option.picture")] = None,
) -> None:
    from coding.cooccurrence import listed

    picture_format(picture)
    study = opened()
    if quotes:
        _show_quotes(study, by, quotes, per_coder=per_coder)
        return
    table = listed(_counts(study, by, per_coder=per_coder), by=coefficient, least=least)
    named = worded(table, ("code_a", "code_b"), study)
    names = dict(zip([*table["code_a"], *table["code_b"]], [*named["code_a"], *named["code_b"]], strict=True))
    show_analysis(table, COLUMNS, names=names, named=("code_a", "code_b"))
    write_picture(picture, "network", named, shown_language(study))


def _counts(study: Study, by: str, *, per_coder: bool) -> pd.DataFrame:
    from coding.cooccurrence import overlapping, sharing, within
    from coding.counted import counted_table

    way, characters = _way(by)
    codings = counted_table(study, by=("coder",) if per_coder else ())
    if way == "overlap":
        return overlapping(codings, per_coder=per_coder)
    if way == "chars":
        return within(codings, characters, per_coder=per_coder)
    if way == "case":
        return sharing(codings, "participant")
    units, placed = _placed(study, codings, way)
    return sharing(placed, "unit", units=len(units))


def _way(by: str) -> tuple[str, int]:
    """The way of standing together, and the characters that may be between."""
    way, _, number = by.partition(":")
    if (way == "chars") != number.isdecimal() or (way != "chars" and by not in WAYS):
        raise fail("ANALYSIS-002", value=by)
    return way, int(number or 0)


def _placed(study: Study, codings: pd.DataFrame, way: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sentences or turns, and the codings once for each they have something of."""
    from coding.cooccurrence import placed
    from coding.spoken import sentences_table, turns_table

    turns = turns_table(study)
    units = turns[turns["speaker"].notna()] if way == "turn" else sentences_table(turns)
    return units, placed(codings, units)


def _show_quotes(study: Study, by: str, cell: tuple[str, str], *, per_coder: bool) -> None:
    """What the two codes share: the pairs; the sentences or turns; of cases all that either code has."""
    from coding import cooccurrence
    from coding.counted import counted_table
    from coding.quotes import of_codings, of_pairs, of_units
    from coding.retrieval import labels

    way, characters = _way(by)
    codings = counted_table(study, by=("coder",) if per_coder else ())
    names = labels(study, shown_language(study))
    one, other = (meant("code", each, dict.fromkeys(codings["code"]), names) for each in cell)
    if way in ("overlap", "chars"):
        reach = characters if way == "chars" else None
        pairs = cooccurrence.pairs(codings, one, other, characters=reach, per_coder=per_coder)
        show_quotes(study, of_pairs(pairs))
    elif way == "case":
        show_quotes(study, of_codings(cooccurrence.shared(codings, "participant", one, other)))
    else:
        units, placed = _placed(study, codings, way)
        show_quotes(study, of_units(cooccurrence.shared(placed, "unit", one, other), units))
