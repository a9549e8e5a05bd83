"""The people and sessions of one of our own exports taken into a study: pseudonyms alone, for names never leave one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from coding.exchange.arrival import Arrival
from coding.exchange.guids import guid_from, handle_of
from coding.exchange.identities import Identities, organisation_guid, participant_guid, session_guid
from evaluation.model import Attendance, Organisation, Participant, People, Session
from evaluation.privacy.pseudonyms import with_pseudonyms
from evaluation.store import exchange, people
from evaluation.store.exchange import KnownAs

Person = TypeVar("Person", Organisation, Participant)


def take_people(arrival: Arrival) -> None:
    """Whoever is there already is left as they are. Ids in the project are GUIDs; here they get shorter ones."""
    new = arrival.project.people
    there = with_pseudonyms(people.read_people(arrival.act.connection), arrival.language)
    organisations = arrival.organisations = _matched(
        arrival, "organisation", there.organisations, new.organisations, organisation_guid
    )
    arrival.participants = _matched(arrival, "participant", there.participants, new.participants, participant_guid)
    arrival.sessions = _sessions(there.sessions, new.sessions)
    old = {each.id for each in there.organisations} | {each.id for each in there.participants}
    sessions = {each.id for each in there.sessions}
    ids = arrival.participants
    people.write_people(
        arrival.act,
        People(
            organisations=tuple(
                each.model_copy(update={"id": organisations[each.id]})
                for each in new.organisations
                if organisations[each.id] not in old
            ),
            participants=tuple(
                _participant(each, ids, organisations) for each in new.participants if ids[each.id] not in old
            ),
            consents=tuple(
                each.model_copy(update={"participant": ids[each.participant]})
                for each in new.consents
                if ids[each.participant] not in old
            ),
            sessions=tuple(
                _session(each, arrival) for each in new.sessions if arrival.sessions[each.id] not in sessions
            ),
        ),
    )


def _matched(
    arrival: Arrival, kind: str, there: Iterable[Person], new: Iterable[Person], guid: Callable[[Person], str]
) -> dict[str, str]:
    """GUID in the project → id in the study."""
    identities: Identities = arrival.identities
    guids = {each.id: identities.guid(kind, each.id, partial(guid, each)) for each in there}
    known = {handle_of(guid_): id_ for id_, guid_ in guids.items()}
    fresh = [each.id for each in new if each.id not in known]
    found = {**known, **{id_: f"{kind[0]}{id_[:16]}" for id_ in fresh}}
    seen: Mapping[str, Any] = arrival.project.content.get("seen", {})
    exchange.add_known(
        arrival.act,
        [KnownAs(kind, found[id_], guid_from(id_), content={"seen": list(seen.get(id_, ()))}) for id_ in fresh],
    )
    return found


def _sessions(there: Iterable[Session], new: Iterable[Session]) -> dict[str, str]:
    """Id in the project → in the study: the same where kind and date are the same, too."""
    known = {session_guid(each): each.id for each in there}
    taken = set(known.values())
    found: dict[str, str] = {}
    for each in new:
        id_, number = known.get(session_guid(each)), 1
        while id_ is None:
            wanted = each.id if number == 1 else f"{each.id[:28]}-{number}"
            id_ = None if wanted in taken else wanted
            number += 1
        taken.add(id_)
        found[each.id] = id_
    return found


def _participant(each: Participant, ids: Mapping[str, str], organisations: Mapping[str, str]) -> Participant:
    organisation = organisations.get(each.organisation or "")
    return each.model_copy(update={"id": ids[each.id], "organisation": organisation})


def _session(each: Session, arrival: Arrival) -> Session:
    attendance = tuple(_attendance(row, arrival) for row in each.attendance if row.participant in arrival.participants)
    follows = arrival.sessions.get(each.follows or "")
    return each.model_copy(update={"id": arrival.sessions[each.id], "follows": follows, "attendance": attendance})


def _attendance(row: Attendance, arrival: Arrival) -> Attendance:
    followed = arrival.sessions.get(row.followed_up_by or "")
    return row.model_copy(update={"participant": arrival.participants[row.participant], "followed_up_by": followed})
