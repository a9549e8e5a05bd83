"""`underveis cooccur`: which codes stand together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.cli.analyses import picture_format, show_analysis, worded, write_picture
from evaluation.app.cli.context import opened, shown_language
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    import pandas as pd

    from evaluation.study import Study

ORDER = 82
SHAPES = {"cooccur": [keys("code_a code_b count coefficient count_a count_b")]}
COLUMNS = ("code_a", "code_b", "count", "coefficient", "count_a", "count_b")


def register(app: typer.Typer) -> None:
    app.command("cooccur", cls=Command, help=phrase("analysis.cooccur.help"))(cooccur)


def cooccur(
    by: Annotated[str, typer.Option(metavar="text", help="analysis.cooccur.by")] = "overlap",
    coefficient: Annotated[str, typer.Option(metavar="text", help="analysis.cooccur.coefficient")] = "c",
    per_coder: Annotated[bool, typer.Option("--per-coder", help="analysis.cooccur.per_coder")] = False,
    least: Annotated[int, typer.Option(metavar="number", help="analysis.cooccur.least", min=1)] = 1,
    picture: Annotated[Path | None, typer.Option(metavar="file", help="analysis.option.picture")] = None,
) -> None:
    from coding.cooccurrence import listed

    picture_format(picture)
    study = opened()
    table = listed(_counts(study, by, per_coder=per_coder), by=coefficient, least=least)
    named = worded(table, ("code_a", "code_b"), study)
    names = dict(zip([*table["code_a"], *table["code_b"]], [*named["code_a"], *named["code_b"]], strict=True))
    show_analysis(table, COLUMNS, names=names, named=("code_a", "code_b"))
    write_picture(picture, "network", named, shown_language(study))


def _counts(study: Study, by: str, *, per_coder: bool) -> pd.DataFrame:
    from coding.cooccurrence import overlapping, placed, sharing, within
    from coding.counted import counted_table
    from coding.spoken import sentences_table, turns_table

    way, _, number = by.partition(":")
    if by != way and not (way == "chars" and number.isdecimal()):
        raise fail("ANALYSIS-002", value=by)
    codings = counted_table(study, by=("coder",) if per_coder else ())
    if way == "overlap":
        return overlapping(codings, per_coder=per_coder)
    if way == "chars" and number:
        return within(codings, int(number), per_coder=per_coder)
    if way == "case":
        return sharing(codings, "participant")
    if way not in ("sentence", "turn"):
        raise fail("ANALYSIS-002", value=by)
    turns = turns_table(study)
    units = turns[turns["speaker"].notna()] if way == "turn" else sentences_table(turns)
    return sharing(placed(codings, units), "unit", units=len(units))
