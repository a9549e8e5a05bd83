"""What is owed and when, for those who look rather than ask: overdue, due within a quarter, and later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from evaluation.app.plans import SOON
from evaluation.followup.meetings.action_points import list_action_points
from evaluation.followup.occasions import Occasion, next_meeting, occasions
from evaluation.study import Study


@dataclass(frozen=True, slots=True)
class Dates:
    """Everything open with a day, by day. `meetings`: the key of an action point → the meeting that decided it."""

    at: dt.date
    by: dt.date
    meeting: Occasion | None
    overdue: tuple[Occasion, ...]
    due: tuple[Occasion, ...]
    later: tuple[Occasion, ...]
    meetings: dict[str, str]

    def __bool__(self) -> bool:
        return bool(self.meeting or self.overdue or self.due or self.later)


def dates_of(study: Study, at: dt.date) -> Dates:
    """What `status` and `plan due` tell of, as it stands on a day."""
    found = occasions(study)
    by = at + dt.timedelta(days=SOON)
    coming = [each for each in found if each.state == "open" and each.kind != "meeting" and each.date >= at]
    return Dates(
        at,
        by,
        next_meeting(found, at),
        tuple(each for each in found if each.is_overdue(at)),
        tuple(each for each in coming if each.date <= by),
        tuple(each for each in coming if each.date > by),
        {f"action:{each.id}": each.meeting for each in list_action_points(study) if each.meeting},
    )
