"""Taking a person, or all names, out of the rows of a store and out of what its log of changes held."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from evaluation.store import schema
from evaluation.store.act import Act
from evaluation.store.purge import forget, standing_on

OF_PERSON = (schema.identity, schema.consent, schema.attendance)  # go with the person
NAMING = (schema.turn, schema.response, schema.invitation, schema.meeting_attendance)  # lead to somebody unknown
OF_CASE = "participant"
ERASED = "erased-"  # before the number of somebody whose data are gone


def erase_person(act: Act, participant: str) -> str:
    """Take away who a participant is: names, consents, attendance, memos on them, their row. Returns the id of the
    row that what is left leads to, which tells no more than the pseudonym."""
    connection, table = act.connection, schema.participant
    there = connection.execute(select(table).where(table.c.id == participant)).mappings().one()
    new = f"{ERASED}{act.take_ids('erased', 1)}"
    blank = {**there, "id": new, "organisation": None, "role": ""}
    connection.execute(table.insert().values(blank))
    for naming in NAMING:
        connection.execute(naming.update().where(naming.c.participant == participant).values(participant=new))
    doomed = _doomed(connection, participant)
    for name in reversed(list(doomed)):
        _delete(connection, schema.metadata.tables[name], doomed[name])
    forget(connection, doomed)
    _lead_elsewhere(connection, participant, new)
    act.told = True
    return new


def erase_names(act: Act) -> int:
    """Take away the names, contacts and labels of everybody who does not act in public; returns of how many."""
    identity, organisation = schema.identity, schema.organisation
    public = select(organisation.c.id).where(organisation.c.open)
    query = select(identity.c.id).where(identity.c.participant.is_not(None) | identity.c.organisation.not_in(public))
    ids = set(act.connection.scalars(query))
    _delete(act.connection, identity, ids)
    public_ids = {f"organisation:{id_}" for id_ in act.connection.scalars(public)}
    logged = {str(id_) for id_ in _logged_ids(act.connection, identity.name)} - public_ids
    forget(act.connection, {identity.name: ids | logged})
    act.told = True
    return len(ids)


def forget_files(act: Act, names: Collection[str]) -> None:
    """Sources come from no file any more, where it was one of these."""
    table = schema.source
    act.connection.execute(table.update().where(table.c.file.in_(list(names))).values(file=""))
    act.told = True


def _doomed(connection: Connection, participant: str) -> dict[str, set[str]]:
    doomed: dict[str, set[str]] = {"participant": {participant}}
    for table in OF_PERSON:
        rows = connection.scalars(select(table.c.id).where(table.c.participant == participant))
        doomed[table.name] = {str(id_) for id_ in rows} | _logged_of(connection, table.name, participant)
    for name in ("memo", "attribute_value"):
        doomed[name] = standing_on(connection, schema.metadata.tables[name], doomed)
    summary = schema.summary
    about = (summary.c.case_kind == OF_CASE) & (summary.c.case_id == participant)
    doomed["summary"] = {str(id_) for id_ in connection.scalars(select(summary.c.id).where(about))}
    return doomed


def _delete(connection: Connection, table: Table, ids: Collection[str]) -> None:
    whole = table.c.id.type.python_type is int
    wanted: list[Any] = [int(id_) for id_ in ids] if whole else list(ids)
    for id_ in wanted:
        connection.execute(table.delete().where(table.c.id == id_))


def _logged_of(connection: Connection, name: str, participant: str) -> set[str]:
    return {key for key, row in _logged(connection, name) if row.get("participant") == participant}


def _logged_ids(connection: Connection, name: str) -> set[str]:
    return {key for key, _ in _logged(connection, name)}


def _logged(connection: Connection, name: str) -> list[tuple[str, Mapping[str, Any]]]:
    change = schema.change
    rows = connection.execute(select(change.c.before, change.c.after)).all()
    return [pair for before, after in rows for side in (before, after["rows"]) for pair in side.get(name, {}).items()]


def _lead_elsewhere(connection: Connection, old: str, new: str) -> None:
    """What the log says of rows that named the person names the blank row."""
    change = schema.change
    names = {table.name for table in NAMING}
    for id_, before, after in connection.execute(select(change.c.id, change.c.before, change.c.after)).all():
        told = (_led(before, names, old, new), {**after, "rows": _led(after["rows"], names, old, new)})
        if told != (before, after):
            connection.execute(change.update().where(change.c.id == id_).values(before=told[0], after=told[1]))


def _led(rows: Mapping[str, Any], names: Collection[str], old: str, new: str) -> dict[str, Any]:
    return {
        name: {key: {**row, "participant": new} if row.get("participant") == old else row for key, row in found.items()}
        if name in names
        else found
        for name, found in rows.items()
    }
