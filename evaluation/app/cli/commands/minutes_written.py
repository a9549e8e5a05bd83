"""`underveis minutes new` and `render`: the agenda of the next meeting, and minutes set as a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import fail, problem
from evaluation.language import phrase

ORDER = 49
SHAPES = {
    "minutes new": keys("file group date items", problems=[PROBLEM]),
    "minutes render": keys("files", problems=[PROBLEM]),
}


def register(app: typer.Typer) -> None:
    there = [each.typer_instance for each in app.registered_groups if each.name == "minutes" and each.typer_instance]
    group = there[0] if there else typer.Typer(
        cls=Group, help=phrase("agenda.cli.help"), no_args_is_help=True, rich_markup_mode=None
    )  # fmt: skip
    group.command("new", cls=Command, help=phrase("agenda.cli.new"))(new)
    group.command("render", cls=Command, help=phrase("agenda.cli.render"))(render)
    if not there:
        app.add_typer(group, name="minutes")


def new(
    name: Annotated[str, typer.Argument(metavar="text", help="agenda.cli.group")],
    date: Annotated[str, typer.Option(metavar="text", help="agenda.cli.date")],
    time: Annotated[str, typer.Option(metavar="text", help="agenda.cli.time")] = "",
    place: Annotated[str, typer.Option(metavar="text", help="agenda.cli.place")] = "",
    file: Annotated[Path | None, typer.Option("--to", metavar="file", help="agenda.cli.to")] = None,
) -> None:
    from evaluation.app.agendas import agenda_of, file_name
    from evaluation.app.plans import day
    from evaluation.followup.meetings.agenda import Notice
    from reports.files import write_whole

    study = opened()
    on = day(date)
    if on is None:
        raise fail("PLAN-029", place="--date", value=date)
    notice = Notice(name, on, time, place)
    target = file or Path(file_name(notice))
    if target.suffix.lower() != ".md":
        raise fail("AGENDA-002", file=target, suffix=target.suffix or target.name)
    if target.exists():
        raise fail("AGENDA-001", file=target)
    text, items, problems = agenda_of(study, notice, shown_language(study))
    write_whole(target, text.encode())
    if chosen.as_json:
        told = {"file": str(target), "group": name, "date": on, "items": [each.title for each in items]}
        show_json({**told, "problems": [as_json(each) for each in problems]})
        return
    show_problems(problems)
    print(phrase("agenda.made", None, n=len(items), file=target))


def render(
    named: Annotated[str, typer.Argument(metavar="text", help="agenda.cli.minutes")],
    to: Annotated[str, typer.Option(metavar="text", help="agenda.cli.formats")] = "docx",
    folder: Annotated[Path, typer.Option(metavar="folder", help="agenda.cli.folder")] = Path(),
    *,
    public: Annotated[bool, typer.Option("--public", help="agenda.cli.public")] = False,
) -> None:
    from evaluation.app.minutes_set import record_for
    from reports.minutes.setting import write_minutes

    study = opened()
    record, name = record_for(study, named, shown_language(study), public=public)
    formats = [each.strip().lower() for each in to.split(",") if each.strip()]
    files = write_minutes(record, folder, name, formats)
    problems = (problem("AGENDA-005", severity="note"),) if public else ()
    if chosen.as_json:
        show_json({"files": [str(each) for each in files], "problems": [as_json(each) for each in problems]})
        return
    show_problems(problems)
    print(phrase("agenda.rendered", None, files=", ".join(map(str, files))))
