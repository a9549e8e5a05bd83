"""Action points of all meetings, sorted out by owner, day and status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from evaluation.errors import fail
from evaluation.followup.parties import Parties, parties_of, recognise
from evaluation.model import People
from evaluation.model.meetings import ActionPoint, Owner, StatusChange
from evaluation.store import action_points
from evaluation.study import Study


def list_action_points(
    study: Study,
    *,
    meeting: str | None = None,
    owner: str | None = None,
    due_before: dt.date | None = None,
    open_only: bool = False,
) -> list[ActionPoint]:
    """The action points there are, those due first at the top; owner: a party or a person, by any name they go by."""
    meetings = [meeting] if meeting else None
    with study.store.reading() as connection:
        found = action_points.read_action_points(
            connection, meetings=meetings, due_before=due_before, open_only=open_only
        )
    chosen = _owned_by(found, owner, study) if owner else found
    return sorted(chosen, key=lambda each: (each.due or dt.date.max, each.id or 0))


def find_action_point(study: Study, number: int) -> ActionPoint:
    """One action point. Raises MINUTES-025 when there is none of this number."""
    with study.store.reading() as connection:
        for found in action_points.read_action_points(connection, ids=[number]):
            return found
    raise fail("MINUTES-025", number=number)


def statuses_of(study: Study, points: Sequence[int] | None = None) -> dict[int, list[StatusChange]]:
    """Action point → every status it was given, the oldest first."""
    with study.store.reading() as connection:
        return action_points.read_statuses(connection, points)


def owners_shown(owners: Iterable[Owner], people: People) -> str:
    """The owners by the names they are shown by: pseudonyms, and parties as they are written."""
    organisations = {each.id: each.shown or each.id for each in people.organisations}
    participants = {each.id: each.pseudonym or each.id for each in people.participants}
    shown = (
        organisations.get(each.organisation, each.organisation) if each.organisation
        else participants.get(each.participant, each.participant) if each.participant
        else each.text
        for each in owners
    )  # fmt: skip
    return ", ".join(filter(None, shown))


def _owned_by(found: Iterable[ActionPoint], owner: str, study: Study) -> list[ActionPoint]:
    register = study.people(names=True)
    wanted = _wanted(owner, register, parties_of(register))
    return [each for each in found if any(_is(part, wanted) for part in each.owners)]


def _wanted(owner: str, register: People, parties: Parties) -> set[str]:
    """Ids and words by which the owner that is asked for may stand in an action point."""
    party = recognise(owner, parties)
    ways = {owner.casefold()}
    ways |= {party.name.casefold(), f"#{party.organisation}"} if party else set()
    for each in register.participants:
        if owner.casefold() in (each.name.casefold(), each.pseudonym.casefold(), each.id):
            ways.add(f"@{each.id}")
    if party:
        ways |= {name for name, other in parties.names.items() if other == party}
    return ways


def _is(owner: Owner, wanted: set[str]) -> bool:
    return bool(
        (owner.organisation and f"#{owner.organisation}" in wanted)
        or (owner.participant and f"@{owner.participant}" in wanted)
        or owner.text.casefold() in wanted
    )
