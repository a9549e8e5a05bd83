"""`underveis people` and `underveis sessions`: who takes part, in what."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import count, show_json, show_rows, tell
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import phrase

ORDER = 35
PERSON = keys(
    "id pseudonym affiliation role organisation organisation_pseudonym sector size recording quoting withdrawn"
)
SHAPES = {
    "people": [PERSON],
    "people list": [PERSON],
    "people import": keys("participants organisations sessions"),
    "sessions": [keys("id kind title date start end place instrument recorded transcribed follows attended absent")],
}


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("cli.people.help"), invoke_without_command=True, rich_markup_mode=None)
    group.callback()(people)
    group.command("list", cls=Command, help=phrase("cli.people.list"))(list_people)
    group.command("import", cls=Command, help=phrase("cli.people.import"))(import_people)
    app.add_typer(group, name="people")
    app.command("sessions", cls=Command, help=phrase("cli.sessions.help"))(sessions)


def people(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_people()


def list_people() -> None:
    known = opened().people()
    organisations = {each.id: each for each in known.organisations}
    consents = {each.participant: each for each in known.consents}
    rows: list[dict[str, Any]] = []
    for each in known.participants:
        organisation = organisations.get(each.organisation or "")
        consent = consents.get(each.id)
        rows.append(
            {
                "id": each.id,
                "pseudonym": each.pseudonym,
                "affiliation": each.affiliation,
                "role": each.role,
                "organisation": each.organisation,
                "organisation_pseudonym": organisation.pseudonym if organisation else None,
                "sector": organisation.sector if organisation else None,
                "size": organisation.size if organisation else None,
                "recording": consent.recording if consent else None,
                "quoting": consent.quoting if consent else None,
                "withdrawn": consent.withdrawn if consent else None,
            }
        )
    show_rows(rows, ("id", "pseudonym", "affiliation", "role", "organisation_pseudonym", "sector"))


def import_people(file: Annotated[Path, typer.Argument(help="cli.people.file", metavar="file")]) -> None:
    found = opened().import_people(file)
    lists = {name: len(getattr(found, name)) for name in ("participants", "organisations", "sessions")}
    if chosen.as_json:
        show_json(lists)
    tell("people.done", **{name: count(name, number) for name, number in lists.items()})


def sessions() -> None:
    rows = [
        {
            "id": each.id,
            "kind": each.kind,
            "title": each.title,
            "date": each.date,
            "start": each.start,
            "end": each.end,
            "place": each.place,
            "instrument": each.instrument,
            "recorded": each.recorded,
            "transcribed": each.transcribed,
            "follows": each.follows,
            "attended": [row.participant for row in each.attendance if row.status == "attended"],
            "absent": [row.participant for row in each.attendance if row.status != "attended"],
        }
        for each in opened().people().sessions
    ]
    show_rows(rows, ("id", "kind", "date", "start", "end", "follows", "attended"))
