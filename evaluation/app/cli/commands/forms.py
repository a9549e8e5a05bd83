"""`underveis forms`: opens forms, invites to them, follows the answers, and withdraws one on request."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.addresses import HERE
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import local_time, show_json, show_table, tell, write_to
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.model.form import Form, Invitation

ORDER = 45
FORM = keys("name instrument sha256 session round link closes opened_at opened_by closed_at closed_by")
INVITATION = keys("id form organisation participant channel at")
INVITED = {**INVITATION, **keys("token address")}
RESPONSE = keys(
    "id form organisation participant channel language state revision instrument sha256 started_at saved_at "
    "submitted_at withdrawn_at source"
)
SHAPES = {
    "forms open": {**FORM, **keys("address")},
    "forms list": [{**FORM, **keys("invited begun submitted withdrawn")}],
    "forms invite": [INVITED],
    "forms pending": [INVITATION],
    "forms responses": [RESPONSE],
    "forms close": FORM,
    "forms reopen": FORM,
    "forms update": FORM,
    "forms renew": INVITED,
    "forms withdraw": keys("withdrawn"),
}
BASE = HERE
Name = Annotated[str, typer.Argument(metavar="form", help="forms.cli.name")]
Base = Annotated[str, typer.Option("--base-url", metavar="text", help="forms.cli.base_url")]
Closes = Annotated[str | None, typer.Option(metavar="text", help="forms.cli.closes")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("forms.cli.group"), no_args_is_help=True, rich_markup_mode=None)
    for function in (open_, list_, invite, pending, responses, close, reopen, update, renew, withdraw):
        name = function.__name__.rstrip("_")
        group.command(name, cls=Command, help=phrase(f"forms.cli.{name}"))(function)
    app.add_typer(group, name="forms")


def open_(
    name: Name,
    session: Annotated[str, typer.Option(metavar="text", help="forms.cli.session")],
    instrument: Annotated[str | None, typer.Option(metavar="text", help="forms.cli.instrument")] = None,
    round_: Annotated[str | None, typer.Option("--round", metavar="text", help="forms.cli.round")] = None,
    closes: Closes = None,
    *,
    link: Annotated[bool, typer.Option("--link", help="forms.cli.link")] = False,
    new_session: Annotated[bool, typer.Option("--new-session", help="forms.cli.new_session")] = False,
    base: Base = BASE,
) -> None:
    from evaluation.app import collecting
    from instruments.form.opening import Terms, open_form

    study = opened()
    asked = collecting.instrument_of(study, session, instrument, round_)
    day = day_of(closes)
    begun = collecting.new_session(study, session, asked) if new_session else None
    made = open_form(study, name, instrument=asked, session=session, terms=Terms(link, round_, day, begun))
    address = collecting.address_of(base, made.token) if made.token else None
    if chosen.as_json:
        show_json({**_told(made.form), "address": address})
        return
    print(phrase("forms.opened", name=name))
    if address:
        print(phrase("forms.link", address=address))


def list_() -> None:
    from evaluation.app.collecting import is_open
    from instruments.form.opening import list_forms

    rows: list[dict[str, Any]] = []
    for each in list_forms(opened()):
        counts = {key: value for key, value in asdict(each).items() if key != "form"}
        rows.append({**_told(each.form), **counts, "state": "open" if is_open(each.form) else "closed"})
    columns = ("name", "state", "instrument", "session", "round", "closes", "invited", "begun", "submitted")
    _show([{k: v for k, v in row.items() if k != "state"} for row in rows] if chosen.as_json else rows, columns)


def invite(
    name: Name,
    organisation: Annotated[list[str] | None, typer.Option(metavar="text", help="forms.cli.organisation")] = None,
    participant: Annotated[list[str] | None, typer.Option(metavar="text", help="forms.cli.participant")] = None,
    number: Annotated[int, typer.Option(metavar="number", help="forms.cli.number", min=0)] = 0,
    *,
    everyone: Annotated[bool, typer.Option("--all", help="forms.cli.all")] = False,
    paper: Annotated[bool, typer.Option("--paper", help="forms.cli.paper")] = False,
    base: Base = BASE,
    out: Annotated[Path | None, typer.Option(metavar="file", help="forms.cli.out")] = None,
) -> None:
    from evaluation.app.collecting import not_invited, told_invited, write_addresses
    from instruments.form import opening

    study = opened()
    asked = [*(organisation or []), *(not_invited(study, name) if everyone else ())]
    if not (asked or participant or number or everyone):
        raise fail("FORMS-013")
    if out is not None and out.exists():
        raise fail("STORE-015", file=out)
    made = opening.invite(
        study,
        name,
        organisations=list(dict.fromkeys(asked)),
        participants=participant or (),
        number=number,
        channel="paper" if paper else "browser",
    )
    rows = [told_invited(each, base) for each in made]
    if out is not None:
        write_to(out, lambda path: write_addresses(path, rows))
    if chosen.as_json or out is None:
        _show(rows, ("id", "organisation", "participant", "channel", "address"))
    if not chosen.as_json and rows:
        print(phrase("forms.written", file=out) if out else phrase("forms.once"))


def pending(name: Name) -> None:
    from instruments.form import opening

    rows = [_invitation(each) for each in opening.pending(opened(), name)]
    if rows or chosen.as_json:
        _show(rows, ("id", "organisation", "participant", "channel"))
    else:
        print(phrase("forms.all_answered"))


def responses(name: Name) -> None:
    from evaluation.app.collecting import responses_to

    listed = RESPONSE.keys()
    rows = [{key: getattr(each, key) for key in listed if key != "withdrawn"} for each in responses_to(opened(), name)]
    _show(rows, ("id", "organisation", "participant", "channel", "language", "state", "submitted_at", "source"))


def close(name: Name) -> None:
    from instruments.form.opening import close_form

    _tell_form("closed", close_form(opened(), name))


def reopen(name: Name, closes: Closes = None) -> None:
    from instruments.form.opening import reopen_form

    _tell_form("reopened", reopen_form(opened(), name, closes=day_of(closes)))


def update(name: Name) -> None:
    from instruments.form.opening import update_form

    _tell_form("updated", update_form(opened(), name))


def renew(
    name: Name,
    invitation: Annotated[int, typer.Argument(metavar="number", help="forms.cli.invitation")],
    base: Base = BASE,
) -> None:
    from evaluation.app.collecting import invitation_of, told_invited
    from instruments.form import opening

    study = opened()
    made = told_invited(opening.renew(study, invitation_of(study, name, invitation)), base)
    if chosen.as_json:
        show_json(made)
    else:
        _show([made], ("id", "organisation", "participant", "address"))
        print(phrase("forms.once"))


def withdraw(
    response: Annotated[int, typer.Argument(metavar="number", help="forms.cli.response")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="forms.cli.yes")] = False,
) -> None:
    from evaluation.app.collecting import withdraw_response

    study = opened()
    withdraw_response(study, response, sure=yes)
    if chosen.as_json:
        show_json({"withdrawn": response})
    else:
        print(phrase("forms.withdrawn", number=response))


def day_of(told: str | None) -> dt.date | None:
    """The date written on the line. Raises FORMS-016 for what is none."""
    try:
        return dt.date.fromisoformat(told) if told else None
    except ValueError:
        raise fail("FORMS-016", date=told) from None


def _told(form: Form) -> dict[str, Any]:
    return {**{key: value for key, value in asdict(form).items() if key != "id"}, "link": form.link is not None}


def _invitation(found: Invitation) -> dict[str, Any]:
    return {key: getattr(found, key) for key in INVITATION}


def _show(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        tell("nothing")
    else:
        headings = [phrase(f"forms.column.{each}") for each in columns]
        show_table(headings, [[_worded(each, row[each]) for each in columns] for row in rows])


def _worded(column: str, value: Any) -> Any:
    if column in ("state", "channel") and value:
        return phrase(f"forms.{column}.{value}")
    return local_time(value) if column == "submitted_at" and value else value


def _tell_form(key: str, form: Form) -> None:
    if chosen.as_json:
        show_json(_told(form))
    else:
        print(phrase(f"forms.{key}", name=form.name))
