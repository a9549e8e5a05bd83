"""Rows of accounts; the log tells that they were changed and by whom, and never what a password was."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, RowMapping, func, select

from evaluation.model.account import Account
from evaluation.store import schema
from evaluation.store.act import Act

TABLE = schema.account


def read_accounts(connection: Connection) -> list[Account]:
    """All accounts, by name."""
    return [_account(row) for row in connection.execute(select(TABLE).order_by(TABLE.c.name)).mappings()]


def has_accounts(connection: Connection) -> bool:
    return connection.scalar(select(func.count()).select_from(TABLE)) != 0


def find_account(connection: Connection, name: str) -> Account | None:
    row = connection.execute(select(TABLE).where(TABLE.c.name == name)).mappings().first()
    return _account(row) if row else None


def find_invited(connection: Connection, digest: str) -> Account | None:
    """The account whose invitation has this hash."""
    row = connection.execute(select(TABLE).where(TABLE.c.invitation == digest)).mappings().first()
    return _account(row) if row else None


def write_account(act: Act, account: Account) -> Account:
    """Add an account, or bring the one with its id in line."""
    row = {key: value for key, value in asdict(account).items() if key != "id"}
    act.told = True
    if account.id is None:
        act.connection.execute(TABLE.insert().values(id=act.take_ids("account", 1), **row))
    else:
        act.connection.execute(TABLE.update().where(TABLE.c.id == account.id).values(**row))
    found = find_account(act.connection, account.name)
    if found is None:
        raise LookupError(account.name)
    return found


def delete_account(act: Act, account: Account) -> None:
    act.told = True
    act.connection.execute(schema.visit.delete().where(schema.visit.c.account == account.id))
    act.connection.execute(TABLE.delete().where(TABLE.c.id == account.id))


def rehash(connection: Connection, account: Account, password: str) -> None:
    """Keep the same password by a hash that takes longer to guess."""
    connection.execute(TABLE.update().where(TABLE.c.id == account.id).values(password=password))


def _account(row: RowMapping) -> Account:
    return Account(**row)
