"""Agenda items with what was presented, discussed and concluded under each, and the sub-items of other business."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaluation.followup.minutes import words
from evaluation.followup.minutes.actions import Deciding, Found, actions_in, actions_of_table
from evaluation.followup.minutes.bodies import Block, blocks_in
from evaluation.followup.minutes.deferral import deferral_in
from evaluation.followup.minutes.headings import Heading, sub_headings
from evaluation.followup.minutes.rows import Page
from evaluation.followup.minutes.sentences import sentences_in
from evaluation.model.meetings import AgendaItem, Deferral, Place
from evaluation.model.minutes import Unsure

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Read:
    """An agenda item, and what of it is in doubt."""

    item: AgendaItem
    unsure: tuple[Unsure, ...] = ()


def items_in(deciding: Deciding, headings: Sequence[Heading], last: int) -> list[Read]:
    """The items under these headings, the last of which ends before row `last`."""
    found: list[Read] = []
    tops = [at for at, each in enumerate(headings) if each.level == 0]
    for number, at in enumerate(tops):
        after = tops[number + 1] if number + 1 < len(tops) else len(headings)
        end = headings[after].row if after < len(headings) else last
        found.append(_item(deciding, headings[at], headings[at + 1 : after], end))
    return found


def _item(deciding: Deciding, heading: Heading, below: Sequence[Heading], end: int) -> Read:
    page = deciding.page
    if not below and words.OTHER_BUSINESS.fullmatch(page.words(heading.start, heading.end)):
        below = sub_headings(page, heading.last + 1, end)
    stop = below[0].row if below else end
    read = _body(deciding, heading, stop)
    if not below:
        return read
    ends = [*(each.row for each in below[1:]), end]
    parts = [_body(deciding, each, last) for each, last in zip(below, ends, strict=True)]
    unsure = (*read.unsure, *(each for part in parts for each in part.unsure))
    return Read(replace(read.item, items=tuple(part.item for part in parts)), unsure)


def _body(deciding: Deciding, heading: Heading, end: int) -> Read:
    page = deciding.page
    blocks = blocks_in(page, heading.last + 1, end)
    actions = [*actions_in(deciding, blocks), *actions_of_table(deciding, heading.last + 1, end)]
    actions.sort(key=lambda each: each.start)
    concluded = _concluded(page, blocks, actions)
    presented, discussed = _before(page, blocks, concluded, actions)
    title = Place("title", heading.start, heading.end)
    deferred, words_of = _deferred(page, blocks)
    spans = {"presentation": presented, "discussion": discussed, "conclusion": concluded}
    item = AgendaItem(
        page.words(heading.start, heading.end).rstrip(" :"),
        heading.number,
        presentation=_joined(page, presented),
        discussion=_joined(page, discussed),
        conclusion=_joined(page, concluded),
        deferred=deferred,
        action_points=tuple(each.point for each in actions),
        places=(title, *(Place(part, *each) for part, found in spans.items() for each in found), *words_of),
        line=page.rows[heading.row].line,
    )
    return Read(item, tuple(_doubts(page, actions)))


def _doubts(page: Page, actions: Sequence[Found]) -> list[Unsure]:
    return [
        Unsure(
            code,
            page.line_at(each.start),
            {"words": _short(page.words(each.start, each.end))},
            "action_point",
            "owner" if code != "MINUTES-010" else "",
            each.start,
        )
        for each in actions
        for code in each.doubts
    ]


def doubts_on(page: Page, actions: Sequence[Found]) -> list[Unsure]:
    """What is in doubt of action points that stand under no item."""
    return _doubts(page, actions)


def _concluded(page: Page, blocks: Sequence[Block], actions: Sequence[Found]) -> list[Span]:
    """The words of the conclusion: what is called so, else the sentences that can be nothing else."""
    called = [each for each in blocks if each.kind == "conclusion"]
    taken = {each.start for each in actions}
    if called:
        text = [each for each in called if not each.is_point]
        points = [each for each in called if each.is_point and each.start not in taken]
        return [(each.start, each.end) for each in ([*text, *points] if text or points else called)]
    free = [each for each in blocks if each.kind == "text"]
    found: list[Span] = []
    for block in free:
        if block.is_point and block.start in taken:
            continue
        for start, end in sentences_in(page.text, block.start, block.end):
            told = page.text[start:end]
            if words.CONCLUDING.search(told) or deferral_in(told):
                found.append((start, end))
    return found


def _before(
    page: Page, blocks: Sequence[Block], concluded: Sequence[Span], actions: Sequence[Found]
) -> tuple[list[Span], list[Span]]:
    """What was presented and what was discussed: as it is called, else by what the sentences say."""
    presented = [(each.start, each.end) for each in blocks if each.kind == "presentation"]
    discussed = [(each.start, each.end) for each in blocks if each.kind == "discussion"]
    taken = sorted({*concluded, *((each.start, each.end) for each in actions)})
    are_discussing = False
    for block in (each for each in blocks if each.kind == "text"):
        for start, end in sentences_in(page.text, block.start, block.end):
            if _is_in(taken, start):
                continue
            told = page.text[start:end]
            if words.DISCUSSING.search(told):
                are_discussing = not words.PRESENTING.search(told) or are_discussing
            elif words.PRESENTING.search(told):
                are_discussing = False
            _append(page, discussed if are_discussing else presented, start, end)
    return sorted(presented), sorted(discussed)


def _is_in(spans: Sequence[Span], at: int) -> bool:
    """Whether a place lies in one of these stretches, which are sorted."""
    before = bisect_right(spans, (at, 1 << 60)) - 1
    return any(start <= at < end for start, end in spans[max(before - 3, 0) : before + 1])


def _append(page: Page, spans: list[Span], start: int, end: int) -> None:
    """Add a sentence; one that follows another at once makes one stretch with it."""
    if spans and spans[-1][1] <= start and not page.text[spans[-1][1] : start].strip():
        spans[-1] = (spans[-1][0], end)
    else:
        spans.append((start, end))


def _deferred(page: Page, blocks: Sequence[Block]) -> tuple[Deferral, tuple[Place, ...]]:
    """Why an item comes up again, and the words that tell so."""
    found: list[tuple[Deferral, Place]] = []
    for block in blocks:
        for start, end in sentences_in(page.text, block.start, block.end):
            kind = deferral_in(page.text[start:end])
            if kind:
                found.append((kind, Place("deferred", start, end)))
    if not found:
        return "", ()
    chosen = next((each for each in found if each[0] == "next-meeting"), found[0])
    return chosen[0], (chosen[1],)


def _joined(page: Page, spans: Sequence[Span]) -> str:
    return " ".join(page.words(start, end) for start, end in spans)


def _short(told: str) -> str:
    return told if len(told) <= 80 else told[:79].rsplit(" ", 1)[0] + " …"
