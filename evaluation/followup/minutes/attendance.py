"""Who was at the meeting: the lists of those present and absent, tables, and sentences that tell of guests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.followup.minutes import words
from evaluation.followup.minutes.headings import begins_item
from evaluation.followup.minutes.persons import ITEM_REFERENCE, Person, is_organisation, is_person, noted, people_in
from evaluation.followup.minutes.rows import Page, Row
from evaluation.followup.parties import Parties
from evaluation.model.meetings import Capacity, Place, Presence
from evaluation.model.minutes import Attendee

_MOST_SIGNS = 40_000  # what is longer lists no people
_MOST_ROWS = 250  # after so many rows nobody lists who came
_FROM = re.compile(r"\s*(?:[Ff]ra|[Ff]rå|[Ff]or|[Ff]rom)\s+(?P<label>[A-ZÆØÅ][^:()]{1,60}?)\s*:\s*")
_OF = re.compile(
    r"\s*(?:til\s+stades?|til\s?stede|present|møtte|delt(?:akere|akarar)|representanter)\s+(?:[Ff]ra"
    r"|[Ff]rå|[Ff]or|[Ff]rom)\s+(?P<label>[^:()]{2,60}?)\s*:\s*",
    re.IGNORECASE,
)
# A table of a PDF has no sign between label and names.
_BARE = re.compile(
    r"\s*(?P<label>Til\s?stede|Tilstede|Til\s+stades|Forfall|Fravær|Fråvær|Møteleder|Møteleiar|Referent"
    r"|Deltakere|Deltakarar|Møtte|Present|Apologies|Chair)\s+(?=[A-ZÆØÅ])"
)
_CAME = re.compile(r"\s*(?:[Ff]ra|[Ff]rå|[Ff]rom)\s+(?P<label>[^:()]{2,60}?)\s+(?:møtte|deltok|attended)\s*:\s*")
_INNER = re.compile(r"(?<=[.;])\s+(?=[A-ZÆØÅ][\w ]{2,30}:\s)|\s{3,}(?=[A-ZÆØÅ][\w ]{2,30}:\s)")
_COLUMNS: dict[str, re.Pattern[str]] = {
    "name": re.compile(r"navn|namn|name|deltakere?|deltakar|participant|person|medlem|member", re.IGNORECASE),
    "organisation": re.compile(
        r"virksomhet|verksemd|organisasjon|organi[sz]ation|part|instans|bedrift|representerer|representing"
        r"|company|etat|arbeidssted|arbeidsstad|party|tilhørighet",
        re.IGNORECASE,
    ),
    "status": re.compile(
        r"til ?stede|til ?stades|status|present|møtt?e?|oppmøte|fravær|fråvær|forfall|attendance|attended|absent",
        re.IGNORECASE,
    ),
    "note": re.compile(r"rolle|role|funksjon|function|merknad|remarks?|notes?|saker?|items?", re.IGNORECASE),
}
_AWAY = re.compile(
    r"(?:nei|no|n|absent|meldt forfall|forfall|apolog\w+|fravær\w*|fråvær\w*|ikke\b.*|ikkje\b.*|not\b.*|-|–)",
    re.IGNORECASE,
)
_ATTENDED = re.compile(
    r"(?P<who>[^.\n:]{3,160}?)\s+(?:deltok|møtte|var\s+til\s?stede|var\s+til\s+stades?|var\s+med|attended"
    r"|took\s+part|joined(?:\s+the\s+meeting)?|was\s+present|were\s+present)\b(?P<told>[^.\n]*)"
)
_PRESENCE: dict[words.Block, tuple[Presence, Capacity]] = {
    "present": ("present", "member"),
    "absent": ("absent", "member"),
    "secretariat": ("present", "secretariat"),
    "guest": ("present", "guest"),
    "chair": ("present", "chair"),
    "writer": ("present", "secretariat"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows [first, last) that list people, and what the list is of; its names are in [start, end) of the text."""

    kind: words.Block
    first: int
    last: int
    start: int
    end: int
    of: str = ""


def lists_in(page: Page) -> list[Listed]:
    """The lists of those present, absent and so on, from the top to the first item."""
    rows = page.rows[:_MOST_ROWS]
    found: list[Listed] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        if begins_item(row) or words.AGENDA.fullmatch(row.words):
            if found:
                break
            at += 1
            continue
        begun = _begun(row)
        if not begun:
            at += 1
            continue
        last = _last_row(page, at, begun[-1])
        stops = [label for _, label, _, _ in begun[1:]] + [rows[last - 1].end]
        found += [
            Listed(kind, at, last, start, stop, of) for (kind, _, start, of), stop in zip(begun, stops, strict=True)
        ]
        at = last
    return found


def tables_in(page: Page) -> list[tuple[int, int]]:
    """Rows [first, last) of tables that list people; the first row names the columns."""
    found: list[tuple[int, int]] = []
    at = 0
    rows = page.rows[:_MOST_ROWS]
    while at < len(rows):
        if page.is_table(rows[at]) and {"name", "organisation"} <= set(_columns(page, rows[at])):
            last = at + 1
            while last < len(rows) and (page.is_table(rows[last]) or rows[last].is_noise):
                last += 1
            found.append((at, last))
            at = last
        else:
            at += 1
    return found


def attendees_in(page: Page, lists: Sequence[Listed], known: Parties | None = None) -> list[Attendee]:
    """Everyone who is listed, each once; what several lists say of somebody is put together."""
    found: list[Attendee] = []
    for listed in lists:
        if listed.kind == "stop" or listed.end - listed.start > _MOST_SIGNS:
            continue
        presence, capacity = _PRESENCE[listed.kind]
        for person in people_in(page, listed.start, listed.end, known, of=listed.of):
            found.append(_attendee(page, person, presence, person.capacity or capacity))
    for first, last in tables_in(page):
        found += _of_table(page, first, last)
    return _put_together(found)


def told_of_guests(
    page: Page, first: int, last: int, people: Sequence[Attendee], known: Parties | None = None
) -> list[Attendee]:
    """With those of whom a sentence in rows [first, last) tells that they were there for some items only."""
    found = list(people)
    for row in page.rows[first:last]:
        match = _ATTENDED.search(row.text) if not row.is_blank and len(row.text) < _MOST_SIGNS else None
        if match is None or not ITEM_REFERENCE.search(match["told"]):
            continue
        for person in people_in(page, row.start + match.start("who"), row.start + match.end("who"), known):
            if is_person(person.name, known):
                found.append(_attendee(page, noted(person, match["told"]), "present", "guest"))
    return _put_together(found)


def _begun(row: Row) -> list[tuple[words.Block, int, int, str]]:
    """The lists that begin in a row: kind, where the label begins, where the names do, and whose list it is."""
    found: list[tuple[words.Block, int, int, str]] = []
    if row.is_blank or row.bullet or len(row.text) > _MOST_SIGNS:
        return found
    begins = [0, *(match.end() for match in _INNER.finditer(row.text))]
    for begin in begins:
        for kind, pattern in words.BLOCKS:
            match = pattern.match(row.text, begin)
            if match:
                found.append((kind, row.start + begin, row.start + match.end(), ""))
                break
        else:
            bare = _BARE.match(row.text, begin)
            if bare and is_person(re.split(r"[,(;]|\s[–—-]\s| og | and ", row.text[bare.end() :])[0].strip()):
                kinds = {"f": "absent", "a": "absent", "r": "writer"}
                label = bare["label"].lower()
                kind_of = "chair" if label.startswith(("møtel", "chair")) else kinds.get(label[:1], "present")
                found.append((kind_of, row.start + begin, row.start + bare.end(), ""))  # type: ignore[arg-type]
                continue
            told = _OF.match(row.text, begin) or _CAME.match(row.text, begin)
            if told:
                of = " ".join(told["label"].split())
                is_staff = re.search("administrasjon|sekretariat", of)
                whose = of if of[:1].isupper() else ""
                place = (row.start + begin, row.start + told.end())
                found.append(("secretariat" if is_staff else "present", *place, whose))
                continue
            match = _FROM.match(row.text, begin)
            if match and is_person(re.split(r"[,(;]| og | and ", row.text[match.end() :])[0].strip()):
                found.append(("present", row.start + begin, row.start + match.end(), " ".join(match["label"].split())))
        if not found:
            return found
    return found


def _last_row(page: Page, at: int, begun: tuple[words.Block, int, int, str]) -> int:
    """The row after the last one of a list that begins in row `at`."""
    rows = page.rows
    by_rows = is_empty = not page.text[begun[2] : rows[at].end].strip()
    last = at + 1
    while last < len(rows):
        row = rows[last]
        if row.is_blank or row.is_noise:
            following = next(
                (
                    number
                    for number in range(last, min(last + 4, len(rows)))
                    if not (rows[number].is_blank or rows[number].is_noise)
                ),
                None,
            )
            if following is None or _is_else(page, rows[following]) or not (is_empty or _lists_person(rows[following])):
                break
            last = following
            continue
        if _is_else(page, row) or not (by_rows or _goes_on(rows[last - 1], row)):
            break
        is_empty = False
        last += 1
    return last


def _goes_on(before: Row, row: Row) -> bool:
    """Whether a row goes on with a list of people: it names somebody, or has what stands between names."""
    return (
        _lists_person(row)
        or before.words.endswith((",", ";", " og", " and"))
        or bool(re.search(r"[(),;]|\s{2,}", row.text.strip()))
    )


def _is_else(page: Page, row: Row) -> bool:
    """Whether a row begins something else than more of a list of people."""
    if (
        row.cell
        or _begun(row)
        or begins_item(row)
        or words.AGENDA.fullmatch(row.words)
        or words.RECORD.fullmatch(row.words)
    ):
        return True
    if any(pattern.match(row.text.lstrip()) for pattern in words.HEAD.values()) or _is_other_table(page, row):
        return True
    return (
        row.heading > 0
        or bool(_ATTENDED.search(row.text))
        or (row.words.isupper() and len(row.words.split()) > 1 and not _lists_person(row))
    )


def _is_other_table(page: Page, row: Row) -> bool:
    return page.is_table(row) and not is_person(page.words(*page.cells(row)[0]))


def _lists_person(row: Row) -> bool:
    first = re.split(r"[,(;:]|\s[–—-]\s", row.text[row.point :])[0].strip()
    rest = row.text[row.point :].strip()[len(first) :].strip()
    if is_person(first):
        return bool(row.point or rest)
    return is_organisation(first) and rest.startswith((":", "v/"))


def _columns(page: Page, row: Row) -> dict[str, int]:
    """What the columns of a table hold, by its first row."""
    found: dict[str, int] = {}
    for number, (start, end) in enumerate(page.cells(row)):
        for name, pattern in _COLUMNS.items():
            if name not in found and pattern.fullmatch(page.words(start, end)):
                found[name] = number
                break
    return found


def _of_table(page: Page, first: int, last: int) -> Iterator[Attendee]:
    columns = _columns(page, page.rows[first])
    for row in page.rows[first + 1 : last]:
        cells = page.cells(row)
        if row.is_noise or len(cells) <= columns["name"]:
            continue
        told = {name: page.words(*cells[at]) if at < len(cells) else "" for name, at in columns.items()}
        start, end = cells[columns["name"]]
        start += len(page.text[start:end]) - len(page.text[start:end].lstrip())
        person = Person(told["name"], start, start + len(page.text[start:end].strip()), told["organisation"])
        person = noted(person, told["note"]) if told.get("note") else person
        away = bool(_AWAY.fullmatch(told.get("status", "")))
        yield _attendee(page, person, "absent" if away else "present", person.capacity or "member")


def _attendee(page: Page, person: Person, presence: Presence, capacity: Capacity) -> Attendee:
    place = Place("name", person.start, person.end)
    line = page.line_at(person.start)
    return Attendee(person.name, person.organisation, presence, capacity, person.items, person.note, (place,), line)


def _put_together(found: Sequence[Attendee]) -> list[Attendee]:
    """Each once, as first listed; a later list may add what the first did not say."""
    kept: dict[str, Attendee] = {}
    for each in found:
        key = each.name.casefold()
        there = kept.get(key)
        if there is None:
            kept[key] = each
            continue
        capacity = there.capacity if there.capacity != "member" else each.capacity
        items = (
            tuple(dict.fromkeys((*there.items, *each.items)))
            if there.capacity == "guest" or there.items
            else there.items
        )
        kept[key] = replace(
            there,
            organisation=there.organisation or each.organisation,
            capacity=capacity,
            items=items or (each.items if there.capacity == "guest" else ()),
        )
    return list(kept.values())
