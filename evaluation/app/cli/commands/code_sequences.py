"""`underveis code sequences`: which code follows which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.analyses import picture_format, show_analysis, worded, write_picture
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.quoting import Quotes, meant, show_quotes
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, group_named
from evaluation.language import Language, phrase

if TYPE_CHECKING:
    import pandas as pd

ORDER = 73  # after the group `code`, to which it belongs
SHAPES = {"code sequences": [keys("code_a code_b count expected residual")]}
STEPS = ("place", "turn")


def register(app: typer.Typer) -> None:
    group = group_named(app, "code")
    group.command("sequences", cls=Command, help=phrase("analysis.sequence.help"))(sequences)


def sequences(
    *,
    by: Annotated[str, typer.Option(metavar="text", help="analysis.sequence.by")] = "place",
    within: Annotated[int, typer.Option(metavar="number", help="analysis.sequence.within", min=1, max=100)] = 1,
    source: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.source")] = None,
    least: Annotated[int, typer.Option(metavar="number", help="analysis.cooccur.least", min=1)] = 1,
    quotes: Quotes = None,
    picture: Annotated[Path | None, typer.Option(metavar="file", help="analysis.option.picture")] = None,
) -> None:
    from coding.counted import counted_table
    from coding.quotes import of_pairs
    from coding.retrieval import labels
    from coding.sequences import behind, by_place, by_turn, followed
    from coding.spoken import turns_table

    picture_format(picture)
    way = choose("by", by, STEPS)
    study = opened()
    codings = counted_table(study)
    if source:
        codings = codings[codings["source"] == study.source(source).name].reset_index(drop=True)
    steps = by_place(codings) if way == "place" else by_turn(codings, turns_table(study))
    if quotes:
        names = labels(study, shown_language(study))
        first, then = (meant("code", each, dict.fromkeys(codings["code"]), names) for each in quotes)
        show_quotes(study, of_pairs(behind(codings, steps, first, then, within=within)))
        return
    table = followed(codings, steps, within=within)
    table = table[table["count"] >= least].reset_index(drop=True)
    named = worded(table, ("code_a", "code_b"), study).rename(columns={"code_a": "leading", "code_b": "following"})
    show_analysis(table if chosen.as_json else named, ("leading", "following", "count", "expected", "residual"))
    write_picture(picture, "crossing", _crossed(named), shown_language(study), **_words(shown_language(study)))


def _crossed(named: pd.DataFrame) -> pd.DataFrame:
    """First × then: the counts."""
    order = list(dict.fromkeys([*named["leading"], *named["following"]]))
    counts = named.pivot_table(index="leading", columns="following", values="count", aggfunc="sum", fill_value=0)
    return counts.reindex(index=order, columns=order, fill_value=0).astype(int)


def _words(language: Language) -> dict[str, str]:
    return {"caption": phrase("analysis.sequence.caption", language)}
