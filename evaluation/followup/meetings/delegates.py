"""Those who were at a meeting, found in the register of people or put into it: names stand nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from evaluation.followup.parties import Parties, recognise
from evaluation.language import Language, phrase
from evaluation.model import Participant, People
from evaluation.model.meetings import MeetingAttendance, Owner
from evaluation.model.minutes import Attendee

_AND = (" og ", " and ", " & ", " samt ")


@dataclass(frozen=True)
class Delegates:
    """Who is meant by which name. `new` are those the register did not know."""

    ids: dict[str, str]
    new: tuple[Participant, ...]
    register: People
    parties: Parties

    def attendance(self, attendee: Attendee) -> MeetingAttendance:
        organisation, party = self.organisation(attendee.organisation)
        return MeetingAttendance(
            self.ids[_key(attendee.name)],
            organisation,
            party,
            attendee.presence,
            attendee.capacity,
            attendee.items,
            attendee.places,
        )

    def organisation(self, written: str) -> tuple[str | None, str]:
        """The organisation's id where the register knows it, else the words it is called by."""
        found = recognise(written, self.parties) if written else None
        return (found.organisation, "") if found and found.organisation else (None, written)

    def party_shown(self, written: str) -> str:
        """How a party may be called: by the register's pseudonym, else its id; an unknown one as it is written."""
        organisation, party = self.organisation(written)
        found = (each.shown for each in self.register.organisations if each.id == organisation)
        return next(found, "") or organisation or party

    def owners(self, owner: Owner) -> tuple[Owner, ...]:
        """Whoever an owner's words name: people and organisations by their ids, others as they are written."""
        return tuple(self._owner(part) for part in self._parted(owner.text))

    def everyone(self) -> list[Participant]:
        return [*self.register.participants, *self.new]

    def _parted(self, written: str) -> list[str]:
        whole = written.strip()
        if self._known(whole) or not any(sign in whole for sign in (*_AND, ",", "/")):
            return [whole] if whole else []
        for sign in (*_AND, ",", "/"):
            before, found, after = whole.partition(sign)
            if found and not before.endswith("-"):
                return [*self._parted(before.strip(" ,")), *self._parted(after.strip(" ,"))]
        return [whole]

    def _known(self, written: str) -> bool:
        return self._person(written) is not None or recognise(written, self.parties) is not None

    def _owner(self, written: str) -> Owner:
        person = self._person(written)
        if person is not None:
            return Owner(participant=person)
        organisation, text = self.organisation(written)
        return Owner(text, organisation)

    def _person(self, written: str) -> str | None:
        """The one who bears this name, whole or in part."""
        if _key(written) in self.ids:
            return self.ids[_key(written)]
        bearers = {id_ for name, id_ in self.ids.items() if _key(written) in name.split()}
        return bearers.pop() if len(bearers) == 1 else None


def delegates_of(attendees: Sequence[Attendee], register: People, parties: Parties, language: Language) -> Delegates:
    """The attendees with their ids; `register` is read with names."""
    known = {_key(each.name): each.id for each in register.participants if each.name}
    ids: dict[str, str] = {}
    new: list[Participant] = []
    free_ids = _free_ids(register)
    pseudonyms = _free_pseudonyms(register, language)
    for each in attendees:
        key = _key(each.name)
        if key in known or key in ids:
            ids[key] = known.get(key) or ids[key]
            continue
        found = recognise(each.organisation, parties) if each.organisation else None
        ids[key] = next(free_ids)
        new.append(
            Participant(
                id=ids[key],
                organisation=found.organisation if found else None,
                name=each.name,
                pseudonym=next(pseudonyms),
                affiliation="delegate",
            )
        )
    return Delegates(ids, tuple(new), register, parties)


def _free_ids(register: People) -> Iterator[str]:
    taken = {each.id for each in register.participants}
    return (id_ for id_ in (f"d{number}" for number in count(1)) if id_ not in taken)


def _free_pseudonyms(register: People, language: Language) -> Iterator[str]:
    taken = {each.pseudonym for each in register.participants}
    names = (phrase("minutes.pseudonym", language, number=number) for number in count(1))
    return (name for name in names if name not in taken)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
