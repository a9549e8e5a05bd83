"""Which rows head an agenda item: by `Sak 3/13`, by numbers in a row, by type, or by standing alone."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.followup.minutes import words
from evaluation.followup.minutes.persons import is_person
from evaluation.followup.minutes.rows import Page, Row

LONGEST = 160  # signs of a title
_SHORT = 90
MOST_LEVELS = 10  # of numbered lists; what lies above has bullets
_NUMBER = r"\d{1,3}(?:\s*[/-]\s*\d{1,4}|(?:\.\d{1,3})+)?"
_SAK = re.compile(
    rf"\s*(?:(?:orienterings|vedtaks|drøftings|referat|diskusjons|[a-zæøå]{{2,5}}-)?sak(?:snr\.?)?"
    rf"|agenda\s+item|item|punkt"
    rf"|(?-i:[A-ZÆØÅ]{{2,4}})(?=\s\d+[/-]\d)"
    rf"|pkt\.?|topic)\s*(?:nr\.?\s*|no\.?\s*)?"
    rf"(?P<number>{_NUMBER}[a-z]?)\s*(?P<sign>[:.)–—-]*)\s*(?P<title>\S.*)?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"\s*(?P<number>{_NUMBER})(?P<sign>\s*[.):]\s*[–—-]?|\s+[–—-]|)\s+(?P<title>\S.*)$")
_LETTERED = re.compile(r"\s*\(?(?P<number>[a-zæøå]|[ivx]{1,4})\)\s+(?P<title>\S.*)$")
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc])\w*\b|kvartal|halvår|prosent|pst|%", re.IGNORECASE
)
_STARTS = re.compile(r"[A-ZÆØÅÄÖÜÉ«\"“”'(0-9]")
_CLOSED = (".", ",", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Heading:
    """An item's heading in rows [row, last]; its title is [start, end) of the text. `level` 1 is a sub-item."""

    row: int
    last: int
    number: str
    start: int
    end: int
    level: int = 0

    @property
    def main(self) -> tuple[int, ...]:
        """The figures of the number: (3, 13) of `3/13`."""
        return tuple(int(each) for each in re.findall(r"\d+", self.number))


def begins_item(row: Row) -> bool:
    """Whether a row looks like the heading of a numbered item, whatever stands around it."""
    match = _SAK.match(row.text)
    if match and _has_title(match):
        return True
    match = _NUMBERED.match(row.text)
    return bool(
        match
        and match["sign"].strip()
        and _is_title(match["title"])
        and not is_person(re.split(r"[,(–]", match["title"])[0])
    )


def headings_in(page: Page, first: int, last: int) -> list[Heading]:
    """The headings of the items in rows [first, last), in order."""
    for found in (_by_word(page, first, last), _by_number(page, first, last)):
        if found:
            return _with_unnumbered(page, found, first, last)
    for found in (
        _by_list(page, first, last),
        _by_type(page, first, last),
        _by_capitals(page, first, last),
        _by_standing_alone(page, first, last),
    ):
        if found:
            return _with_content(page, found, last)
    return []


def _with_content(page: Page, found: list[Heading], last: int) -> list[Heading]:
    """Without headings of mere sections: another one follows at once, with nothing between."""
    ends = [*(each.row for each in found[1:]), last]
    kept = [
        each
        for each, end in zip(found, ends, strict=True)
        if end == last
        or words.OTHER_BUSINESS.fullmatch(page.words(each.start, each.end))
        or any(not row.is_blank for row in page.rows[each.last + 1 : end])
    ]
    return kept or found


def sub_headings(page: Page, first: int, last: int) -> list[Heading]:
    """The headings of what came up under any other business, in rows [first, last)."""
    lettered = [each for each in _matching(page, _LETTERED, first, last) if page.text[each.start].isupper()]
    if lettered:
        return [replace(each, level=1) for each in lettered]
    numbered = [each for each in _matching(page, _NUMBERED, first, last) if _is_strong(page, each)]
    if numbered:
        return [replace(each, level=1) for each in numbered]
    marked = [
        _whole(page, at) for at in range(first, last) if page.rows[at].is_marked and _is_plain_title(page.rows[at])
    ]
    if marked:
        return [replace(each, level=1) for each in marked]
    return [replace(_whole(page, at), level=1) for at in range(first, last) if _heads(page, at, last)]


# By the word «sak», or by number


def _by_word(page: Page, first: int, last: int) -> list[Heading]:
    found = [each for each in _matching(page, _SAK, first, last) if not _in_sentence(page, each)]
    return _without_agenda(page, found)


def _by_number(page: Page, first: int, last: int) -> list[Heading]:
    found = list(_matching(page, _NUMBERED, first, last))
    found = _without_agenda(page, found)
    strong = [each for each in found if _is_strong(page, each)]
    chosen = _in_a_row(
        page, strong or [each for each in found if page.text[each.end - 1] not in _CLOSED], strong=bool(strong)
    )
    return (
        chosen
        if len(chosen) > 1 or any(page.rows[each.row].is_marked for each in chosen) or (chosen and len(strong) == 1)
        else []
    )


def _matching(page: Page, pattern: re.Pattern[str], first: int, last: int) -> Iterator[Heading]:
    for at in range(first, last):
        row = page.rows[at]
        if (
            row.is_blank
            or row.bullet
            or row.level > MOST_LEVELS
            or row.cell not in ("", "heading")
            or len(row.words) > LONGEST
            or page.is_table(row)
        ):
            continue
        match = pattern.match(row.text)
        if not match or not _has_title(match):
            continue
        if match["title"] is None:  # the title stands on the next row
            following = at + 1
            if following < last and not page.rows[following].is_blank:
                below = page.rows[following]
                begin = below.start + len(below.text) - len(below.text.lstrip())
                yield Heading(at, following, _plain(match["number"]), begin, below.start + len(below.text.rstrip()))
            continue
        begin = row.start + match.start("title")
        yield _wrapped(
            page,
            Heading(
                at, at, _plain(match["number"]), begin, row.start + len(row.text.rstrip(" ." if row.cell else " "))
            ),
            last,
        )


def _has_title(match: re.Match[str]) -> bool:
    title = match["title"]
    if title is None:
        return True
    sign = match.groupdict().get("sign", ".") or ""
    return _is_title(title) and not (match.re is _SAK and not sign and title[:1].islower())


def _is_title(title: str) -> bool:
    return bool(_STARTS.match(title)) and not _MONTH.match(title) and any(char.isalpha() for char in title)


def _in_sentence(page: Page, heading: Heading) -> bool:
    """«Sak 3 ble utsatt.» is no heading."""
    title = page.text[heading.start : heading.end]
    return title[:1].islower() or (title.endswith(".") and len(title) > _SHORT)


def _wrapped(page: Page, heading: Heading, last: int) -> Heading:
    """The heading with the row it goes on in, where it was broken."""
    following = heading.row + 1
    title = page.text[heading.start : heading.end]
    if following >= last or len(page.rows[heading.row].words) < 45 or title[-1:] in _CLOSED:
        return heading
    below = page.rows[following]
    goes_on = below.words[:1].islower() and len(below.words) < 80 and not below.point
    ends = following + 1 >= last or page.rows[following + 1].is_blank
    return replace(heading, last=following, end=below.start + len(below.text.rstrip())) if goes_on and ends else heading


def _is_strong(page: Page, heading: Heading) -> bool:
    """Whether it stands as headings do: after a blank row or in a type of its own, and is no sentence."""
    row = page.rows[heading.row]
    before = page.rows[heading.row - 1] if heading.row else None
    apart = row.is_marked or before is None or before.is_blank or before.is_noise or row.words.isupper()
    title = page.text[heading.start : heading.end]
    return apart and (row.is_marked or not (title.endswith((".", ";", ",")) or re.search(r"[.!?]\s+[A-ZÆØÅ]", title)))


def _in_a_row(page: Page, found: Sequence[Heading], *, strong: bool) -> list[Heading]:
    """Those whose numbers go on from one another; a number told twice and a gap are kept, a list within is not."""
    kept: list[Heading] = []
    for each in found:
        number = each.main
        before = kept[-1].main if kept else ()
        if (
            len(number) == 2
            and kept
            and "." in each.number
            and number[0] == [k for k in kept if not k.level][-1].main[0]
        ):
            kept.append(replace(each, level=1))
            continue
        tops = [k for k in kept if not k.level]
        before = tops[-1].main if tops else ()
        if not before or _follows(before, number) or (strong and _near(before, number)):
            kept.append(each)
    return kept


def _follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    return number[0] == before[0] + 1 or (number[0] == before[0] and len(number) > 1 and number[-1] == before[-1] + 1)


def _near(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    return number == before or 1 < number[0] - before[0] <= 4


def _without_agenda(page: Page, found: Sequence[Heading]) -> list[Heading]:
    """Without a list of the agenda at the top, whose titles come again with what was said of each."""
    numbers = [each.number for each in found]
    for at in range(1, len(found)):
        if numbers[at] == numbers[0] and at > 1:
            listed, rest = found[:at], found[at:]
            close = all(_are_close(page, one, other) for one, other in itertools.pairwise(listed))
            again = {_key(page, each) for each in rest}
            if close and sum(_key(page, each) in again for each in listed) * 2 >= len(listed):
                return list(rest)
    return list(found)


def _are_close(page: Page, one: Heading, other: Heading) -> bool:
    return all(page.rows[at].is_blank for at in range(one.last + 1, other.row))


def _key(page: Page, heading: Heading) -> str:
    return page.words(heading.start, heading.end).casefold().strip(" .:")[:30]


# Without numbers


def _with_unnumbered(page: Page, found: list[Heading], first: int, last: int) -> list[Heading]:
    """With the headings that lack a number: any other business, those of the same type, and those that fill a gap."""
    taken = {each.row for each in found}
    tops = [each for each in found if not each.level]
    level = Counter(page.rows[each.row].heading for each in tops).most_common(1)[0][0]
    more: list[Heading] = []
    for at in range(tops[0].last + 1, last):
        row = page.rows[at]
        if at in taken or row.is_blank or not _is_plain_title(row):
            continue
        if words.OTHER_BUSINESS.fullmatch(row.words) or (level and row.heading == level):
            more.append(_whole(page, at))
    for one, other in itertools.pairwise(tops):
        if (
            one.main
            and other.main
            and other.main[0] - one.main[0] == 2
            and not any(one.row < each.row < other.row for each in more)
        ):
            more += [_whole(page, at) for at in range(one.last + 1, other.row) if _heads(page, at, other.row)][-1:]
    return sorted([*found, *more], key=lambda each: each.row)


def _by_list(page: Page, first: int, last: int) -> list[Heading]:
    """Points of a numbered list that Word counts, where other text stands between them: the numbers are not written."""
    points = [
        at for at in range(first, last) if 0 < page.rows[at].level <= MOST_LEVELS and _is_plain_title(page.rows[at])
    ]
    short = [
        at
        for at in points
        if page.rows[at].words[-1:] not in _CLOSED and page.rows[at].level == page.rows[points[0]].level
    ]
    apart = sum(other - one > 1 for one, other in itertools.pairwise(short))
    if len(short) < 2 or apart * 2 < len(short) - 1:
        return []
    return [replace(_whole(page, at), number=str(number)) for number, at in enumerate(short, 1)]


def _by_type(page: Page, first: int, last: int) -> list[Heading]:
    """Headings by the level that most of them have, else rows in bold type."""
    levels = Counter(page.rows[at].heading for at in range(first, last) if _is_plain_title(page.rows[at]))
    levels.pop(0, None)
    if levels:
        # Of levels with several headings each, the highest are the items; what stands below belongs to them.
        level = min((each for each, count in levels.items() if count > 1), default=max(levels))
        return [
            _whole(page, at)
            for at in range(first, last)
            if page.rows[at].heading == level and _is_plain_title(page.rows[at])
        ]
    bold = [at for at in range(first, last) if page.rows[at].bold and _is_plain_title(page.rows[at])]
    return [_whole(page, at) for at in bold] if len(bold) > 1 else []


def _by_capitals(page: Page, first: int, last: int) -> list[Heading]:
    capital = [
        at
        for at in range(first, last)
        if page.rows[at].words.isupper() and _is_plain_title(page.rows[at]) and len(page.rows[at].words) > 2
    ]
    return [_whole(page, at) for at in capital] if len(capital) > 1 else []


def _by_standing_alone(page: Page, first: int, last: int) -> list[Heading]:
    alone = [at for at in range(first, last) if _heads(page, at, last, apart=True)]
    return [_whole(page, at) for at in alone] if len(alone) > 1 else []


def _heads(page: Page, at: int, last: int, *, apart: bool = False) -> bool:
    """Whether a short row without a stop leads what follows it. apart: only after a blank row."""
    row = page.rows[at]
    if (
        not _is_plain_title(row)
        or row.point
        or len(row.words) > _SHORT
        or row.words[-1:] in _CLOSED
        or re.search(r"[.!?]\s", row.words)
    ):
        return False
    before = page.rows[at - 1] if at else None
    if not (
        before is None or before.is_blank or (not apart and (before.words[-1:] in ".!?" or _is_heading_like(before)))
    ):
        return False
    following = next((each for each in page.rows[at + 1 : last] if not each.is_blank), None)
    return following is not None and (
        following.words[:1].isupper() or bool(following.point) or following.words[:1] in '«"“('
    )


def _is_heading_like(row: Row) -> bool:
    return row.is_marked or bool(
        _NUMBERED.match(row.text) or _SAK.match(row.text) or words.OTHER_BUSINESS.fullmatch(row.words)
    )


def _is_plain_title(row: Row) -> bool:
    """Whether a row may be a title: no label, no list of people, nothing that is no item."""
    plain = row.words
    if not plain or len(plain) > LONGEST or row.bullet or not any(char.isalpha() for char in plain) or row.is_noise:
        return False
    if (
        words.NOT_ITEMS.fullmatch(plain)
        or words.AGENDA.fullmatch(plain)
        or words.NEXT_MEETING.match(plain)
        or words.NO_ITEMS.fullmatch(plain)
    ):
        return False
    labels = [*words.SECTIONS.values(), *(pattern for _, pattern in words.BLOCKS)]
    return not any(pattern.match(row.text) for pattern in labels)


def _whole(page: Page, at: int) -> Heading:
    row = page.rows[at]
    return Heading(
        at, at, "", row.start + len(row.text) - len(row.text.lstrip()), row.start + len(row.text.rstrip(" :"))
    )


def _plain(number: str) -> str:
    return "".join(number.split())
