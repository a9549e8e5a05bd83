"""`underveis people`: who takes part, and on which terms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import count, show_json, show_rows, tell
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.model import Participant, People

ORDER = 35
PERSON = keys(
    "id pseudonym affiliation role organisation organisation_pseudonym sector size recording quoting withdrawn"
)
SHAPES = {
    "people": [PERSON],
    "people list": [PERSON],
    "people import": keys("participants organisations sessions"),
}


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("cli.people.help"), invoke_without_command=True, rich_markup_mode=None)
    group.callback()(people)
    group.command("list", cls=Command, help=phrase("cli.people.list"))(list_people)
    group.command("import", cls=Command, help=phrase("cli.people.import"))(import_people)
    app.add_typer(group, name="people")


def people(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_people()


def list_people() -> None:
    known = opened().people()
    rows = [person_row(known, each) for each in known.participants]
    show_rows(rows, ("id", "pseudonym", "affiliation", "role", "organisation_pseudonym", "sector"))


def person_row(known: People, each: Participant) -> dict[str, Any]:
    """What is told of a participant: never their name."""
    organisation = next((one for one in known.organisations if one.id == each.organisation), None)
    consent = next((one for one in known.consents if one.participant == each.id), None)
    return {
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


def import_people(file: Annotated[Path, typer.Argument(help="cli.people.file", metavar="file")]) -> None:
    found = opened().import_people(file)
    lists = {name: len(getattr(found, name)) for name in ("participants", "organisations", "sessions")}
    if chosen.as_json:
        show_json(lists)
    tell("people.done", **{name: count(name, number) for name, number in lists.items()})
