"""`underveis report quote`: the quotes that the report takes before others."""

from __future__ import annotations

from typing import Annotated

import typer

from evaluation.app.cli.commands.finding import EVIDENCE
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json, show_table
from evaluation.app.cli.wording import Command, Group, group_named
from evaluation.language import phrase

ORDER = 91
SHAPES = {
    "report quote add": {**EVIDENCE, "theme": None},
    "report quote list": [{**EVIDENCE, "theme": None}],
    "report quote remove": [{"id": None, "theme": None}],
}


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("finding.cli.quote"), no_args_is_help=True, rich_markup_mode=None)
    group.command("add", cls=Command, help=phrase("finding.cli.quote_add"))(add)
    group.command("list", cls=Command, help=phrase("finding.cli.quote_list"))(list_)
    group.command("remove", cls=Command, help=phrase("finding.cli.quote_remove"))(remove)
    report = group_named(app, "report")
    report.add_typer(group, name="quote")


def add(
    coding: Annotated[int | None, typer.Option(metavar="number", help="finding.cli.coding")] = None,
    source: Annotated[str, typer.Option(metavar="text", help="finding.cli.source")] = "",
    words: Annotated[str | None, typer.Option(metavar="text", help="finding.cli.words")] = None,
    theme: Annotated[str, typer.Option(metavar="text", help="finding.cli.theme")] = "",
) -> None:
    from reports.findings.resting import Wanted, choose_quote
    from reports.findings.telling import told_quotes

    study = opened()
    kept = choose_quote(study, Wanted(coding, source, words), theme)
    if chosen.as_json:
        show_json(told_quotes(study, [kept], shown_language(study))[0])
    else:
        print(phrase("finding.chosen", id=kept.id, theme=kept.theme))


def list_() -> None:
    from reports.findings.resting import chosen_quotes
    from reports.findings.telling import told_quotes

    study = opened()
    told = told_quotes(study, chosen_quotes(study), shown_language(study))
    if chosen.as_json:
        show_json(told)
    elif not told:
        print(phrase("finding.no_quotes"))
    else:
        columns = ("id", "theme", "words", "attribution", "status")
        rows = [[*(each[name] for name in columns[:4]), phrase(f"finding.status.{each['status']}")] for each in told]
        show_table([phrase(f"finding.column.{name}") for name in columns], rows)


def remove(ids: Annotated[list[int], typer.Argument(metavar="number", help="finding.cli.quote_ids")]) -> None:
    from reports.findings.resting import remove_evidence

    gone = remove_evidence(opened(), ids)
    if chosen.as_json:
        show_json([{"id": each.id, "theme": each.theme} for each in gone])
    else:
        print(phrase("finding.unchosen", n=len(gone)))
