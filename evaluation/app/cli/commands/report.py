"""`underveis report`: drafts, renews and renders the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import phrase

ORDER = 90
SHAPES = {
    "report draft": keys("report"),
    "report update": keys("new changed removed mended"),
    "report render": keys("files"),
    "report check": [PROBLEM],
}


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("cli.report.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("draft", cls=Command, help=phrase("cli.report.draft"))(draft)
    group.command("update", cls=Command, help=phrase("cli.report.update"))(update)
    group.command("render", cls=Command, help=phrase("cli.report.render"))(render)
    group.command("check", cls=Command, help=phrase("cli.report.check"))(check)
    app.add_typer(group, name="report")


def draft(template: Annotated[str, typer.Option(metavar="text", help="cli.report.template")] = "focus-group") -> None:
    from reports.draft import draft_report

    study = opened()
    file = draft_report(study, template=template, language=shown_language(study))
    if chosen.as_json:
        show_json({"report": str(file)})
    tell("report.drafted", file=file)


def update() -> None:
    from reports.update import update_report

    changes = update_report(opened())
    if chosen.as_json:
        show_json(changes.as_dict())
        return
    for kind, names in changes.as_dict().items():
        for name in names:
            tell(f"report.{kind}", file=name)
    if not changes:
        tell("report.unchanged")


def render(
    to: Annotated[list[str] | None, typer.Option(metavar="text", help="cli.report.to")] = None,
    engine: Annotated[str | None, typer.Option(metavar="text", help="cli.report.engine")] = None,
) -> None:
    from reports.render import render_report

    files = render_report(opened(), to=to or ("html", "docx", "pdf"), engine=engine)
    if chosen.as_json:
        show_json({"files": [str(file) for file in files]})
    for file in files:
        tell("report.rendered", file=file)


def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="file", help="cli.report.check_files")] = None,
) -> None:
    from reports.checks.publishing import check_report

    found = check_report(opened(), files or ())
    if chosen.as_json:
        show_json([as_json(each) for each in found])
    elif found:
        show_problems(found)
    else:
        tell("report.checked")
    if any(each.severity == "error" for each in found):
        raise typer.Exit(1)
