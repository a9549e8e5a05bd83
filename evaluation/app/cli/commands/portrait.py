"""`underveis portrait`: where in a source each code lies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.analyses import picture_format, show_analysis, worded, write_picture
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 88
SHAPES = {"portrait": [keys("code start_share end_share start end id speaker")]}


def register(app: typer.Typer) -> None:
    app.command("portrait", cls=Command, help=phrase("analysis.portray.help"))(portrait)


def portrait(
    source: Annotated[str, typer.Argument(metavar="source", help="analysis.portray.source")],
    picture: Annotated[Path | None, typer.Option(metavar="file", help="analysis.option.picture")] = None,
) -> None:
    from coding import portraits
    from coding.counted import counted_table

    picture_format(picture)
    study = opened()
    text = study.source(source).text
    codings = counted_table(study)
    table = portraits.portrait(codings[codings["source"] == source], len(text))
    named = worded(table, ("code",), study)
    if chosen.as_json:
        show_analysis(table, portraits.COLUMNS)
    else:
        show_analysis(portraits.extents(named), ("code", "codings", "share", "first", "last"))
    write_picture(picture, "portrait", named, shown_language(study), source=source)
