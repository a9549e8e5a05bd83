"""Minutes read from the lines of a file, in whatever layout; what is unsure is told as such."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.followup.deadlines import find_deadlines
from evaluation.followup.minutes import words
from evaluation.followup.minutes.actions import Deciding, Found, actions_in, actions_of_table
from evaluation.followup.minutes.appendices import appendices_in, first_appendix, named_only
from evaluation.followup.minutes.attendance import attendees_in, lists_in, tables_in, told_of_guests
from evaluation.followup.minutes.bodies import blocks_in
from evaluation.followup.minutes.checks import doubts_on_items, doubts_on_numbers, doubts_on_people
from evaluation.followup.minutes.header import find_only_date, header_of
from evaluation.followup.minutes.headings import Heading, begins_item, headings_in
from evaluation.followup.minutes.items import doubts_on, items_in
from evaluation.followup.minutes.owners import OwnersKnown, with_attendees
from evaluation.followup.minutes.rows import Page, is_markdown, page_of
from evaluation.followup.parties import Parties, parties_of
from evaluation.model import People
from evaluation.model.minutes import Minutes, Unsure
from evaluation.sources.extract import Extract
from evaluation.sources.read import extract
from evaluation.sources.tongue import guess_language

_LED = re.compile(r"\W*(?:(?:sak|item|punkt)?\s*(?:nr\.?\s*)?\d[\d./-]*\s*\W*)?(?:the\s+)?", re.IGNORECASE)
LONG = 600  # signs of a row that is a paragraph, and tells nothing of the meeting itself
NEAR_TOP = 12
NEAR = 3  # rows below «next meeting» in which its date may stand


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts of the minutes are: the agenda is in rows [body, tail), the appendices begin in row `end`."""

    headings: tuple[Heading, ...]
    body: int
    tail: int
    end: int


def read_minutes(path: Path | str, parties: Parties | None = None) -> Minutes:
    """The minutes in a file. parties: those the study knows. Raises SOURCE problems for a file that cannot be read."""
    return minutes_of(extract(path), parties)


def minutes_of(extracted: Extract, parties: Parties | None = None) -> Minutes:
    """The minutes in the lines of a file; places count in its text."""
    page = page_of(extracted.lines, markdown=is_markdown(extracted.format, extracted.lines))
    known = parties or parties_of(People())
    lists = lists_in(page)
    tables = tables_in(page)
    listed = {at for each in lists for at in range(each.first, each.last)} | {
        at for first, last in tables for at in range(first, last)
    }
    parts = _parts(page, max([*listed, *_head_rows(page)], default=-1) + 1)
    people = told_of_guests(page, 0, parts.tail, attendees_in(page, lists, known), known)
    top = (row for at, row in enumerate(page.rows[: parts.body]) if at not in listed and len(row.text) < LONG)
    header = header_of(page, list(top))
    next_date = _next_date(page, parts.end, header.date)
    owners = OwnersKnown(tuple(people), with_attendees(known, people), header.group)
    deciding = Deciding(page, owners, header.date, next_date)
    items = items_in(deciding, parts.headings, parts.tail)
    general = _general(deciding, parts)
    appendices = appendices_in(page, parts.end, with_attendees(known, people))
    unsure = [
        *header.unsure,
        *doubts_on_people(people),
        *doubts_on_items(parts.headings),
        *doubts_on_numbers(page, parts.headings),
        *(each for item in items for each in item.unsure),
        *doubts_on(page, general),
        *(Unsure("MINUTES-017", line, {"title": title}) for line, title in named_only(page, parts.body, parts.end)),
    ]
    return Minutes(
        group=header.group,
        title=header.title,
        number=header.number,
        date=header.date,
        start=header.start,
        end=header.end,
        place=header.place,
        places=header.places,
        next_date=next_date,
        people=tuple(people),
        items=tuple(each.item for each in items),
        action_points=tuple(each.point for each in general),
        appendices=tuple(appendices),
        unsure=tuple(sorted(unsure, key=lambda each: each.line or 0)),
        language=extracted.language or guess_language(page.raw),
    )


def _head_rows(page: Page) -> Iterator[int]:
    """The rows at the top that tell of the meeting itself: no item begins before the last of them."""
    for at, row in enumerate(page.rows[:NEAR_TOP]):
        if len(row.text) >= LONG or row.cell or begins_item(row) or words.NEXT_MEETING.match(row.words):
            return
        labelled = any(pattern.match(row.text.lstrip()) for pattern in words.HEAD.values())
        if labelled or find_only_date(row.words) or (words.RECORD.search(row.text) and at < NEAR):
            yield at


def _parts(page: Page, after: int) -> _Parts:
    """The parts of the minutes; the agenda begins after row `after`, the last that lists people."""
    end = first_appendix(page, after)
    headings = headings_in(page, after, end)
    body = headings[0].row if headings else _first_of_agenda(page, after, end)
    tail = _tail(page, headings[-1].last + 1 if headings else body, end)
    return _Parts(tuple(headings), body, tail, end)


def _first_of_agenda(page: Page, after: int, end: int) -> int:
    listed = (at for at in range(after, end) if words.AGENDA.fullmatch(page.rows[at].words))
    return next(listed, max(after, min(12, end)))


def _tail(page: Page, first: int, end: int) -> int:
    """The row that ends the last item: the next meeting, a list of action points, a signature."""
    for at in range(first, end):
        row = page.rows[at]
        if row.is_blank or row.bullet:
            continue
        is_close = words.NOT_ITEMS.fullmatch(row.words) and not row.words.endswith(":")
        apart = page.rows[at - 1].is_blank or row.is_marked
        names_next = words.NEXT_MEETING.match(row.words.removeprefix("The "))
        writer = dict(words.BLOCKS)["writer"].match(row.text)
        is_named = names_next is not None and ":" in row.words[names_next.end() : names_next.end() + 2]
        if is_named or (apart and (is_close or names_next or writer or _is_action_table(page, at, end))):
            return at
    return end


def _is_action_table(page: Page, at: int, end: int) -> bool:
    row = page.rows[at]
    return bool(words.NOT_ITEMS.fullmatch(row.words)) and at + 1 < end and page.is_table(page.rows[at + 1])


def _general(deciding: Deciding, parts: _Parts) -> list[Found]:
    """The action points that stand under no item: in a list at the end."""
    page = deciding.page
    found = actions_of_table(deciding, parts.tail, parts.end)
    blocks = [each for each in blocks_in(page, parts.tail, parts.end) if each.kind == "action"]
    return sorted([*found, *actions_in(deciding, blocks)], key=lambda each: each.start)


def _next_date(page: Page, end: int, since: dt.date | None) -> dt.date | None:
    """When the next meeting is, where a row says so."""
    for at in range(end - 1, -1, -1):
        row = page.rows[at]
        match = words.NEXT_MEETING.search(row.text) if not row.is_blank and len(row.text) < LONG else None
        if match is None or not _LED.fullmatch(row.text[: match.start()]):
            continue
        below = _below(page.rows, at, end)
        for text in (
            (row.text[match.end() :], *below)
            if not row.text[match.end() :].strip(" :.")
            else (row.text[match.end() :],)
        ):
            for each in find_deadlines(text, since=since):
                if each.deadline.kind == "day":
                    return each.deadline.last_day()
    return None


def _below(rows: Sequence[object], at: int, end: int) -> list[str]:
    return [row.text for row in rows[at + 1 : min(at + 1 + NEAR, end)]]  # type: ignore[attr-defined]
