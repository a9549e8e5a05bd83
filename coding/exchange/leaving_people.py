"""The people of a study on its way out: by pseudonym, as far as the people policy lets a reader see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection

from coding.exchange.covering import Covering, shown
from coding.exchange.guids import handle_of
from coding.exchange.identities import Identities, organisation_guid, participant_guid
from evaluation.model import Evaluation, Organisation, Participant, People, Session, Source, Turn
from evaluation.privacy.attribution import SEEN
from evaluation.privacy.pseudonyms import with_pseudonyms
from evaluation.store import people as stored

Person = TypeVar("Person", Organisation, Participant)


@dataclass(frozen=True)
class PeopleTold:
    """`people` has GUIDs (as handles) for ids. participants: id in the study → that; seen: that → what may be told."""

    people: People
    participants: Mapping[str, str]
    organisations: Mapping[str, str]
    seen: Mapping[str, tuple[str, ...]]

    def source(self, source: Source) -> Source:
        """The source with GUIDs in its turns, and nothing that tells of the file it came from."""
        turns = tuple(self._turn(turn) for turn in source.turns)
        return replace(source, turns=turns, file="", sha256="", format="", encoding="")

    def _turn(self, turn: Turn) -> Turn:
        return replace(turn, participant=self.participants.get(turn.participant or ""))


def people_of(connection: Connection, identities: Identities, evaluation: Evaluation, covering: Covering) -> PeopleTold:
    there = stored.read_people(connection)
    policy = frozenset(SEEN[evaluation.people.attribution])
    came = _came(identities)
    named = with_pseudonyms(there, evaluation.language)
    people = shown(named.model_copy(update={"organisations": _as_they_came(there, named, came)}), came, policy)
    participants = _guids(identities, "participant", people.participants)
    organisations = _guids(identities, "organisation", people.organisations)
    told = People(
        organisations=_sorted(_with(each, id=organisations[each.id]) for each in people.organisations),
        participants=_sorted(_participant(each, participants, organisations) for each in people.participants),
        consents=_sorted(_with(each, participant=participants[each.participant]) for each in people.consents),
        sessions=tuple(_session(each, participants, covering) for each in people.sessions),
    )
    seen = {guid: tuple(sorted(came.get(id_, policy))) for id_, guid in (participants | organisations).items()}
    return PeopleTold(told, participants, organisations, seen)


def _came(identities: Identities) -> dict[str, frozenset[str]]:
    """What the policy of the study they came from let be seen, for people who came with a project."""
    known = [each for kind in ("participant", "organisation") for each in identities.known.get(kind, {}).values()]
    return {each.row: frozenset(map(str, (each.content or {}).get("seen", ()))) for each in known}


def _as_they_came(there: People, named: People, came: Mapping[str, frozenset[str]]) -> tuple[Organisation, ...]:
    """Organisations that came without a pseudonym get none: their sector is all that was told."""
    pairs = zip(there.organisations, named.organisations, strict=True)
    return tuple(plain if plain.id in came else pseudonymous for plain, pseudonymous in pairs)


def _guids(identities: Identities, kind: str, listed: Iterable[Person]) -> dict[str, str]:
    return {each.id: handle_of(identities.guid(kind, each.id, partial(_guid, each))) for each in listed}


def _guid(each: Organisation | Participant) -> str:
    return participant_guid(each) if isinstance(each, Participant) else organisation_guid(each)


def _participant(each: Participant, ids: Mapping[str, str], organisations: Mapping[str, str]) -> Participant:
    found: Participant = _with(each, id=ids[each.id], organisation=organisations.get(each.organisation or ""))
    return found


def _session(session: Session, ids: Mapping[str, str], covering: Covering) -> Session:
    attendance = _sorted(_with(row, participant=ids[row.participant]) for row in session.attendance)
    found: Session = _with(session, title=covering.words(session.title), attendance=attendance)
    return found


def _with(value: Any, **changed: object) -> Any:
    return value.model_copy(update=changed)


def _sorted(listed: Iterable[Any]) -> tuple[Any, ...]:
    """In an order that has nothing to do with what they are called in this study."""
    return tuple(sorted(listed, key=lambda each: str(getattr(each, "participant", None) or each.id)))
