"""Who took part, and how, told as the people policy allows."""

from __future__ import annotations

from evaluation.language import phrase
from evaluation.model import Attendance, Organisation, Participant
from evaluation.privacy.attribution import SEEN
from reports.facts import Facts
from reports.markdown import table


def people_table(facts: Facts) -> str:
    columns = SEEN[facts.evaluation.people.attribution]
    heads = [phrase(f"report.table.{key}", facts.language) for key in ("informant", *columns, "how")]
    rows = [
        [person.pseudonym, *(_seen(facts, person, column) for column in columns), _how(facts, person)]
        for person in facts.informants
    ]
    return table(heads, rows, phrase("report.caption.people", facts.language), "tbl-people")


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
        f"{phrase(f'report.kind.{session.kind}', facts.language)}: {_attended(row, facts)}"
        for session in sorted(facts.people.sessions, key=lambda each: str(each.date or "9999"))
        for row in session.attendance
        if row.participant == person.id and session.kind != "supplement"
    ]
    told = "; ".join(parts)
    return told[:1].upper() + told[1:]


def _attended(row: Attendance, facts: Facts) -> str:
    if row.status != "attended":
        return phrase(f"report.how.{'declined' if row.status == 'declined' else 'invited'}", facts.language)
    how = phrase(f"report.mode.{row.mode or 'in-person'}", facts.language)
    if row.left_because and row.to:
        return phrase("report.how.until", facts.language, how=how, time=row.to)
    return how
