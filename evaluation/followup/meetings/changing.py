"""Action points changed: a status, a deadline, an owner; dated, signed, and never over what somebody else just said."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from evaluation.errors import Problem, fail, raise_any
from evaluation.followup.deadlines import read_deadline
from evaluation.followup.meetings.next_meeting import settle_next_meetings
from evaluation.followup.meetings.owning import owners_named
from evaluation.model.deadline import Deadline, deadline_of
from evaluation.model.finding import hash_of
from evaluation.model.meetings import ActionPoint, ActionStatus, Owner, StatusChange
from evaluation.store import action_points, meetings
from evaluation.store.act import Act
from evaluation.store.changes import RowChange, row_changes
from evaluation.study import Study

ACTS = ("action.status", "action.change", "minutes.confirm")  # those that change what an action point says
Said = tuple[tuple[Owner, ...], Deadline]


@dataclass(frozen=True, slots=True)
class PointChange:
    """What is to be said of an action point; None leaves it as it stands. Deadline and owner: as people write."""

    status: ActionStatus | None = None
    deadline: str | None = None
    owner: str | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was said of an action point; `owners` and `deadline` are before and after, where they changed."""

    at: str
    who: str
    status: ActionStatus | None = None
    remark: str = ""
    owners: tuple[tuple[Owner, ...], tuple[Owner, ...]] | None = None
    deadline: tuple[Deadline, Deadline] | None = None


def stamp_of(point: ActionPoint) -> str:
    """What an action point says, as a hash: two people who change the same one find out by it."""
    owners = [asdict(each) for each in point.owners]
    said = [point.what, owners, point.deadline.code, point.deadline.words, point.status]
    return hash_of(json.dumps(said, ensure_ascii=False))


def change_point(
    study: Study, number: int, change: PointChange, *, was: str | None = None
) -> tuple[ActionPoint, tuple[Problem, ...]]:
    """Say how an action point stands, as one act; returns it, and what deserves a look in the deadline.

    was: the stamp of what the writer saw. Raises PLAN-060 where it says something else by now, MINUTES-025 where there
    is no such action point, and what is wrong with the deadline.
    """
    deadline, told = _deadline(change.deadline)
    name = "action.change" if (change.deadline, change.owner) != (None, None) else "action.status"
    with study.store.act(name, study.who, number=number) as act:
        before = _there(act, number)
        if was is not None and stamp_of(before) != was:
            raise fail("PLAN-060", number=number)
        after = _changed(study, act, before, change, deadline)
        action_points.change_action_point(act, after)
        only_status = change.status is not None and change == PointChange(change.status)
        if only_status or (after.status, change.remark) != (before.status, ""):
            now = datetime.now(UTC).isoformat(timespec="seconds")
            action_points.add_status(act, number, StatusChange(after.status, now, study.who, change.remark))
        act.details["status"] = after.status
        if found := meetings.find_meeting(act.connection, before.meeting):
            settle_next_meetings(act, found.group)
        return _there(act, number), told


def history_of(study: Study, number: int) -> list[Event]:
    """What was said of an action point since it was decided, the oldest first; what was taken back is left out."""
    with study.store.reading() as connection:
        statuses = {each.id: each for each in action_points.read_statuses(connection, [number]).get(number, ())}
        changes = row_changes(connection, "action_point", number, ACTS)
    events = [event for each in changes if (event := _event(each, statuses))]
    told = {id_ for each in changes for id_ in each.inserted.get("action_status", ())}
    kept = [_of_status(each) for id_, each in statuses.items() if id_ not in told]
    return sorted((*kept, *events), key=lambda each: each.at)


def _there(act: Act, number: int) -> ActionPoint:
    for found in action_points.read_action_points(act.connection, ids=[number]):
        return found
    raise fail("MINUTES-025", number=number)


def _deadline(written: str | None) -> tuple[Deadline | None, tuple[Problem, ...]]:
    if written is None:
        return None, ()
    found, problems = read_deadline(written, since=dt.date.today())
    raise_any(problems)
    return found, problems


def _changed(
    study: Study, act: Act, before: ActionPoint, change: PointChange, deadline: Deadline | None
) -> ActionPoint:
    after = replace(before, status=change.status or before.status)
    if deadline is not None and deadline != before.deadline:
        after = replace(after, deadline=deadline, due=deadline.last_day())
    if change.owner is not None:
        after = replace(after, owners=owners_named(act.connection, change.owner, study.evaluation.language))
    return after


def _event(found: RowChange, statuses: dict[int | None, StatusChange]) -> Event | None:
    """What one act said; None where it was of other things."""
    own = [each for id_, each in statuses.items() if id_ in found.inserted.get("action_status", ())]
    moved = _moved(found.before, found.after)
    if not own and not moved:
        return None
    event = _of_status(own[0]) if own else Event(found.change.at, found.change.who)
    return replace(event, **moved)


def _moved(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The owners and the deadline on both sides, where they differ."""
    sides = [_said(each) for each in (before, after)] if before and after else []
    pairs: Iterator[tuple[str, Any]] = zip(("owners", "deadline"), zip(*sides, strict=True), strict=False)
    return {name: (was, now) for name, (was, now) in pairs if was != now}


def _said(row: dict[str, Any]) -> Said:
    return tuple(Owner(**each) for each in row["owners"]), deadline_of(row["deadline"], row["deadline_words"])


def _of_status(change: StatusChange) -> Event:
    return Event(change.at, change.who, change.status, change.remark)
