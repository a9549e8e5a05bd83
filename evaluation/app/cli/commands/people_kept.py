"""`underveis people add`, `change`, `consent` and `organisation`: one person or organisation written at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.commands.people import PERSON, person_row
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import show_json, show_rows
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group, group_named, wrong
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.model import Organisation

ORDER = 36  # after the group `people`, to which these belong
ORGANISATION = keys("id pseudonym open sector size")
CONSENT = keys("participant recording quoting written_confirmation withdrawn kept_until")
SHAPES = {
    "people add": PERSON,
    "people change": PERSON,
    "people consent": CONSENT,
    "people organisation list": [ORGANISATION],
    "people organisation add": ORGANISATION,
    "people organisation change": ORGANISATION,
}
Id = Annotated[str, typer.Argument(metavar="text", help="people.cli.id")]
Text = Annotated[str | None, typer.Option(metavar="text", help="people.cli.role")]
Organised = Annotated[str | None, typer.Option("--organisation", metavar="text", help="people.cli.organisation")]
Affiliated = Annotated[str | None, typer.Option("--affiliation", metavar="text", help="people.cli.affiliation")]
Pseudonym = Annotated[str | None, typer.Option("--pseudonym", metavar="text", help="people.cli.pseudonym")]
Name = Annotated[str | None, typer.Option("--name", metavar="text", help="people.cli.name")]
Contact = Annotated[str | None, typer.Option("--contact", metavar="text", help="people.cli.contact")]
Speakers = Annotated[list[str] | None, typer.Option("--speaker", metavar="text", help="people.cli.speaker")]
Also = Annotated[list[str] | None, typer.Option("--also", metavar="text", help="people.cli.also")]
Sector = Annotated[str | None, typer.Option("--sector", metavar="text", help="people.cli.sector")]
Size = Annotated[str | None, typer.Option("--size", metavar="number", help="people.cli.size")]
Openly = Annotated[bool | None, typer.Option("--open/--hidden", help="people.cli.open")]
Yes = Annotated[bool | None, typer.Option("--recording/--no-recording", help="people.cli.recording")]
Quoting = Annotated[bool | None, typer.Option("--quoting/--no-quoting", help="people.cli.quoting")]


def _day(name: str) -> Any:
    return typer.Option(f"--{name.replace('_', '-')}", metavar="text", help=f"people.cli.{name}")


Confirmed = Annotated[str | None, _day("confirmed")]
Withdrawn = Annotated[str | None, _day("withdrawn")]
KeptUntil = Annotated[str | None, _day("kept_until")]


def register(app: typer.Typer) -> None:
    group = group_named(app, "people")
    for name, command in (("add", add), ("change", change), ("consent", consent)):
        group.command(name, cls=Command, help=phrase(f"people.cli.{name}"))(command)
    inner = typer.Typer(cls=Group, help=phrase("people.cli.organisations"), no_args_is_help=True, rich_markup_mode=None)
    inner.command("list", cls=Command, help=phrase("people.cli.list_organisations"))(list_organisations)
    inner.command("add", cls=Command, help=phrase("people.cli.add_organisation"))(add_organisation)
    inner.command("change", cls=Command, help=phrase("people.cli.change_organisation"))(change_organisation)
    group.add_typer(inner, name="organisation")


def add(
    id_: Id,
    *,
    organisation: Organised = None,
    role: Text = None,
    affiliation: Affiliated = None,
    pseudonym: Pseudonym = None,
    name: Name = None,
    contact: Contact = None,
    speaker: Speakers = None,
) -> None:
    from evaluation.editing.people import add_person
    from evaluation.model import Participant
    from evaluation.people.making import made

    given = _given(
        organisation=organisation, role=role, affiliation=affiliation, pseudonym=pseudonym,
        name=name, contact=contact, speakers=speaker,
    )  # fmt: skip
    study = opened()
    _tell("people.added", person_row(study.people(), add_person(study, made(Participant, {"id": id_, **given}))), id_)


def change(
    id_: Id,
    *,
    organisation: Organised = None,
    role: Text = None,
    affiliation: Affiliated = None,
    pseudonym: Pseudonym = None,
    name: Name = None,
    contact: Contact = None,
    speaker: Speakers = None,
) -> None:
    from evaluation.editing.people import change_person, find_person, stamp_of
    from evaluation.model import Participant
    from evaluation.people.making import made

    given = _given(
        organisation=organisation, role=role, affiliation=affiliation, pseudonym=pseudonym,
        name=name, contact=contact, speakers=speaker,
    )  # fmt: skip
    _refuse_nothing(given, "people change")
    study = opened()
    before = find_person(study.people(names=True), id_)
    after = change_person(study, made(Participant, {**before.model_dump(), **given}), was=stamp_of(before))
    _tell("people.changed", person_row(study.people(), after), id_)


def consent(
    id_: Id,
    *,
    recording: Yes = None,
    quoting: Quoting = None,
    confirmed: Confirmed = None,
    withdrawn: Withdrawn = None,
    kept_until: KeptUntil = None,
) -> None:
    from evaluation.editing.people import find_consent, keep_consent, stamp_of
    from evaluation.model import Consent
    from evaluation.people.making import made

    given = _given(recording=recording, quoting=quoting, written_confirmation=confirmed, withdrawn=withdrawn,
                   kept_until=kept_until)  # fmt: skip
    _refuse_nothing(given, "people consent")
    study = opened()
    before = find_consent(study.people(), id_)
    there = before.model_dump() if before else {"participant": id_}
    kept = keep_consent(study, made(Consent, {**there, **given}), was=stamp_of(before))
    _tell("people.consented", kept.model_dump(mode="json"), id_)


def list_organisations() -> None:
    rows = [_organisation_row(each) for each in opened().people().organisations]
    show_rows(rows, ("id", "pseudonym", "sector", "size"))


def add_organisation(
    id_: Id,
    *,
    name: Name = None,
    also: Also = None,
    open_: Openly = None,
    pseudonym: Pseudonym = None,
    sector: Sector = None,
    size: Size = None,
) -> None:
    from evaluation.editing.people import add_organisation as added
    from evaluation.model import Organisation
    from evaluation.people.making import made

    given = _given(name=name, also=also, open=open_, pseudonym=pseudonym, sector=sector, size=size)
    kept = added(opened(), made(Organisation, {"id": id_, **given}))
    _tell("people.added", _organisation_row(kept), id_)


def change_organisation(
    id_: Id,
    *,
    name: Name = None,
    also: Also = None,
    open_: Openly = None,
    pseudonym: Pseudonym = None,
    sector: Sector = None,
    size: Size = None,
) -> None:
    from evaluation.editing.people import change_organisation as changed
    from evaluation.editing.people import find_organisation, stamp_of
    from evaluation.model import Organisation
    from evaluation.people.making import made

    given = _given(name=name, also=also, open=open_, pseudonym=pseudonym, sector=sector, size=size)
    _refuse_nothing(given, "people organisation change")
    study = opened()
    before = find_organisation(study.people(names=True), id_)
    kept = changed(study, made(Organisation, {**before.model_dump(), **given}), was=stamp_of(before))
    _tell("people.changed", _organisation_row(kept), id_)


def _given(**options: Any) -> dict[str, Any]:
    return {key: value for key, value in options.items() if value is not None}


def _refuse_nothing(given: dict[str, Any], command: str) -> None:
    if not given:
        raise wrong(None, "CLI-010", command=f"underveis {command}")


def _organisation_row(each: Organisation) -> dict[str, Any]:
    return {"id": each.id, "pseudonym": each.shown, "open": each.open, "sector": each.sector, "size": each.size}


def _tell(key: str, row: dict[str, Any], id_: str) -> None:
    if chosen.as_json:
        show_json(row)
    else:
        print(phrase(key, None, id=id_))
