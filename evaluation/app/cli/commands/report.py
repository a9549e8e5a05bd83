"""`underveis report`: drafts, renews, renders and checks reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import current, phrase

ORDER = 90
SHAPES = {
    "report draft": keys("report"),
    "report templates": [
        keys("name title about choice ready", needs=[keys("any_of held")], takes=[keys("what held")], missing=[PROBLEM])
    ],
    "report update": keys("new changed removed mended"),
    "report render": keys("files"),
    "report explain": keys(
        "id kind caption shown figure what theme by waves method hidden thin threshold weight strata clusters "
        "population lonely where stale",
        questions=[keys("variable variables question asked wording label answers positive condition")],
        base=[keys("variable wave n n_weighted asked of missing")],
        data=keys("dataset file sha256 format imported questionnaire questionnaire_sha256 rows"),
    ),
    "report check": [PROBLEM],
}
FOLDER = "report"
Folder = Annotated[str, typer.Option(metavar="text", help="template.cli.folder")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("cli.report.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("draft", cls=Command, help=phrase("cli.report.draft"))(draft)
    group.command("templates", cls=Command, help=phrase("template.cli.templates"))(templates)
    group.command("update", cls=Command, help=phrase("cli.report.update"))(update)
    group.command("render", cls=Command, help=phrase("cli.report.render"))(render)
    group.command("explain", cls=Command, help=phrase("chapter.explain.help"))(explain)
    group.command("check", cls=Command, help=phrase("cli.report.check"))(check)
    app.add_typer(group, name="report")


def draft(
    template: Annotated[str, typer.Option(metavar="text", help="cli.report.template")] = "focus-group",
    of: Annotated[str, typer.Option(metavar="text", help="template.cli.of")] = "",
    title: Annotated[str, typer.Option(metavar="text", help="template.cli.title")] = "",
    folder: Folder = FOLDER,
) -> None:
    from reports.draft import Choice, draft_report

    study = opened()
    choice = Choice(of.strip(), title.strip(), folder)
    file = draft_report(study, template=template, language=shown_language(study), choice=choice)
    if chosen.as_json:
        show_json({"report": str(file)})
    tell("report.drafted", file=file)


def templates() -> None:
    from evaluation.app.cli.templates import as_row, show_templates
    from reports.needs import templates_of

    listed = list(templates_of(opened(), current()))
    if chosen.as_json:
        show_json([as_row(each) for each in listed])
    else:
        show_templates(listed)


def update(folder: Folder = FOLDER) -> None:
    from reports.surveys.reading import awaited_surveys
    from reports.update import unshown_survey, update_report

    study = opened()
    changes = update_report(study, folder=folder)
    if chosen.as_json:
        show_json(changes.as_dict())
        return
    for kind, names in changes.as_dict().items():
        for name in names:
            tell(f"report.{kind}", file=name)
    if not changes:
        tell("report.unchanged")
    if awaited := awaited_surveys(study):
        print(phrase("chapter.awaited", names=", ".join(awaited)))
    if folder == FOLDER and (line := unshown_survey(study)):
        print(phrase("chapter.hint", line=line))


def render(
    to: Annotated[list[str] | None, typer.Option(metavar="text", help="cli.report.to")] = None,
    engine: Annotated[str | None, typer.Option(metavar="text", help="cli.report.engine")] = None,
    folder: Folder = FOLDER,
) -> None:
    from reports.render import render_report

    files = render_report(opened(), to=to or ("html", "docx", "pdf"), engine=engine, folder=folder)
    if chosen.as_json:
        show_json({"files": [str(file) for file in files]})
    for file in files:
        tell("report.rendered", file=file)


def explain(
    name: Annotated[str | None, typer.Argument(metavar="text", help="chapter.explain.id")] = None,
) -> None:
    from evaluation.app.cli.explaining import show_explained, show_listed
    from reports.origins import explain as explained
    from reports.origins import read_origins

    study = opened()
    if name is None:
        listed = read_origins(study)
        if chosen.as_json:
            show_json([each.as_dict() for each in listed])
        else:
            show_listed(listed)
        return
    found = explained(study, name)
    if chosen.as_json:
        show_json(found.as_dict())
    else:
        show_explained(found)


def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="file", help="cli.report.check_files")] = None,
    folder: Folder = FOLDER,
) -> None:
    from reports.checks.publishing import check_report

    found = check_report(opened(), files or (), folder=folder)
    if chosen.as_json:
        show_json([as_json(each) for each in found])
    elif found:
        show_problems(found)
    else:
        tell("report.checked")
    if any(each.severity == "error" for each in found):
        raise typer.Exit(1)
