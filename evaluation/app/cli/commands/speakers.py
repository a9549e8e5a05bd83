"""`underveis speakers`: who speaks how much, who follows whom, who is silent on what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.cli.analyses import picture_format, show_analysis, worded, write_picture
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json, show_table, tell
from evaluation.app.cli.quoting import Quotes, columns_meant, meant, show_quotes
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

if TYPE_CHECKING:
    import pandas as pd

ORDER = 86
SHAPES = {"speakers": [keys("speaker affiliation turns words share mean_turn longest_turn")]}
COUNTS = ("turns", "words", "share", "mean_turn", "longest_turn")
COLUMNS = ("speaker", "affiliation", "turns", "words", "share", "mean_turn", "longest_turn")


def register(app: typer.Typer) -> None:
    app.command("speakers", cls=Command, help=phrase("analysis.speakers.help"))(speakers)


def speakers(
    source: Annotated[str | None, typer.Option(metavar="text", help="analysis.speakers.source")] = None,
    following: Annotated[bool, typer.Option("--following", help="analysis.speakers.following")] = False,
    silent: Annotated[bool, typer.Option("--silent", help="analysis.speakers.silent")] = False,
    quotes: Quotes = None,
    picture: Annotated[Path | None, typer.Option(metavar="file", help="analysis.option.picture")] = None,
) -> None:
    from coding.speakers import speaking
    from coding.spoken import turns_table

    picture_format(picture)
    study = opened()
    if source:
        study.source(source)
    turns = turns_table(study)
    spoken = turns[turns["speaker"].notna() & (turns["source"] == (source or turns["source"]))]
    if quotes and silent:
        _show_answers(spoken, quotes)
        return
    if quotes:
        _show_quotes(spoken, quotes, following=following)
        return
    if silent:
        _show_silences(source)
    elif following:
        _show_following(spoken, picture)
        return
    else:
        names = {each: phrase(f"cli.value.{each}") for each in spoken["affiliation"].dropna().unique()}
        show_analysis(speaking(spoken), COLUMNS, names=names, named=("affiliation",))
    longest = source or spoken.groupby("source")["words"].sum().sort_values().index[-1:].to_list()
    drawn = spoken[spoken["source"].isin([source] if source else longest)]
    name = str(drawn["source"].iloc[0]) if len(drawn) else ""
    write_picture(picture, "turntaking", drawn, shown_language(study), source=name)


def _show_following(turns: pd.DataFrame, picture: Path | None) -> None:
    from coding.speakers import following

    table = following(turns)
    names = [str(each) for each in table.index]
    if chosen.as_json:
        show_json({"rows": names, "columns": names, "values": table.to_numpy().tolist()})
    elif not names:
        tell("nothing")
    else:
        rows = zip(names, table.to_numpy().tolist(), strict=True)
        show_table([phrase("analysis.column.followed"), *names], [[name, *values] for name, values in rows])
    language = shown_language(opened())
    write_picture(picture, "crossing", table, language, caption=phrase("analysis.following_caption", language))


def _show_silences(source: str | None) -> None:
    from coding.counted import counted_table
    from coding.retrieval import orders
    from coding.speakers import silences
    from coding.spoken import informants

    study = opened()
    codings = counted_table(study)
    here = codings[codings["source"] == (source or codings["source"])]
    table = silences(here, informants(study), orders(study)["theme"])
    named = table if chosen.as_json else worded(table, ("theme",), study)
    show_analysis(named, ("theme", "speaker"))


def _show_quotes(turns: pd.DataFrame, cell: tuple[str, str], *, following: bool) -> None:
    """A speaker's turns; with `following`, those of one after which the other speaks."""
    from coding.quotes import of_places, of_sequels
    from coding.speakers import answers, turns_of

    speaker = meant("speaker", cell[0], dict.fromkeys(turns["speaker"]), {})
    if following:
        other = meant("speaker", cell[1], dict.fromkeys(turns["speaker"]), {})
        show_quotes(opened(), of_sequels(answers(turns, speaker, other)))
    else:
        counted = meant("column", cell[1], COUNTS, columns_meant(COUNTS))
        show_quotes(opened(), of_places(turns_of(turns, speaker, counted)))


def _show_answers(turns: pd.DataFrame, cell: tuple[str, str]) -> None:
    """What somebody who is silent on a theme answers to its questions."""
    from coding.quotes import of_places
    from coding.retrieval import labels
    from coding.spoken import informants
    from instruments.load import instruments_in

    study = opened()
    theme = meant("theme", cell[0], [each.id for each in study.evaluation.themes], labels(study, shown_language(study)))
    speaker = meant("speaker", cell[1], informants(study), {})
    guides = instruments_in(study.folder).values()
    asked = {question.id for guide in guides for question in guide.questions_about(theme)}
    show_quotes(study, of_places(turns[(turns["speaker"] == speaker) & turns["question"].isin(asked)]))
