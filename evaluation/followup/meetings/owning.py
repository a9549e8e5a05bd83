"""Who owes something, read from what a person wrote: parties and people of the register, others as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from evaluation.followup.meetings.delegates import delegates_of
from evaluation.followup.parties import parties_of
from evaluation.language import Language
from evaluation.model import People
from evaluation.model.meetings import Owner
from evaluation.store import people


def owners_named(connection: Connection, written: str, language: Language) -> tuple[Owner, ...]:
    """A person by name, pseudonym or id, alone or between commas; all else as parties are named in minutes."""
    register = people.read_people(connection, names=True)
    known = _by_sight(register)
    if whole := known.get(_key(written)):
        return (Owner(participant=whole),)
    delegates = delegates_of((), register, parties_of(register), language)

    def owners() -> Iterator[Owner]:
        for part in filter(None, map(str.strip, written.split(","))):
            person = known.get(_key(part))
            yield from (Owner(participant=person),) if person else delegates.owners(Owner(part))

    return tuple(dict.fromkeys(owners()))


def _by_sight(register: People) -> dict[str, str]:
    """Every way a participant may be called → their id; a name goes before a pseudonym."""
    seen = {_key(way): each.id for each in register.participants for way in (each.pseudonym, each.id) if way}
    return seen | {_key(each.name): each.id for each in register.participants if each.name}


def _key(words: str) -> str:
    return " ".join(words.casefold().split())
