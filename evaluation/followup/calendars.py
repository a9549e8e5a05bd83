"""Meetings and deadlines as an iCalendar file (RFC 5545) that any calendar can read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from evaluation.followup.deadlines import write_deadline
from evaluation.followup.occasions import Occasion
from evaluation.language import Language, phrase
from evaluation.model.guid import derived_guid

ZONE = ZoneInfo("Europe/Oslo")
WIDEST = 75  # octets of a line, its end not counted
LENGTH = dt.timedelta(hours=1)  # of a meeting that tells when it begins and not when it ends


def calendar_of(
    found: Iterable[Occasion], name: str, language: Language, *, origin: str = "", at: dt.datetime | None = None
) -> str:
    """One event for each occasion. The same occasion has the same UID whatever it is called and whenever it is.

    origin: what tells this study from others, and never changes. at: the moment the events are as they are, now if
    not told; the same moment gives the same file.
    """
    stamp = _utc(at or dt.datetime.now(dt.UTC))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Underveis//Underveis//EN", "CALSCALE:GREGORIAN",
             f"X-WR-CALNAME:{_text(name)}", "X-WR-TIMEZONE:Europe/Oslo"]  # fmt: skip
    for each in found:
        lines += ["BEGIN:VEVENT", f"UID:{derived_guid('occasion', f'{origin}:{each.key}')}@underveis"]
        lines += [f"DTSTAMP:{stamp}", *_when(each), *_told(each, language), "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, all but the first begun by a space; no letter is cut in two."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > WIDEST:
            yield piece
            piece = " "
        piece += letter
    yield piece


def _when(found: Occasion) -> list[str]:
    """A meeting with a time of day in universal time, which needs no definition of a zone; all else lasts the day."""
    if found.kind == "meeting" and found.start:
        start = _moment(found.date, found.start)
        end = _moment(found.date, found.end) if found.end else start + LENGTH
        return [f"DTSTART:{_utc(start)}", f"DTEND:{_utc(max(end, start))}"]
    after = found.date + dt.timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{found.date:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}", "TRANSP:TRANSPARENT"]


def _told(found: Occasion, language: Language) -> Iterator[str]:
    number = f"{found.number} " if found.number else ""
    title = (
        found.title
        if found.kind == "meeting"
        else f"{phrase(f'plan.ics.{found.kind}', language)}: {number}{found.title}"
    )
    yield f"SUMMARY:{_text(title)}"
    deadline = write_deadline(found.deadline, language) if found.deadline else ""
    state = phrase(f"plan.state.{found.state}", language) if found.kind in ("task", "action") else ""
    told = {"owners": found.owners, "deadline": deadline, "status": state, "remark": found.remark}
    described = [f"{phrase(f'plan.column.{key}', language)}: {value}" for key, value in told.items() if value]
    if described:
        yield _property("DESCRIPTION", "\n".join(described))
    if found.place:
        yield _property("LOCATION", found.place)
    yield _property("CATEGORIES", phrase(f"plan.kind.{found.kind}", language))


def _property(name: str, value: str) -> str:
    return f"{name}:{_text(value)}"


def _text(value: str) -> str:
    """A text as RFC 5545 has it: backslashes, semicolons, commas and new lines are escaped."""
    plain = "".join(letter for letter in value if letter in "\n\t" or letter >= " ")
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _moment(date: dt.date, clock: str) -> dt.datetime:
    hour, minute = map(int, clock.split(":"))
    return dt.datetime.combine(date, dt.time(hour, minute), ZONE)


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
