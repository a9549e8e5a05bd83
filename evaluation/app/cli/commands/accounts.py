"""`underveis accounts`: who of a team may open the workbench, and in which role."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.addresses import HERE
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import local_time, show_json, show_table, tell
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.app.accounts.keeping import Invited
    from evaluation.model.account import Account

ORDER = 59
ACCOUNT = keys("name coder role invited_until made_at made_by")
INVITED = {**ACCOUNT, **keys("address")}
SHAPES = {
    "accounts add": INVITED,
    "accounts list": [ACCOUNT],
    "accounts role": ACCOUNT,
    "accounts password": INVITED,
    "accounts remove": keys("removed"),
}
Name = Annotated[str, typer.Argument(metavar="name", help="team.cli.name")]
Base = Annotated[str, typer.Option("--base-url", metavar="text", help="team.cli.base_url")]
Typed = Annotated[bool, typer.Option("--type-password", help="team.cli.type_password")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("team.cli.group"), no_args_is_help=True, rich_markup_mode=None)
    for function in (add, list_, role, password, remove):
        name = function.__name__.rstrip("_")
        group.command(name, cls=Command, help=phrase(f"team.cli.{name}"))(function)
    app.add_typer(group, name="accounts")


def add(
    name: Name,
    role: Annotated[str, typer.Option(metavar="text", help="team.cli.role_option")],
    coder: Annotated[str, typer.Option(metavar="text", help="team.cli.coder")] = "",
    *,
    typed: Typed = False,
    base: Base = HERE,
) -> None:
    from evaluation.app.accounts import keeping

    study, wanted = opened(), keeping.role_named(role)
    made = keeping.add_account(study, name, wanted, coder=coder, password=_asked() if typed else None)
    _tell(made, base, "added")


def list_() -> None:
    from evaluation.app.accounts.keeping import list_accounts

    found = list_accounts(opened())
    if chosen.as_json:
        show_json([_told(each) for each in found])
    elif not found:
        tell("nothing")
    else:
        headings = [phrase(f"team.column.{each}") for each in ("name", "role", "coder", "state")]
        show_table(
            headings, [[each.name, phrase(f"page.role.{each.role}"), each.coder, _state(each)] for each in found]
        )


def role(name: Name, role: Annotated[str, typer.Argument(metavar="role", help="team.cli.role_option")]) -> None:
    from evaluation.app.accounts import keeping

    found = keeping.give_role(opened(), name, keeping.role_named(role))
    if chosen.as_json:
        show_json(_told(found))
    else:
        print(phrase("team.given", name=name, role=phrase(f"page.role.{found.role}")))


def password(name: Name, *, typed: Typed = False, base: Base = HERE) -> None:
    from evaluation.app.accounts.keeping import renew_password

    _tell(renew_password(opened(), name, _asked() if typed else None), base, "renewed")


def remove(name: Name) -> None:
    from evaluation.app.accounts.keeping import remove_account

    remove_account(opened(), name)
    if chosen.as_json:
        show_json({"removed": name})
    else:
        print(phrase("team.removed", name=name))


def _asked() -> str:
    """The password, typed twice at a terminal without being shown, else the first line of what is sent in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    import getpass

    first, again = (getpass.getpass(phrase(f"team.{each}")) for each in ("type", "type_again"))
    if first != again:
        raise fail("TEAM-008")
    return first


def _told(account: Account) -> dict[str, Any]:
    return {key: getattr(account, key) for key in ACCOUNT}


def _tell(made: Invited, base: str, key: str) -> None:
    address = f"{base.rstrip('/')}/invitation/{made.token}" if made.token else None
    if chosen.as_json:
        show_json({**_told(made.account), "address": address})
        return
    print(phrase(f"team.{key}", name=made.account.name, role=phrase(f"page.role.{made.account.role}")))
    if address:
        print(phrase("team.invited", address=address, until=local_time(made.account.invited_until or "")))


def _state(account: Account) -> str:
    if not account.is_invited:
        return phrase("team.state.active")
    return phrase("team.state.invited", until=local_time(account.invited_until or account.made_at))
