"""What follows the minutes in the same file: each appendix apart, and by party where it is organised by party."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evaluation.followup.minutes import words
from evaluation.followup.minutes.rows import Page, Row
from evaluation.followup.parties import Parties, parties_in, recognise
from evaluation.model.meetings import Place
from evaluation.model.minutes import Appendix

_LONGEST_NAME = 70
_LIST = re.compile(r"\s*(?:vedlegg|appendices|attachments|annexes|bilag)\s*:?\s*$", re.IGNORECASE)


def first_appendix(page: Page, after: int) -> int:
    """The row in which the first appendix begins, not before row `after`; the number of rows where there is none."""
    for at in range(after, len(page.rows)):
        if _begins(page, at):
            return at
    return len(page.rows)


def named_only(page: Page, first: int, last: int) -> list[tuple[int, str]]:
    """Appendices that rows [first, last) name but that do not follow: line and title."""
    found: list[tuple[int, str]] = []
    in_list = False
    for row in page.rows[first:last]:
        match = words.APPENDIX.match(row.text) if not row.is_blank else None
        if in_list and not row.is_blank:
            found.append((row.line, " ".join(row.text[row.point :].split())))
        elif _LIST.match(row.text):
            in_list = True
        elif match and row.words[:1].isupper() and ":" in row.text[: match.start("title")] and match["title"].strip():
            found.append((row.line, " ".join(match["title"].split())))
        else:
            in_list = False
    return found


def appendices_in(page: Page, first: int, known: Parties | None = None) -> list[Appendix]:
    """The appendices from row `first` on."""
    begins = [at for at in range(first, len(page.rows)) if _begins(page, at)]
    found: list[Appendix] = []
    for at, end in pairwise([*begins, len(page.rows)]):
        found += _one(page, at, end, known)
    return found


def _begins(page: Page, at: int) -> bool:
    row = page.rows[at]
    if row.is_blank or row.bullet or len(row.words) > 150 or not row.words[:1].isupper():
        return False
    match = words.APPENDIX.match(row.text)
    if (
        not match
        or row.words.endswith((".", ","))
        or re.match(r"\s*(?:til|to|er|is|som|sendes|følger|følgjer)\b", match["title"])
    ):
        return False
    return not _LIST.match(row.text) and _content_after(page, at)


def _content_after(page: Page, at: int) -> bool:
    """Whether anything but the next appendix's name stands below: a list of appendices holds none of them."""
    for row in page.rows[at + 1 :]:
        if row.is_blank or row.is_noise:
            continue
        return not (words.APPENDIX.match(row.text) and row.words[:1].isupper())
    return False


def _one(page: Page, at: int, end: int, known: Parties | None) -> list[Appendix]:
    row = page.rows[at]
    match = words.APPENDIX.match(row.text)
    title = " ".join(match["title"].split()) if match else ""
    first = at + 1
    if not title:
        following = next((number for number in range(first, end) if not page.rows[number].is_blank), None)
        if following is not None and len(page.rows[following].words) < 120 and not page.rows[following].point:
            title, first = page.rows[following].words, following + 1
    heads = _party_heads(page, first, end, known)
    if not heads:
        return [_appendix(page, title, _party_of(title, known), (row.start, row.start, first), end)]
    found: list[Appendix] = []
    if any(not each.is_blank for each in page.rows[first : heads[0]]):  # what stands before the first party's part
        found.append(_appendix(page, title, "", (row.start, row.start, first), heads[0]))
    for head, stop in pairwise([*heads, end]):
        begin = (row.start, page.rows[head].start, head + 1)
        found.append(_appendix(page, title, page.rows[head].words.rstrip(" :"), begin, stop))
    return found


def _appendix(page: Page, title: str, party: str, begin: tuple[int, int, int], end: int) -> Appendix:
    head, start, first = begin
    rows = [row for row in page.rows[first:end] if not row.is_blank]
    stop = rows[-1].start + len(rows[-1].text.rstrip()) if rows else page.rows[max(first - 1, 0)].end
    return Appendix(title, party, head, start, stop, tuple(_points(page, first, end)), page.line_at(start))


def _points(page: Page, first: int, end: int) -> list[Place]:
    """The points of a list: each reaches to the next, for a text from a PDF has blank rows within points."""
    found: list[Place] = []
    for row in page.rows[first:end]:
        if row.is_blank or row.is_noise:
            continue
        if row.bullet or (not found and row.point):
            found.append(Place("point", row.start + (row.bullet or row.point), row.start + len(row.text.rstrip())))
        elif found:
            found[-1] = Place("point", found[-1].start, row.start + len(row.text.rstrip()))
    return found


def _party_heads(page: Page, first: int, end: int, known: Parties | None) -> list[int]:
    """The rows that name a party whose part follows; none where fewer than two do."""
    rows = [at for at in range(first, end) if _may_head(page.rows[at]) and _leads(page, at, end)]
    sure = [at for at in rows if recognise(page.rows[at].words.rstrip(":"), known)]
    ended = [at for at in rows if page.rows[at].words.endswith(":") and _leads_list(page, at, end)]
    found = sorted({*sure, *ended}) if sure else []
    return found if len(found) > 1 else []


def _may_head(row: Row) -> bool:
    plain = row.words
    return (
        bool(plain)
        and len(plain) <= _LONGEST_NAME
        and plain[:1].isupper()
        and not row.bullet
        and plain[-1] not in ".,;?!"
    )


def _leads(page: Page, at: int, end: int) -> bool:
    following = next((row for row in page.rows[at + 1 : end] if not row.is_blank), None)
    return following is not None and (bool(following.point) or not following.words[:1].islower())


def _leads_list(page: Page, at: int, end: int) -> bool:
    following = next((row for row in page.rows[at + 1 : end] if not row.is_blank), None)
    return following is not None and bool(following.point)


def _party_of(title: str, known: Parties | None) -> str:
    """The party that a title names, where it is one that is known."""
    named: Sequence[str] = [
        title[each.start : each.end] for each in parties_in(title, known) if each.party.basis != "cue"
    ]
    return named[0] if len(named) == 1 else ""
