"""Rows of people and sessions, and the values they stand for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, RowMapping, Table, select

from evaluation.errors import fail
from evaluation.model import Attendance, Consent, Organisation, Participant, People, Session
from evaluation.store import schema
from evaluation.store.act import Act, Row


def read_people(connection: Connection, *, names: bool = False) -> People:
    """Everyone and every session. Real names, contacts and labels only with `names`; of open organisations always."""
    identities = _identities(connection)
    attendance = _grouped(connection)
    organisations = _all(connection, schema.organisation)
    return People(
        organisations=tuple(
            sorted(
                (_organisation(row, identities if names or row["open"] else {}) for row in organisations),
                key=_shown_order,
            )
        ),
        participants=tuple(
            _participant(row, identities if names else {}) for row in _all(connection, schema.participant)
        ),
        consents=tuple(_consent(row) for row in _all(connection, schema.consent)),
        sessions=tuple(_session(row, attendance) for row in _all(connection, schema.session)),
    )


def anybody_withdrew(connection: Connection) -> bool:
    """Whether any participant has taken their consent back."""
    consent = schema.consent
    return connection.scalar(select(consent.c.id).where(consent.c.withdrawn.is_not(None)).limit(1)) is not None


def read_labels(connection: Connection) -> dict[str, str]:
    """The labels people bear in transcripts → participant id: names, pseudonyms and ids too.

    A label that more than one of them bears tells nothing, and is left out.
    """
    bearers: dict[str, set[str]] = {}
    for label, participant in _labels(connection):
        bearers.setdefault(label, set()).add(participant)
    return {label: next(iter(those)) for label, those in bearers.items() if label and len(those) == 1}


def _labels(connection: Connection) -> Iterable[tuple[str, str]]:
    for row in _all(connection, schema.participant):
        yield from ((label, row["id"]) for label in (row["id"], row["pseudonym"]))
    for row in _all(connection, schema.identity):
        if row["participant"]:
            yield from ((label, row["participant"]) for label in (row["name"], *row["speakers"]))


def write_people(act: Act, people: People) -> None:
    """Add those who are new and bring the others in line; nobody is removed.

    Names, contacts and labels that are not given at all stay as they are known: a file without them takes none away.
    """
    for organisation in people.organisations:
        act.put(schema.organisation, organisation.model_dump(exclude={"name", "also"}))
        known = organisation.model_dump(mode="json", include={"name", "also"}, exclude_unset=True)
        also = {"speakers": known.pop("also")} if "also" in known else {}  # one column for all a bearer is called
        _identify(act, "organisation", organisation.id, {**known, **also})
    for participant in people.participants:
        act.put(schema.participant, participant.model_dump(exclude={"name", "contact", "speakers"}))
        given = participant.model_dump(mode="json", include={"name", "contact", "speakers"}, exclude_unset=True)
        _identify(act, "participant", participant.id, given)
    for consent in people.consents:
        _write_consent(act, consent)
    for session in _followed_first(people.sessions):
        act.put(schema.session, _session_row(session))
    for session in people.sessions:
        for attendance in session.attendance:
            _write_attendance(act, session.id, attendance)


def remove_attendance(act: Act, session: str, participants: Collection[str]) -> None:
    """Take participants off a session."""
    own = schema.attendance.c
    act.delete_where(schema.attendance, (own.session == session) & own.participant.in_(list(participants)))


def _followed_first(sessions: Iterable[Session]) -> Iterable[Session]:
    """A session that follows another can only be written when that one is there."""
    waiting = {session.id: session for session in sessions}
    while waiting:
        ready = [each for each in waiting.values() if each.follows not in waiting]
        if not ready:
            raise fail("PEOPLE-007", ids=", ".join(waiting))
        for session in ready:
            yield waiting.pop(session.id)


def _all(connection: Connection, table: Table) -> list[RowMapping]:
    """The rows in order of id, p2 before p10. Sorted here, for databases differ in how they sort text."""
    return sorted(connection.execute(select(table)).mappings(), key=lambda row: _natural(str(row["id"])))


def _shown_order(organisation: Organisation) -> list[tuple[int, str]]:
    """Organisation A before organisation B: the order in which a reader meets their pseudonyms."""
    return _natural(organisation.shown or organisation.id)


def _natural(text: str) -> list[tuple[int, str]]:
    parts = re.findall(r"\d+|\D+", text)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _identities(connection: Connection) -> Mapping[str, Row]:
    return {row["id"]: dict(row) for row in _all(connection, schema.identity)}


def _identify(act: Act, kind: str, id_: str, given: Row) -> None:
    row: Row = {"participant": None, "organisation": None, "name": "", "contact": "", "speakers": []}
    known = act.connection.execute(select(schema.identity).where(schema.identity.c.id == f"{kind}:{id_}"))
    there = known.mappings().first()
    if there or any(given.values()):
        act.put(schema.identity, {**row, **(there or {}), "id": f"{kind}:{id_}", kind: id_, **given})


def _organisation(row: RowMapping, identities: Mapping[str, Row]) -> Organisation:
    known = identities.get(f"organisation:{row['id']}", {})
    told = {"name": known["name"], "also": tuple(known["speakers"])} if known else {}
    return Organisation(**row, **told)


def _participant(row: RowMapping, identities: Mapping[str, Row]) -> Participant:
    known = identities.get(f"participant:{row['id']}", {})
    return Participant(**row, **{key: known[key] for key in ("name", "contact", "speakers") if key in known})


def _consent(row: RowMapping) -> Consent:
    return Consent(**{key: value for key, value in row.items() if key != "id"})


def _session(row: RowMapping, attendance: Mapping[str, list[Attendance]]) -> Session:
    return Session(**row, attendance=tuple(attendance.get(row["id"], ())))


def _session_row(session: Session) -> Row:
    return {**session.model_dump(exclude={"attendance"}), "date": _iso(session.date)}


def _grouped(connection: Connection) -> Mapping[str, list[Attendance]]:
    found: dict[str, list[Attendance]] = {}
    for row in _all(connection, schema.attendance):
        values = {key: value for key, value in row.items() if key not in ("id", "session")}
        found.setdefault(row["session"], []).append(Attendance(**values))
    return found


def _write_consent(act: Act, consent: Consent) -> None:
    row = consent.model_dump(mode="json")
    _put_by(act, schema.consent, {"participant": consent.participant}, row)


def _write_attendance(act: Act, session: str, attendance: Attendance) -> None:
    reason = attendance.left_because.as_dict() if attendance.left_because else None
    row = {**attendance.model_dump(), "session": session, "left_because": reason}
    _put_by(act, schema.attendance, {"session": session, "participant": attendance.participant}, row)


def _put_by(act: Act, table: Table, key: Mapping[str, str], row: Row) -> None:
    """Bring the row with this key in line, or add it."""
    condition = [table.c[name] == value for name, value in key.items()]
    found = act.connection.scalar(select(table.c.id).where(*condition))
    if found is None:
        act.insert(table, [row])
    else:
        act.update(table, found, row)


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
