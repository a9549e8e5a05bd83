"""What does not hold together in minutes: numbers told twice or left out, names without organisation, nothing found."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from evaluation.followup.minutes.headings import Heading
from evaluation.followup.minutes.rows import Page
from evaluation.model.minutes import Attendee, Unsure


def doubts_on_numbers(page: Page, headings: Sequence[Heading]) -> Iterator[Unsure]:
    """Items without a number, numbers told twice, and numbers left out."""
    tops = [each for each in headings if each.level == 0]
    numbered = [each for each in tops if each.main]
    if tops and not numbered:
        yield Unsure("MINUTES-004", page.rows[tops[0].row].line, {"n": str(len(tops))}, part="number")
        return
    for each in tops:
        if not each.main:
            told = {"title": page.words(each.start, each.end)}
            yield Unsure("MINUTES-005", page.rows[each.row].line, told, "agenda_item", "number", each.start)
    which = _running(numbered)
    for one, other in itertools.pairwise(numbered):
        line = page.rows[other.row].line
        if other.number == one.number:
            told = {"number": other.number, "first_line": str(page.rows[one.row].line)}
            yield Unsure("MINUTES-006", line, told, "agenda_item", "number", other.start)
            continue
        gap = other.main[which] - one.main[which] - 1
        between = sum(one.row < each.row < other.row and not each.main for each in tops)
        if gap > between:
            yield Unsure(
                "MINUTES-007", line, {"first": one.number, "second": other.number}, "agenda_item", "number", other.start
            )


def doubts_on_people(people: Sequence[Attendee]) -> Iterator[Unsure]:
    if not any(each.presence == "present" for each in people):
        yield Unsure("MINUTES-011", None, {}, part="present")
    for each in people:
        if not each.organisation and each.capacity != "secretariat":
            at = each.places[0].start if each.places else None
            yield Unsure("MINUTES-008", each.line, {"name": each.name}, "meeting_attendance", "organisation", at)


def doubts_on_items(headings: Sequence[Heading]) -> Iterator[Unsure]:
    if not headings:
        yield Unsure("MINUTES-012", None, {}, part="items")


def _running(numbered: Sequence[Heading]) -> int:
    """Which figure of the numbers runs on: the first of `3/13`, the last of `12-4`."""
    if len(numbered) < 2 or any(len(each.main) < 2 for each in numbered):
        return 0
    return 1 if len({each.main[0] for each in numbered}) == 1 else 0
