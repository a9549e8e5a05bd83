"""What «the next meeting» turns out to be: the days of action points, and the items that come up again."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import replace

from evaluation.model.meetings import AgendaItem, Meeting, Origin
from evaluation.settings.nearness import nearest
from evaluation.store import action_points, meetings
from evaluation.store.act import Act

LIKE = 88  # how alike two titles are, of 100, that are the same item


def settle_next_meetings(act: Act, group: str) -> None:
    """Give the meetings of a group the date of the next one, and their action points that day, where none is told."""
    dated = [each for each in meetings.read_meetings(act.connection) if each.date and _same(each.group, group)]
    following = {one.id: other.date for one, other in itertools.pairwise(dated)}
    for each in dated:
        day = each.next_date or following.get(each.id)
        if day is not None:
            _settle(act, each, day)


def taken_up(
    connection_items: Iterable[tuple[str, AgendaItem]], agenda: tuple[AgendaItem, ...]
) -> tuple[AgendaItem, ...]:
    """The agenda, with its items that take up deferred ones pointing to them: titles hardly differ."""
    waiting = {each.title: each.id for _, each in connection_items if each.id is not None}
    return tuple(_linked(each, waiting) for each in agenda)


def _linked(item: AgendaItem, waiting: dict[str, int]) -> AgendaItem:
    below = tuple(_linked(each, waiting) for each in item.items)
    for title in nearest(item.title, list(waiting), count=1, cutoff=LIKE):
        return replace(item, items=below, comes_from=Origin("agenda_item", waiting[title]))
    return replace(item, items=below)


def _settle(act: Act, meeting: Meeting, day: dt.date) -> None:
    for point in action_points.read_action_points(act.connection, meetings=[meeting.name]):
        if point.deadline.kind == "next-meeting" and point.due != day:
            action_points.change_action_point(act, replace(point, due=day))


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
