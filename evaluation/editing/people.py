"""Participants, organisations and consents written and changed, each in one act that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from evaluation.errors import Problem, fail, problem, raise_any
from evaluation.model import Consent, Organisation, Participant, People
from evaluation.model.finding import hash_of
from evaluation.people.unnaming import parts_of
from evaluation.settings.nearness import near
from evaluation.store import people as stored
from evaluation.study import Study

ACTS = ("people.", "organisation.", "session.")  # how the names of these acts begin, for who takes one back
Kept = TypeVar("Kept", bound=BaseModel)


def stamp_of(value: BaseModel | None) -> str:
    """What somebody saw before they changed it, as a hash: two who edit the same find out by it. Empty for nothing."""
    return hash_of(value.model_dump_json()) if value else ""


def register_stamp(study: Study) -> str:
    """The same of everybody and everything at once."""
    return stamp_of(study.people(names=True))


def find_person(people: People, id_: str) -> Participant:
    """Raises PEOPLE-046 where there is no such participant."""
    return found(people.participants, id_, "PEOPLE-046")


def find_organisation(people: People, id_: str) -> Organisation:
    """Raises PEOPLE-047 where there is no such organisation."""
    return found(people.organisations, id_, "PEOPLE-047")


def find_consent(people: People, participant: str) -> Consent | None:
    return next((each for each in people.consents if each.participant == participant), None)


def add_person(study: Study, person: Participant) -> Participant:
    """Write a new participant. Raises PEOPLE-045 where the id is taken, and what `change_person` raises."""
    with study.store.act("people.add", study.who, id=person.id) as act:
        there = stored.read_people(act.connection, names=True)
        raise_any((*taken(person.id, there.participants), *_faults(person, None, there)))
        stored.write_people(act, People(participants=(person,)))
    return person


def change_person(study: Study, person: Participant, *, was: str | None = None) -> Participant:
    """Put this in place of the participant with its id; their consent and what they took part in are left.

    was: the stamp of what its editor saw; EDIT-070 where somebody else has changed it since. Raises PEOPLE-047 for an
    unknown organisation, PEOPLE-049 for a label that another bears, PEOPLE-050 for a pseudonym that another has, and
    PEOPLE-051 for one that tells the name.
    """
    with study.store.act("people.change", study.who, id=person.id) as act:
        there = stored.read_people(act.connection, names=True)
        before = find_person(there, person.id)
        unchanged(before, was, person.id)
        raise_any(_faults(person, before, there))
        stored.write_people(act, People(participants=(person,)))
    return person


def keep_consent(study: Study, consent: Consent, *, was: str | None = None) -> Consent:
    """Write what a participant agreed to, in place of what was kept; a day of withdrawal takes all of it back."""
    with study.store.act("people.consent", study.who, id=consent.participant) as act:
        there = stored.read_people(act.connection)
        find_person(there, consent.participant)
        unchanged(find_consent(there, consent.participant), was, consent.participant)
        stored.write_people(act, People(consents=(consent,)))
    return consent


def add_organisation(study: Study, organisation: Organisation) -> Organisation:
    """Write a new organisation. Raises PEOPLE-045 where the id is taken, PEOPLE-050 where the pseudonym is."""
    with study.store.act("organisation.add", study.who, id=organisation.id) as act:
        there = stored.read_people(act.connection, names=True)
        raise_any((*taken(organisation.id, there.organisations), *_of_organisation(organisation, None, there)))
        stored.write_people(act, People(organisations=(organisation,)))
    return organisation


def change_organisation(study: Study, organisation: Organisation, *, was: str | None = None) -> Organisation:
    """Put this in place of the organisation with its id. Raises EDIT-070 as `change_person` does."""
    with study.store.act("organisation.change", study.who, id=organisation.id) as act:
        there = stored.read_people(act.connection, names=True)
        before = find_organisation(there, organisation.id)
        unchanged(before, was, organisation.id)
        raise_any(_of_organisation(organisation, before, there))
        stored.write_people(act, People(organisations=(organisation,)))
    return organisation


def import_register(study: Study, people: People, *, was: str | None = None) -> People:
    """Add and update everybody of a file that was read, in one act.

    was: what `register_stamp` gave before. Raises EDIT-071 where the register has been changed since.
    """
    with study.store.act("people.import", study.who, n=len(people.participants)) as act:
        if was is not None and was != stamp_of(stored.read_people(act.connection, names=True)):
            raise fail("EDIT-071")
        stored.write_people(act, people)
    return people


# What is held against what


def found(listed: Iterable[Kept], id_: str, code: str) -> Kept:
    there = {str(each.id): each for each in listed}  # type: ignore[attr-defined]
    if id_ not in there:
        raise fail(code, id=id_, known=near(id_, list(there)))
    return there[id_]


def taken(id_: str, listed: Iterable[BaseModel]) -> Iterator[Problem]:
    if id_ in {each.id for each in listed}:  # type: ignore[attr-defined]
        yield problem("PEOPLE-045", id=id_)


def unchanged(before: BaseModel | None, was: str | None, id_: str) -> None:
    if was is not None and stamp_of(before) != was:
        raise fail("EDIT-070", id=id_)


def _faults(person: Participant, before: Participant | None, there: People) -> Iterator[Problem]:
    known = [each.id for each in there.organisations]
    if person.organisation and person.organisation not in known:
        yield problem("PEOPLE-047", id=person.organisation, known=near(person.organisation, known))
    others = [each for each in there.participants if each.id != person.id]
    mine = {_folded(label): label for label in person.speakers}
    for each in others:
        yield from (problem("PEOPLE-049", label=mine[label], first=each.id)
                    for label in map(_folded, each.speakers) if label in mine)  # fmt: skip
    if before is None or before.pseudonym != person.pseudonym:
        yield from _doubled(person.pseudonym, others)
    if before is None or (before.pseudonym, before.name) != (person.pseudonym, person.name):
        yield from _telling(person)


def _telling(person: Participant) -> Iterator[Problem]:
    """A pseudonym that holds the name it is there to hide."""
    told = {_folded(person.pseudonym), *map(_folded, person.pseudonym.split())}
    if any(_folded(part) in told for part in (person.name, *parts_of(person.name)) if part):
        yield problem("PEOPLE-051", pseudonym=person.pseudonym)


def _of_organisation(organisation: Organisation, before: Organisation | None, there: People) -> Iterator[Problem]:
    if before is None or before.pseudonym != organisation.pseudonym:
        yield from _doubled(
            organisation.pseudonym, [each for each in there.organisations if each.id != organisation.id]
        )


def _doubled(pseudonym: str, others: Iterable[Participant | Organisation]) -> Iterator[Problem]:
    bearer = next((each.id for each in others if pseudonym and _folded(each.pseudonym) == _folded(pseudonym)), None)
    if bearer is not None:
        yield problem("PEOPLE-050", pseudonym=pseudonym, first=bearer)


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
