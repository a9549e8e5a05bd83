"""`underveis portrait`: where in a source each code lies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.analyses import picture_format, show_analysis, worded, write_picture
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.quoting import Quotes, columns_meant, meant, show_quotes
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 88
COUNTS = ("codings", "share", "first", "last")
SHAPES = {"portrait": [keys("code start_share end_share start end id speaker")]}


def register(app: typer.Typer) -> None:
    app.command("portrait", cls=Command, help=phrase("analysis.portray.help"))(portrait)


def portrait(
    source: Annotated[str, typer.Argument(metavar="source", help="analysis.portray.source")],
    quotes: Quotes = None,
    picture: Annotated[Path | None, typer.Option(metavar="file", help="analysis.option.picture")] = None,
) -> None:
    from coding import portraits
    from coding.counted import counted_table
    from coding.quotes import of_codings
    from coding.retrieval import labels

    picture_format(picture)
    study = opened()
    text = study.source(source).text
    codings = counted_table(study)
    table = portraits.portrait(codings[codings["source"] == source], len(text))
    if quotes:
        names = labels(study, shown_language(study))
        code = meant("code", quotes[0], dict.fromkeys(table["code"]), names)
        counted = meant("column", quotes[1], COUNTS, columns_meant(COUNTS))
        show_quotes(study, of_codings(portraits.behind(table, code, counted).assign(source=source)))
        return
    named = worded(table, ("code",), study)
    if chosen.as_json:
        show_analysis(table, portraits.COLUMNS)
    else:
        show_analysis(portraits.extents(named), ("code", "codings", "share", "first", "last"))
    write_picture(picture, "portrait", named, shown_language(study), source=source)
