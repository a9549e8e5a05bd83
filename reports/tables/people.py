"""Who took part, and how, told as the people policy allows."""

from __future__ import annotations

from evaluation.language import phrase
from evaluation.model import Attendance, Organisation, Participant, Session
from evaluation.numbers import NO_BREAK
from evaluation.privacy.attribution import SEEN
from reports.facts import Facts
from reports.markdown import table

# The way in which one takes part in a session of this kind, unless something else is said.
IMPLIED = {"written-answer": "written", "telephone": "telephone", "video": "video"}


def people_table(facts: Facts) -> str:
    columns = SEEN[facts.evaluation.people.attribution]
    heads = [phrase(f"report.table.{key}", facts.language) for key in ("informant", *columns, "how")]
    rows = [
        [*map(_unbroken, (person.pseudonym, *(_seen(facts, person, each) for each in columns))), _how(facts, person)]
        for person in facts.informants
    ]
    return table(heads, rows, phrase("report.caption.people", facts.language), "tbl-people")


def _unbroken(cell: str) -> str:
    """Short cells on one line, so that the columns become as wide as they need."""
    return cell.replace(" ", NO_BREAK)


def _seen(facts: Facts, person: Participant, column: str) -> str:
    organisation = facts.organisation_of(person.id)
    if column == "role":
        return person.role
    if organisation is None:
        return ""
    return {
        "organisation": organisation.pseudonym,
        "sector": organisation.sector,
        "size": _size(organisation, facts),
    }[column]


def _size(organisation: Organisation, facts: Facts) -> str:
    """A class, for the exact number would tell who it is."""
    if organisation.size is None:
        return ""
    key = "under_50" if organisation.size < 50 else "under_250" if organisation.size < 250 else "over_250"
    return phrase(f"report.size.{key}", facts.language)


def _how(facts: Facts, person: Participant) -> str:
    parts = [
        ": ".join(filter(None, (phrase(f"report.kind.{session.kind}", facts.language), _attended(row, session, facts))))
        for session in sorted(facts.people.sessions, key=lambda each: str(each.date or "9999"))
        for row in session.attendance
        if row.participant == person.id and session.kind != "supplement"
    ]
    told = "; ".join(parts)
    return told[:1].upper() + told[1:]


def _attended(row: Attendance, session: Session, facts: Facts) -> str:
    """In what way, where the kind of session does not tell."""
    if row.status != "attended":
        return phrase(f"report.how.{'declined' if row.status == 'declined' else 'invited'}", facts.language)
    if not row.left_because and session.kind in IMPLIED and row.mode in (None, IMPLIED[session.kind]):
        return ""
    how = phrase(f"report.mode.{row.mode or 'in-person'}", facts.language)
    if row.left_because and row.to:
        return phrase("report.how.until", facts.language, how=how, time=row.to)
    return how
