"""What a secretary must see at a glance: the next meeting, what is overdue, what is due, and who is behind."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from evaluation.app.plans import SOON, told_occasion
from evaluation.followup.occasions import Occasion, next_meeting, occasions
from evaluation.followup.plans.keeping import list_plans
from evaluation.followup.plans.listing import behind
from evaluation.model.plans import parties_in
from evaluation.study import Study


def following(study: Study, at: dt.date) -> dict[str, Any]:
    """`next_meeting`, `overdue`, `due` (within a quarter), each by day, and `behind`: the parties of the plans."""
    found = occasions(study)
    last = at + dt.timedelta(days=SOON)
    coming = next_meeting(found, at)
    due = [each for each in found if each.state == "open" and each.kind != "meeting" and at <= each.date <= last]
    return {
        "at": at,
        "next_meeting": told_occasion(coming) if coming else None,
        "overdue": [told_occasion(each) for each in found if each.is_overdue(at)],
        "due": [told_occasion(each) for each in due],
        "by": last,
        "behind": _behind(study, found, at, coming.date if coming else None),
    }


def _behind(study: Study, found: list[Occasion], at: dt.date, meeting: dt.date | None) -> list[dict[str, Any]]:
    """The parties with tasks or action points that are overdue, those with most first."""
    late: Counter[str] = Counter()
    for plan in list_plans(study):
        late.update({each.party: len(each.tasks) for each in behind(plan.tasks, at, next_meeting=meeting)})
    for each in (each for each in found if each.kind == "action" and each.is_overdue(at)):
        late.update(parties_in(each.owners))
    return [{"party": party, "overdue": count} for party, count in late.most_common()]
