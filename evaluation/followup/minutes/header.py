"""Which group met, when and where: from the title of the minutes and the labels below it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.followup.deadlines import find_deadlines
from evaluation.followup.minutes import words
from evaluation.followup.minutes.rows import Page, Row
from evaluation.model.meetings import Place
from evaluation.model.minutes import Unsure

_DAYS = r"(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)dag(?:en)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_HOUR = r"(?P<{0}h>[01]?\d|2[0-4])(?:\s?[.:]\s?(?P<{0}m>[0-5]\d))?\s*(?P<{0}p>[ap]\.?m\.?)?"
_TO = r"\s*(?:[–—-]|til|to|until)\s*(?:kl\.?\s*|klokk[ae]n?\s*)?"
_RANGE = re.compile(
    rf"(?<![\d./-])(?P<kl>(?:kl\.?|klokk[ae]n?|from|fra"
    rf"|frå)\s*)?{_HOUR.format('a')}{_TO}{_HOUR.format('b')}(?![\d/]|\.\d)",
    re.IGNORECASE,
)
_FOUR = re.compile(
    r"(?<![\d./-])(?P<kl>kl\.?\s*)?(?P<ah>[01]\d|2[0-3])(?P<am>[0-5]\d)\s*(?:[–—-]|til"
    r"|to)\s*(?:kl\.?\s*)?(?P<bh>[01]\d|2[0-3])(?P<bm>[0-5]\d)(?![\d/.-])",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?:kl\.?|klokk[ae]n?|at)\s*{_HOUR.format('a')}(?![\d/])", re.IGNORECASE)
_DAY = re.compile(rf"\b(?:{_DAYS})\b(?:\s+(?:den|the|the\s+))?[,.]?", re.IGNORECASE)
_CUT = re.compile(
    rf"\s*(?:,|;|\bkl\b\.?|\b(?:{_DAYS})\b|\bden\s+\d|\bheld\b|\bholdt\b|\bavholdt\b|\bhalde\b|\s[–—]\s"
    rf"|\bon\s+\d|\bon\s+(?:{_DAYS})|\bat\s+the\b|\(|\.\s*$).*$",
    re.IGNORECASE | re.DOTALL,
)
_PLACE_LIKE = re.compile(
    r"møterom|lokale|hus(?:et)?\b|\bhus\b|teams|zoom|digitalt|nettmøte|videomøte|\broom\b|\bhall\b|office"
    r"|online|virtual|departementet|gat[ea]\b|ve[ig]en\b|plass\b|senter|hotell?|rådhus|building|street|kontor"
    r"|lokaler|biblioteket|skolen|skulen|house|centre|center",
    re.IGNORECASE,
)
_GOES_ON = ("for", "av", "i", "om", "og", "of", "the", "on", "and", "til", "på")
_LED = re.compile(r"^(?:i|på|ved|at|in|hos|held\s+at|holdt\s+(?:i|på)|on)\s+", re.IGNORECASE)
_HELD = re.compile(
    rf"\b(?:held|holdt|halde|avholdt)\s+(?:at|in|på|i|ved)\s+(?P<place>(?:the\s+)?[A-ZÆØÅ].+?)(?=,?\s+(?:on"
    rf"|den|from|kl|fra|frå|{_DAYS})\b)",
    re.IGNORECASE,
)
_BARE_PLACE = re.compile(r"\s*(?:Møtested|Sted|Stad|Venue|Location)\s+(?=[A-ZÆØÅ])")
_NOT_OF_MEETING = re.compile(
    r"(?:neste|next)\s+(?:møte|meeting)|(?:referat|minutes)\s+(?:skrevet|sendt|godkjent|dated|approved)"
    r"|\b(?:skrevet|skrive|sendt|sendt ut|godkjent|utskrift|printed|dated|distributed|arkiv|vår ref|deres ref)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Header:
    """What is said of a meeting before its agenda."""

    group: str = ""
    title: str = ""
    number: str = ""
    date: dt.date | None = None
    start: str | None = None
    end: str | None = None
    place: str = ""
    places: tuple[Place, ...] = ()
    unsure: tuple[Unsure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Date:
    date: dt.date | None
    start: int
    end: int
    line: int
    words: str
    lacks_year: bool = False


def header_of(page: Page, rows: Sequence[Row]) -> Header:
    """What these rows, those before the agenda and beside the lists of people, say of the meeting."""
    told = [row for row in rows if not row.is_blank and not row.is_noise]
    labelled: dict[str, list[tuple[int, int, Row]]] = {name: [] for name in words.HEAD}
    for row in told:
        for name, start, end in _labelled(page, row):
            labelled[name].append((start, end, row))
    title = _title(page, told)
    header = Header(title=title.words if title else "")
    header = _dated(page, header, told, title, labelled["date"])
    header = _timed(page, header, told, labelled)
    header = _grouped(page, header, told, title, labelled)
    return _placed(page, header, told, title, labelled)


def time_in(text: str, *, anyhow: bool = False) -> tuple[str | None, str | None, int, int] | None:
    """The hours that a text holds: from, to, and their place. anyhow: also without a sign that hours are meant."""
    for pattern in (_FOUR, _RANGE):
        for match in pattern.finditer(text):
            sure = match["kl"] or (pattern is _RANGE and ((match["am"] and match["bm"]) or match["ap"] or match["bp"]))
            if sure or anyhow:
                first, last = _hours(match)
                if first and last and first < last:
                    return first, last, match.start(), match.end()
    alone = _ONE.search(text)
    if alone:
        first = _clock(alone["ah"], alone["am"], alone["ap"])
        return (first, None, alone.start(), alone.end()) if first else None
    return None


def _labelled(page: Page, row: Row) -> Iterator[tuple[str, int, int]]:
    """What stands after each label of a row: name, start and end."""
    found: list[tuple[int, int, str]] = []
    for name, pattern in words.HEAD.items():
        for match in pattern.finditer(row.text):
            raw = page.raw[row.start + match.start() - 1 : row.start + match.start()] if match.start() else ""
            begins = (
                not row.text[: match.start()].strip(" *-•") or raw in "\t|" or row.text[: match.start()].endswith("  ")
            )
            if begins and not any(begin <= match.start() < end for begin, end, _ in found):
                found.append((match.start(), match.end(), name))
    bare = _BARE_PLACE.match(row.text)
    if bare and not found:
        found.append((bare.start(), bare.end(), "place"))
    found.sort()
    for number, (_, end, name) in enumerate(found):
        stop = found[number + 1][0] if number + 1 < len(found) else len(row.text)
        words_end = end + len(row.text[end:stop].rstrip())
        if row.text[end:words_end].strip():
            yield name, row.start + end, row.start + words_end


def _title(page: Page, rows: Sequence[Row]) -> Row | None:
    """The row that calls itself minutes; the fullest of them."""
    named = [row for row in rows[:15] if words.RECORD.search(row.text)]
    if not named:
        return next(iter(rows), None)
    full = [row for row in named if not words.RECORD.fullmatch(row.words)]
    return (full or named)[0]


def _dated(
    page: Page, header: Header, rows: Sequence[Row], title: Row | None, labelled: Sequence[tuple[int, int, Row]]
) -> Header:
    found: list[_Date] = []
    for start, end, row in labelled:
        found += _dates(page, start, end, row)
    of_title = _dates(page, title.start, title.end, title) if title else []
    rest = [
        each
        for row in rows
        if row is not title and not any(row is other for _, _, other in labelled)
        for each in _dates(page, row.start, row.end, row)
    ]
    ordered = [*of_title, *found, *rest]
    return _chosen(header, ordered, sure=len(of_title) + len(found))


def _chosen(header: Header, found: Sequence[_Date], *, sure: int) -> Header:
    """The date of the meeting; dates that contradict each other are told with their lines."""
    years = [each.date.year for each in found if each.date and not each.lacks_year]
    full = [replace_year(each, years[0]) if each.lacks_year and years else each for each in found]
    dates = [each for each in full if each.date and not (each.lacks_year and not years)]
    if not dates:
        code, line = ("MINUTES-013", found[0].line) if found else ("MINUTES-003", None)
        told = {"words": found[0].words} if found else {}
        return replace(header, unsure=(*header.unsure, Unsure(code, line, told, part="date")))
    first = dates[0]
    others = [each for each in dates[:sure] if each.date != first.date] if sure else []
    unsure = tuple(
        Unsure(
            "MINUTES-002",
            other.line,
            {
                "first": first.words,
                "first_line": str(first.line),
                "second": other.words,
                "second_line": str(other.line),
            },
            part="date",
        )
        for other in others[:1]
    )
    return replace(
        header,
        date=first.date,
        unsure=(*header.unsure, *unsure),
        places=(*header.places, Place("date", first.start, first.end)),
    )


def replace_year(date: _Date, year: int) -> _Date:
    found = find_deadlines(date.words, since=dt.date(year, 1, 1))
    day = next((each.deadline.last_day() for each in found if each.deadline.kind == "day"), None)
    return replace(date, date=day, lacks_year=False)


def _dates(page: Page, start: int, end: int, row: Row) -> list[_Date]:
    text = page.text[start:end]
    if _NOT_OF_MEETING.search(row.text):
        return []
    found: list[_Date] = []
    for each in find_deadlines(text):
        place = (start + each.start, start + each.end)
        if each.deadline.kind == "day":
            found.append(_Date(each.deadline.last_day(), *place, row.line, page.words(*place)))
        elif (
            each.lacks_year
            and re.search(r"\d", page.text[slice(*place)])
            and re.search(r"[^\W\d]{3}|\d\s*[./]\s*\d", page.text[slice(*place)])
        ):
            found.append(_Date(None, *place, row.line, page.words(*place), lacks_year=True))
    return found


def _timed(page: Page, header: Header, rows: Sequence[Row], labelled: dict[str, list[tuple[int, int, Row]]]) -> Header:
    stretches = [(start, end, True) for start, end, _ in labelled["time"]]
    stretches += [(start, end, False) for start, end, _ in labelled["date"]]
    stretches += [(row.start, row.end, False) for row in rows if not _NOT_OF_MEETING.search(row.text)]
    for start, end, anyhow in stretches:
        found = time_in(page.text[start:end], anyhow=anyhow)
        if found:
            place = Place("time", start + found[2], start + found[3])
            return replace(header, start=found[0], end=found[1], places=(*header.places, place))
    return header


def _hours(match: re.Match[str]) -> tuple[str | None, str | None]:
    groups = match.groupdict()
    last = groups.get("bp")
    first = groups.get("ap") or (last if last and int(match["ah"]) <= int(match["bh"]) else None)
    return _clock(match["ah"], match["am"], first), _clock(match["bh"], match["bm"], last)


def _clock(hour: str, minute: str | None, half: str | None) -> str | None:
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    return f"{number:02d}:{int(minute or 0):02d}" if number < 24 else None


# Which group


def _grouped(
    page: Page, header: Header, rows: Sequence[Row], title: Row | None, labelled: dict[str, list[tuple[int, int, Row]]]
) -> Header:
    number = next((page.words(start, end) for start, end, _ in labelled["number"]), "")
    for start, end, _ in labelled["group"]:
        name, told = _group_in(page.words(start, end), anyhow=True)
        if name and not find_only_date(name):
            return replace(
                header, group=name, number=number or told, places=(*header.places, Place("group", start, end))
            )
    for row in (title, *rows[:12]):
        if row is None or any(row is other for each in labelled.values() for _, _, other in each):
            continue
        name, told = _group_in(row.words, anyhow=False)
        if name.split()[-1:] and name.split()[-1].lower() in _GOES_ON:
            name = f"{name} {_row_after(rows, row)}".strip()
        if name:
            return replace(
                header, group=name, number=number or told, places=(*header.places, _place_of(page, "group", row, name))
            )
        number = number or told
    unsure = Unsure("MINUTES-016", title.line if title else None, part="group")
    return replace(header, number=number, unsure=(*header.unsure, unsure))


def _row_after(rows: Sequence[Row], row: Row) -> str:
    """The next row, where a name that ends in «for» goes on in it."""
    at = next((number for number, each in enumerate(rows) if each is row), len(rows))
    following = rows[at + 1].words if at + 1 < len(rows) else ""
    return following if len(following) < 60 and ":" not in following else ""


def _group_in(text: str, *, anyhow: bool) -> tuple[str, str]:
    """The group and the number of the meeting that a row names, as far as it does."""
    for pattern in (words.RECORD_OF, words.MINUTES_OF):
        match = pattern.search(text)
        if match:
            return _tidy(match["group"]), match["number"] or ""
    parts = re.split(r"\s+[–—-]\s+|:\s+", text)
    if len(parts) > 1 and any(words.RECORD.fullmatch(part.strip()) for part in parts):
        rest = [part for part in parts if not words.RECORD.fullmatch(part.strip())]
        return _tidy(rest[0]), ""
    if words.RECORD.fullmatch(text.strip()) or find_only_date(text):
        return "", ""
    return (_tidy(text), "") if anyhow or words.BODY.search(text) else ("", "")


def _tidy(name: str) -> str:
    """A group's name without the date, the hours and the place that follow it."""
    for each in find_deadlines(name):
        if each.deadline.kind == "day" or each.lacks_year:
            name = name[: each.start]
            break
    name = _CUT.sub("", name)
    name = re.sub(r"\s+(?:meeting|møte)$", "", name.strip(" ,;:–—-."), flags=re.IGNORECASE)
    name = re.sub(
        r"^\d+(?:st|nd|rd|th|\.)\s+(?:meeting|møtet?)\s+(?:of|i"
        r"|av)\s+(?:the\s+)?",
        "",
        name,
        flags=re.IGNORECASE,
    )
    name = re.sub(r"^(?:møte(?:t)?|meeting)$", "", name, flags=re.IGNORECASE)
    return name.strip()


def find_only_date(text: str) -> bool:
    """Whether a text holds a date and hardly anything else."""
    rest = text
    for each in reversed(find_deadlines(text)):
        rest = rest[: each.start] + rest[each.end :]
    return rest != text and len(re.findall(r"[^\W\d_]{3,}", _DAY.sub("", rest))) < 2


def _place_of(page: Page, part: str, row: Row, name: str) -> Place:
    pattern = re.compile(r"\s+".join(map(re.escape, name.split())))
    match = pattern.search(page.text, row.start, row.end)
    return Place(part, *(match.span() if match else (row.start, row.end)))


# Where


def _placed(
    page: Page, header: Header, rows: Sequence[Row], title: Row | None, labelled: dict[str, list[tuple[int, int, Row]]]
) -> Header:
    for start, end, _ in labelled["place"]:
        return replace(header, place=page.words(start, end), places=(*header.places, Place("place", start, end)))
    for start, end, row in labelled["date"]:  # «Tid og sted: kl. 12.00 – 14.30, Skogbrukets hus»
        if found := _rest(page, row, start, end, header):
            return _at(header, page, row, found)
    dated = [row for row in rows if _dates(page, row.start, row.end, row) or time_in(row.text)]
    for row in dated:
        if any(row is other for each in labelled.values() for _, _, other in each):
            continue
        if found := _rest(page, row, row.start, row.end, header):
            return _at(header, page, row, found)
    for one, other in itertools.pairwise(rows):
        free = not any(other is row for each in labelled.values() for _, _, row in each)
        if (
            one in dated
            and free
            and other not in dated
            and _PLACE_LIKE.search(other.text)
            and not words.RECORD.search(other.text)
        ):
            return _at(header, page, other, other.words)
    return header


def _at(header: Header, page: Page, row: Row, name: str) -> Header:
    return replace(header, place=name, places=(*header.places, _place_of(page, "place", row, name)))


def _rest(page: Page, row: Row, start: int, end: int, header: Header) -> str:
    """What a row says beside group, date and hours: where the meeting was."""
    text = page.text[start:end]
    cut = max([each.end for each in find_deadlines(text)] + [found[3] if (found := time_in(text, anyhow=True)) else 0])
    if not cut:
        return ""
    held_at = _HELD.search(text)
    if held_at:
        return " ".join(held_at["place"].strip(" ,").split())
    before_hours = text[: found[2]] if found else ""
    after = re.sub(r"^[\s,;.()–—-]+|[\s,;.()]+$", "", text[cut:])
    held = re.search(
        r"\b(?:at|i|på|ved|in)\s+(?P<place>(?:the\s+)?[A-ZÆØÅ].*?)(?:,?\s+(?:from|kl|fra|frå)\b.*)?[\s,]*$",
        before_hours[_last_date(before_hours) :],
    )
    if held:
        return " ".join(held["place"].strip(" ,").split())
    after = _LED.sub("", after)
    return " ".join(after.split()) if re.match(r"[A-ZÆØÅ]", after) and len(after) < 90 else ""


def _last_date(text: str) -> int:
    return max((each.end for each in find_deadlines(text)), default=0)
