"""The minutes of a group's meetings as a report: an overview, the action points, and each meeting by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.errors import fail
from evaluation.followup.deadlines import write_deadline
from evaluation.language import Language, enumerate_words, phrase
from evaluation.model.evaluation import Evaluation
from evaluation.model.meetings import ActionPoint, Meeting
from evaluation.numbers import NO_BREAK, write_count, write_date
from evaluation.store.action_points import read_action_points
from evaluation.store.meetings import find_meeting, read_meetings
from evaluation.study import Study
from reports.markdown import escaped, paragraphs, table
from reports.minutes.record import Record, RecordItem, Shown, record_of
from reports.parts.telling import Telling

NAME = "meetings"


@dataclass(frozen=True)
class Series:
    """The meetings told of, by date, and the action points decided at them, as they may be shown."""

    language: Language
    meetings: tuple[Meeting, ...]
    points: tuple[ActionPoint, ...]
    shown: Shown
    evaluation: Evaluation

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(self.group(each) for each in self.meetings))

    def group(self, meeting: Meeting) -> str:
        """Who met, in the language of the report."""
        return self.evaluation.said(_group(meeting), self.language)

    def say(self, key: str, **values: object) -> str:
        return phrase(f"meetings.{key}", self.language, **values)


def values(telling: Telling) -> dict[str, Any]:
    series = series_of(telling)
    group = series.groups[0] if len(series.groups) == 1 else ""
    days = [each.date for each in series.meetings if each.date]
    span = f"{write_date(days[0], telling.language)} – {write_date(days[-1], telling.language)}" if days else ""
    return {
        "title": series.say("title.group", group=group) if group else series.say("title.all"),
        "subtitle": write_date(days[0], telling.language) if len(days) == 1 else span,
        "of": telling.of,
    }


def texts(telling: Telling) -> dict[str, str]:
    series = series_of(telling)
    return {
        "meetings-overview": overview(series),
        "meetings-actions": actions(series),
        "meetings-minutes": minutes(series),
    }


def series_of(telling: Telling) -> Series:
    """The held meetings of the group that was chosen, or the one of that name; all where none was.

    Raises TEMPLATE-012 where there is no such group.
    """
    study = telling.study
    with study.store.reading() as connection:
        there = [each for each in read_meetings(connection) if each.state == "held"]
        wanted = [each for each in there if not telling.of or telling.of.casefold() in _called(each)]
        if not wanted:
            known = ", ".join(dict.fromkeys(_group(each) for each in there))
            raise fail("TEMPLATE-012", name=telling.of, known=known)
        meetings = [found for each in wanted if (found := find_meeting(connection, each.name))]
        points = read_action_points(connection)
    names = {each.name for each in meetings}
    ordered = sorted(meetings, key=lambda each: (str(each.date or "9999"), each.name))
    own = tuple(each for each in points if each.meeting in names)
    return Series(telling.language, tuple(ordered), own, _shown(study, telling), study.evaluation)


def _shown(study: Study, telling: Telling) -> Shown:
    people = study.people(names=True)
    return Shown(people, telling.language, not telling.names, study.evaluation.people.attribution)


def _group(meeting: Meeting) -> str:
    return meeting.group or meeting.title or meeting.name


def _called(meeting: Meeting) -> tuple[str, str]:
    return _group(meeting).casefold(), meeting.name.casefold()


def overview(series: Series) -> str:
    """Each meeting: how many items it treated, concluded and put off, and what it gave somebody to do."""
    count = write_count(len(series.meetings), series.language)
    told = [series.say("overview.count", n=len(series.meetings), count=_begun(count))]
    left = sum(each.is_open for each in series.points)
    if series.points:
        values_ = {"count": write_count(len(series.points), series.language), "left": _none_or(left, series)}
        key = "points_open" if left == len(series.points) else "points"
        told.append(series.say(f"overview.{key}", n=len(series.points), **values_))
    several = len(series.groups) > 1
    keys = ("meeting", *(("group",) if several else ()), "items", "conclusions", "deferred", "points")
    heads = [series.say(f"head.{each}") for each in keys]
    rows = [_row(each, series, several=several) for each in series.meetings]
    told.append(series.say("overview.pointer"))
    return paragraphs([" ".join(told), table(heads, rows, series.say("caption.overview"), "tbl-meetings", 4)])


def _none_or(count: int, series: Series) -> str:
    return write_count(count, series.language) if count else series.say("none")


def _row(meeting: Meeting, series: Series, *, several: bool) -> list[str]:
    items = [each for top in meeting.agenda for each in top.walk()]
    points = sum(each.meeting == meeting.name for each in series.points)
    counts = (
        len(meeting.agenda),
        sum(bool(each.conclusion) for each in items),
        sum(bool(each.deferred) for each in items),
    )
    return [_day(meeting, series), *([series.group(meeting)] if several else []), *map(str, (*counts, points))]


def _day(meeting: Meeting, series: Series) -> str:
    return write_date(meeting.date, series.language).replace(" ", NO_BREAK) if meeting.date else meeting.name


def actions(series: Series) -> str:
    """The action points, the open ones first, by when they are due."""
    if not series.points:
        return paragraphs([series.say("actions.none")])
    days = {each.name: each for each in series.meetings}
    ordered = sorted(series.points, key=lambda each: (not each.is_open, str(each.due or "9999"), each.id or 0))
    heads = [series.say(f"head.{each}") for each in ("what", "who", "by", "decided", "status")]
    text = series.shown.text()
    rows = [
        [
            text(each.what),
            _begun(_owners(each, series)),
            _begun(write_deadline(each.deadline, series.language, with_words=False).replace(" ", NO_BREAK)) or "–",
            _day(days[each.meeting], series),
            _begun(phrase(f"minutes.status.{each.status}", series.language)),
        ]
        for each in ordered
    ]
    return paragraphs([series.say("actions.pointer"), table(heads, rows, series.say("caption.actions"), "tbl-actions")])


def _begun(text: str) -> str:
    """A cell begins as a sentence does."""
    return text[:1].upper() + text[1:]


def _owners(point: ActionPoint, series: Series) -> str:
    return ", ".join(dict.fromkeys(filter(None, map(series.shown.owner, point.owners)))) or "–"


def minutes(series: Series) -> str:
    """A chapter for each meeting, the first one first."""
    parts = [part for number, each in enumerate(series.meetings, 1) for part in _meeting(number, each, series)]
    return paragraphs(parts)


def _meeting(number: int, meeting: Meeting, series: Series) -> Iterator[str]:
    record = record_of(meeting, series.shown)
    day = write_date(meeting.date, series.language) if meeting.date else ""
    several = len(series.groups) > 1
    name = series.say("heading.meeting", day=day) if day else meeting.name
    yield f"# {escaped(f'{series.group(meeting)}, {day}' if several and day else name)} {{#sec-meeting-{number}}}"
    yield _facts(record)
    for place, item in enumerate(record.items, 1):
        yield from _item(f"{number}-{place}", item, record, 2, series.say)


def _facts(record: Record) -> str:
    """Date, time and place, who was there: one line for each, a hard break between."""
    told = [*record.facts, *((label, enumerate_words(who, record.language)) for label, who in record.people)]
    return "\\\n".join(f"**{escaped(label)}:** {escaped(' '.join(value.split()))}" for label, value in told)


def _item(mark: str, item: RecordItem, record: Record, level: int, say: Callable[..., str]) -> Iterator[str]:
    number = f"{item.number}. " if item.number.isdigit() else f"{item.number} " if item.number else ""
    title = say("heading.item", number=item.number, title=item.title) if item.number else item.title
    heading = escaped(title if level == 2 else number + item.title)
    yield f"{'#' * min(level, 4)} {heading} {{#sec-item-{mark} .unnumbered}}"
    for label, text in item.parts:
        first, *rest = [escaped(each) for each in text.splitlines() if each.strip()] or [""]
        yield f"**{escaped(label)}:** {first}"
        yield from rest
    if item.deferred:
        yield f"*{escaped(item.deferred)}*"
    if not (item.parts or item.deferred or item.actions or item.items):
        yield say("item.nothing")
    if len(item.actions) == 1 and _is_concluded(item):
        yield _charged(item.actions[0], record)
    elif item.actions:
        yield _actions(mark, item.actions, record, say)
    for place, each in enumerate(item.items, 1):
        yield from _item(f"{mark}-{place}", each, record, level + 1, say)


def _is_concluded(item: RecordItem) -> bool:
    """Whether the conclusion has said already what the one action point says."""
    what = " ".join(item.actions[0][0].split()).rstrip(".").casefold()
    return any(what in " ".join(text.split()).casefold() for _, text in item.parts)


def _charged(action: tuple[str, str, str], record: Record) -> str:
    """Who is to do what was concluded, and by when."""
    told = [(record.words[key], value) for key, value in zip(("who", "by"), action[1:], strict=True) if value]
    return "\\\n".join(f"**{escaped(label)}:** {escaped(value)}" for label, value in told)


def _actions(mark: str, listed: Sequence[tuple[str, str, str]], record: Record, say: Callable[..., str]) -> str:
    heads = [record.words[key] for key in ("what", "who", "by")]
    rows = [[what, who or "–", by.replace(" ", NO_BREAK) or "–"] for what, who, by in listed]
    return table(heads, rows, say("caption.item"), f"tbl-actions-{mark}")
