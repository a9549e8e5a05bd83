"""`underveis find`: codes and words in the texts, and how they stand to each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import count, show_json, show_problems, tell, write_to
from evaluation.app.cli.shapes import SPEAKER, keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    import pandas as pd

    from coding.query import Result

ORDER = 75
SHAPES = {"find": [keys(f"source start end text before after codes {SPEAKER}")]}


def register(app: typer.Typer) -> None:
    app.command("find", cls=Command, help=phrase("cli.find.help"))(find)


def find(
    query: Annotated[str, typer.Argument(help="cli.find.query", metavar="query")],
    *,
    code: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.code")] = None,
    session: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.session")] = None,
    organisation: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.organisation")] = None,
    sector: Annotated[str | None, typer.Option(metavar="text", help="cli.filter.sector")] = None,
    context: Annotated[int, typer.Option(metavar="number", help="cli.find.context", min=0)] = 60,
    to: Annotated[Path | None, typer.Option(metavar="file", help="cli.find.to")] = None,
    counted: Annotated[bool, typer.Option("--count", help="cli.find.count")] = False,
) -> None:
    from coding.query import run

    study = opened()
    result = run(study, query, loosely=True)
    wanted = {"code": code, "session": session, "organisation": organisation, "sector": sector}
    if counted and not any(wanted.values()):
        _tell_count([hit.source for hit in result.hits])
    else:
        table = _selected(result, wanted, context)
        if counted:
            _tell_count(list(table["source"]))
        elif to:
            _write(result, table, to)
        else:
            _show(result, table)
    if not chosen.as_json:
        show_problems(result.problems)


def _selected(result: Result, wanted: dict[str, str | None], context: int) -> pd.DataFrame:
    from coding.retrieval import orders, select

    return select(result.table(context=context), orders(result.corpus.study), **wanted)


def _tell_count(sources: list[str]) -> None:
    if chosen.as_json:
        show_json({"hits": len(sources), "sources": len(set(sources))})
        return
    where = count("sources", len(set(sources)))
    tell("find.told", n=len(sources), count=write_number(len(sources)), sources=where)


def _write(result: Result, table: pd.DataFrame, to: Path) -> None:
    from coding.query.exports import save

    def write(file: Path) -> None:
        save(result, file, table, shown_language(result.corpus.study))

    write_to(to, write)
    tell("find.written", n=len(table), count=write_number(len(table)), file=to)


def _show(result: Result, table: pd.DataFrame) -> None:
    from coding.retrieval import as_records
    from evaluation.app.cli.hits import show_hits
    from evaluation.privacy.attribution import hidden

    rows = as_records(table.drop(columns=list(hidden(result.corpus.study.evaluation.people.attribution))))
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        tell("nothing")
    else:
        show_hits(rows)
        _tell_count([row["source"] for row in rows])
