"""`underveis report`: drafts, renews, renders and checks reports."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import current, phrase

if TYPE_CHECKING:
    from evaluation.model.report import CommentStatus
    from reports.living.history import Edition

ORDER = 90
# What a report that is no version says where a version says its number and the like.
UNVERSIONED: dict[str, object] = {
    "version": "", "number": None, "at": "", "hash": "", "changes": [], "who": "", "despite": "", "problems": [],
}  # fmt: skip
DIFFERENCE = keys("id kind label verdict paragraphs", parts=[keys("name before after why")])
PARAGRAPH = keys(
    "id file line end text written stale confirmed",
    speaks_of=[keys("of how")],
    changed=[keys("id kind label verdict", parts=[keys("name before after why")])],
)
SHAPES = {
    "report draft": keys("report"),
    "report update": keys("new changed removed mended", differences=[DIFFERENCE], paragraphs=[PARAGRAPH]),
    "report stale": [PARAGRAPH],
    "report confirm": [PARAGRAPH],
    "report comments": [
        keys(
            "id kind author at text quoted around place resolved document status note who decided_at file line "
            "certainty paragraph",
            replies=[keys("author at text")],
        )
    ],
    "report templates": [
        keys("name title about choice ready", needs=[keys("any_of held")], takes=[keys("what held")], missing=[PROBLEM])
    ],
    "report render": keys("files version number at hash changes who despite problems"),
    "report versions": [keys("version number at hash files changes who despite problems")],
    "report explain": keys(
        "id kind caption shown figure what theme by waves method hidden thin threshold weight strata clusters "
        "population lonely where stale",
        questions=[keys("variable variables question asked wording label answers positive condition")],
        base=[keys("variable wave n n_weighted asked of missing")],
        data=keys("dataset file sha256 format imported questionnaire questionnaire_sha256 rows"),
    ),
    "report check": [PROBLEM],
    "report lint": [PROBLEM],
}
FOLDER = "report"
Folder = Annotated[str, typer.Option(metavar="text", help="template.cli.folder")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("cli.report.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("draft", cls=Command, help=phrase("cli.report.draft"))(draft)
    group.command("templates", cls=Command, help=phrase("template.cli.templates"))(templates)
    group.command("update", cls=Command, help=phrase("cli.report.update"))(update)
    group.command("stale", cls=Command, help=phrase("narrative.help.stale"))(stale)
    group.command("confirm", cls=Command, help=phrase("narrative.help.confirm"))(confirm)
    group.command("comments", cls=Command, help=phrase("narrative.help.comments"))(comments)
    group.command("render", cls=Command, help=phrase("cli.report.render"))(render)
    group.command("explain", cls=Command, help=phrase("chapter.explain.help"))(explain)
    group.command("check", cls=Command, help=phrase("cli.report.check"))(check)
    group.command("versions", cls=Command, help=phrase("narrative.help.versions"))(versions)
    group.command("lint", cls=Command, help=phrase("cli.report.lint"))(lint)
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
    from evaluation.app.cli.living import show_renewed
    from reports.surveys.reading import awaited_surveys
    from reports.update import unshown_survey, update_report

    study = opened()
    renewed = update_report(study, folder=folder)
    if chosen.as_json:
        show_json(renewed.as_dict())
        return
    told = {**asdict(renewed.files), "new": [], "changed": []} if renewed.differences else asdict(renewed.files)
    for kind, names in told.items():
        for name in names:
            tell(f"report.{kind}", file=name)
    if not renewed:
        tell("report.unchanged")
    show_renewed(renewed)
    if awaited := awaited_surveys(study):
        print(phrase("chapter.awaited", names=", ".join(awaited)))
    if folder == FOLDER and (line := unshown_survey(study)):
        print(phrase("chapter.hint", line=line))


def stale(folder: Folder = FOLDER) -> None:
    from evaluation.app.cli.living import show_stale
    from reports.living.confirming import stale_paragraphs

    found = stale_paragraphs(opened(), folder)
    if chosen.as_json:
        show_json([each.as_dict() for each in found])
    elif found:
        show_stale(found)
    else:
        print(phrase("narrative.none_stale"))


def confirm(
    paragraphs: Annotated[
        list[str] | None, typer.Argument(metavar="paragraph", help="narrative.help.paragraphs")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="narrative.help.all")] = False,
    note: Annotated[str, typer.Option(metavar="text", help="narrative.help.note")] = "",
    folder: Folder = FOLDER,
) -> None:
    from reports.living.confirming import confirm as confirmed

    found = confirmed(opened(), paragraphs or (), all_=all_, note=note, folder=folder)
    if chosen.as_json:
        show_json([each.as_dict() for each in found])
        return
    for each in found:
        place = f"{each.paragraph.file}:{each.paragraph.first}"
        print(phrase("narrative.confirmed", id=each.id, place=place, words=each.paragraph.beginning))
    if not found:
        print(phrase("narrative.none_stale"))


def comments(  # noqa: PLR0917
    file: Annotated[Path | None, typer.Argument(metavar="file", help="narrative.help.file")] = None,
    done: Annotated[list[int] | None, typer.Option(metavar="number", help="narrative.help.done")] = None,
    declined: Annotated[list[int] | None, typer.Option(metavar="number", help="narrative.help.declined")] = None,
    reopen: Annotated[list[int] | None, typer.Option(metavar="number", help="narrative.help.reopen")] = None,
    all_: Annotated[bool, typer.Option("--all", help="narrative.help.all_comments")] = False,
    note: Annotated[str, typer.Option(metavar="text", help="narrative.help.done_note")] = "",
    folder: Folder = FOLDER,
) -> None:
    from evaluation.app.cli.living import show_comments
    from reports.comments.keeping import list_comments, settle, take_comments

    study = opened()
    wanted: tuple[tuple[list[int] | None, CommentStatus], ...] = (
        (done, "done"),
        (declined, "declined"),
        (reopen, "open"),
    )
    for ids, status in wanted:
        if ids:
            settle(study, ids, status, note)
    if file:
        found = take_comments(study, file, folder=folder)
    else:
        found = list_comments(study, status=None if all_ else "open", folder=folder)
    if chosen.as_json:
        show_json([each.as_dict() for each in found])
    else:
        show_comments(found)


def render(
    to: Annotated[list[str] | None, typer.Option(metavar="text", help="cli.report.to")] = None,
    engine: Annotated[str | None, typer.Option(metavar="text", help="cli.report.engine")] = None,
    profile: Annotated[list[str] | None, typer.Option(metavar="text", help="cli.report.profile")] = None,
    folder: Folder = FOLDER,
    version: Annotated[str | None, typer.Option("--version", metavar="text", help="narrative.help.version")] = None,
    despite: Annotated[str, typer.Option(metavar="text", help="narrative.help.despite")] = "",
) -> None:
    from reports.engines import USUAL
    from reports.render import render_report
    from reports.versions.making import render_version

    study = opened()
    if version is None:
        files = render_report(study, to=to or USUAL, engine=engine, profiles=profile or (), folder=folder)
        told: dict[str, object] = {**UNVERSIONED, "files": [str(file) for file in files]}
    else:
        made = render_version(
            study, version, to=to or USUAL, engine=engine, profiles=profile or (), despite=despite, folder=folder
        )
        files, told = made.files, made.as_dict()
        if made.problems and not chosen.as_json:
            show_problems(made.problems)
            print(phrase("narrative.version.despite", n=len(made.problems)))
    if chosen.as_json:
        show_json(told)
    for file in files:
        tell("report.rendered", file=file)


def versions(folder: Folder = FOLDER) -> None:
    from evaluation.app.cli.living import show_editions
    from reports.versions.making import editions_of

    found = editions_of(opened(), folder)
    if chosen.as_json:
        show_json([edition_as_dict(each) for each in found])
    else:
        show_editions(found)


def edition_as_dict(edition: Edition) -> dict[str, object]:
    return {key: value for key, value in asdict(edition).items() if key not in ("told", "paragraphs")}


def explain(
    name: Annotated[str | None, typer.Argument(metavar="text", help="chapter.explain.id")] = None,
    folder: Folder = FOLDER,
) -> None:
    from evaluation.app.cli.explaining import show_explained, show_listed
    from reports.origins import explain as explained
    from reports.origins import read_origins

    study = opened()
    if name is None:
        listed = read_origins(study, folder)
        if chosen.as_json:
            show_json([each.as_dict() for each in listed])
        else:
            show_listed(listed)
        return
    found = explained(study, name, folder)
    if chosen.as_json:
        show_json(found.as_dict())
    else:
        show_explained(found)


def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="file", help="cli.report.check_files")] = None,
    folder: Folder = FOLDER,
    version: Annotated[str, typer.Option("--version", metavar="text", help="narrative.help.check_version")] = "",
    stands: Annotated[list[str] | None, typer.Option(metavar="text", help="cli.report.stands")] = None,
) -> None:
    from reports.checks.argument.checking import check_argument
    from reports.checks.let_stand import let_stand
    from reports.versions.checking import check_version

    study = opened()
    argued = () if files else check_argument(study, folder=folder)
    if stands:
        let_stand(study, stands, check_version(study, version, files or (), folder=folder))
    found = [*check_version(study, version, files or (), folder=folder), *argued]
    if chosen.as_json:
        show_json([as_json(each) for each in found])
    elif found:
        show_problems(found)
    else:
        tell("report.checked")
    if any(each.severity == "error" for each in found):
        raise typer.Exit(1)


def lint(
    profile: Annotated[list[str] | None, typer.Option(metavar="text", help="cli.report.lint_profile")] = None,
    folder: Folder = FOLDER,
) -> None:
    from reports.files import report_folder
    from reports.lint import lint as linted

    found = linted(report_folder(opened(), folder), profile or ())
    if chosen.as_json:
        show_json([as_json(each) for each in found])
    elif found:
        show_problems(list(found))
    else:
        tell("report.linted")
    if found:
        raise typer.Exit(1)
