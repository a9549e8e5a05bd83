"""The GUIDs of a study's own things: those they came with, else ones that follow from what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection

from coding.exchange.guids import made_guid
from evaluation.model import Coding, Memo, Organisation, Participant, Session, Source
from evaluation.store.exchange import KnownAs, read_known


@dataclass
class Identities:
    """`known`: kind → row → what it came as. No two things of a kind get the same GUID."""

    known: Mapping[str, Mapping[str, KnownAs]]
    taken: dict[str, set[str]] = field(default_factory=dict)

    def guid(self, kind: str, row: str, derive: Callable[[], str]) -> str:
        """What the row came as; else what is derived from what it says."""
        known = self.known.get(kind, {})
        if row in known:
            return known[row].guid
        if kind not in self.taken:
            self.taken[kind] = {each.guid for each in known.values()}
        taken = self.taken[kind]
        found = wanted = derive()
        number = 1
        while found in taken:
            number += 1
            found = made_guid(kind, wanted, number)
        taken.add(found)
        return found


def read_identities(connection: Connection, kinds: Iterable[str]) -> Identities:
    return Identities({kind: read_known(connection, kind) for kind in kinds})


def source_guids(identities: Identities, sources: Sequence[Source]) -> dict[str, str]:
    """Name → GUID. Derived from the name and the file it was read from, so that a corrected text keeps its own."""
    return {each.name: identities.guid("source", str(each.id), partial(_source_guid, each)) for each in sources}


def _source_guid(source: Source) -> str:
    return made_guid("source", source.name, source.sha256)


def user_guids(identities: Identities, names: Iterable[str]) -> dict[str, str]:
    found = dict.fromkeys([*names, *identities.known.get("user", {})])
    return {name: identities.guid("user", name, partial(made_guid, "user", name)) for name in found if name}


def coding_guid(coding: Coding, source: str, code: str) -> str:
    """source, code: their GUIDs."""
    told = (coding.start, coding.end, coding.coder, coding.round, coding.origin, coding.note)
    return made_guid("coding", source, code, *told)


def memo_guid(memo: Memo, target: str) -> str:
    """target: the GUID of what it stands on."""
    said = (memo.kind, memo.title, memo.text, memo.author, memo.at)
    return made_guid("memo", memo.on, target, memo.start, memo.end, *said)


def participant_guid(participant: Participant) -> str:
    return made_guid("participant", participant.pseudonym)


def organisation_guid(organisation: Organisation) -> str:
    return made_guid("organisation", organisation.pseudonym or ("", organisation.sector))


def session_guid(session: Session) -> str:
    return made_guid("session", session.id, session.kind, session.date or "")
