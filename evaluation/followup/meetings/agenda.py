"""The agenda of a group's next meeting, made of what is open, and written as a file that minutes are read from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.followup.deadlines import write_deadline
from evaluation.followup.plans.listing import DueTask
from evaluation.language import Language, phrase
from evaluation.model.meetings import ActionPoint, Meeting
from evaluation.numbers import NO_BREAK, write_date

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AgendaDraft:
    """An item of an agenda to come: its title, what there is to know, and a table of what it is about."""

    title: str
    background: str = ""
    columns: tuple[str, ...] = ()
    rows: Rows = ()
    decides: bool = True


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """An action point that is open, who owes it by the names shown, and the meeting it was decided at."""

    point: ActionPoint
    owners: str
    meeting: dt.date | None


@dataclass(frozen=True, slots=True)
class Deferred:
    """An item that was put off, and the day of the meeting that did."""

    title: str
    meeting: dt.date | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A report that parties are expected to hand in."""

    title: str
    deadline: dt.date | None
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenBusiness:
    """What waits for the meeting. `last`: the meeting before, whose minutes are to be approved."""

    last: Meeting | None = None
    points: tuple[OpenPoint, ...] = ()
    deferred: tuple[Deferred, ...] = ()
    tasks: tuple[DueTask, ...] = ()
    tasks_by: dt.date | None = None
    reports: tuple[Awaited, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """The meeting to come."""

    group: str
    date: dt.date
    time: str = ""
    place: str = ""


def drafted(business: OpenBusiness, language: Language) -> list[AgendaDraft]:
    """The items in the order they are taken: approval, open points, what was put off, the plan, reports, the rest."""
    found = [_approval(business.last, language)]
    found += _points(business.points, language)
    found += [_put_off(each, language) for each in business.deferred]
    found += _plan(business.tasks, business.tasks_by, language)
    found += _reports(business.reports, language)
    return [*found, AgendaDraft(phrase("agenda.other_business", language), decides=False)]


def write_agenda(notice: Notice, items: Sequence[AgendaDraft], language: Language) -> str:
    """The agenda in Markdown, with room for what is decided, as the reader of minutes understands it."""

    def label(name: str, value: str = "") -> str:
        return f"**{phrase(f'agenda.{name}', language)}:** {value}".rstrip()

    head = [
        f"# {phrase('agenda.title', language, group=_plain(notice.group))}",
        "\n".join(
            f"{label(name, value)}  "
            for name, value in (
                ("date", write_date(notice.date, language).replace(NO_BREAK, " ")),
                ("time", notice.time),
                ("place", notice.place),
            )
        ),
        label("present"),
        label("absent"),
    ]
    body = [part for number, item in enumerate(items, 1) for part in _item(number, item, label)]
    return "\n\n".join([*head, *body, f"## {phrase('agenda.next_meeting', language)}"]) + "\n"


def _item(number: int, item: AgendaDraft, label: Callable[..., str]) -> Iterator[str]:
    yield f"## {number}. {_plain(item.title)}"
    if item.background:
        yield label("background", item.background)
    if item.rows:
        rule = tuple("---" for _ in item.columns)
        yield "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in (item.columns, rule, *item.rows))
    if item.decides:
        yield from (label("discussion"), label("conclusion"), label("action"))


def _approval(last: Meeting | None, language: Language) -> AgendaDraft:
    if last is None or last.date is None:
        return AgendaDraft(phrase("agenda.approval", language))
    return AgendaDraft(phrase("agenda.approval_of", language, date=_day(last.date, language)))


def _points(points: Sequence[OpenPoint], language: Language) -> Iterator[AgendaDraft]:
    """The headings are none by which the reader of minutes would take them for points decided anew."""
    if points:
        rows = tuple(
            (_day(each.meeting, language), each.point.what, each.owners, _when(each.point, language)) for each in points
        )
        columns = _columns(("from", "point", "with", "by"), language)
        yield AgendaDraft(phrase("agenda.points", language), phrase("agenda.points_open", language), columns, rows)


def _put_off(deferred: Deferred, language: Language) -> AgendaDraft:
    date = _day(deferred.meeting, language)
    key = "agenda.from_meeting" if date else "agenda.from_meeting_undated"
    return AgendaDraft(deferred.title, phrase(key, language, date=date))


def _plan(tasks: Sequence[DueTask], by: dt.date | None, language: Language) -> Iterator[AgendaDraft]:
    if tasks:
        rows = tuple(
            (
                each.task.number,
                each.task.title,
                each.task.decides or each.task.prepares,
                write_deadline(each.task.deadline, language),
                _stands(each, language),
            )
            for each in tasks
        )
        columns = _columns(("number", "planned", "with", "by", "stands"), language)
        background = phrase("agenda.plan_due", language, date=_day(by, language))
        yield AgendaDraft(phrase("agenda.plan", language), background, columns, rows)


def _reports(reports: Sequence[Awaited], language: Language) -> Iterator[AgendaDraft]:
    if reports:
        rows = tuple((each.title, _day(each.deadline, language), ", ".join(each.parties)) for each in reports)
        columns = _columns(("report", "by", "awaited"), language)
        yield AgendaDraft(phrase("agenda.reports", language), phrase("agenda.reports_awaited", language), columns, rows)


def _columns(names: Iterable[str], language: Language) -> tuple[str, ...]:
    return tuple(phrase(f"agenda.column.{name}", language) for name in names)


def _stands(due: DueTask, language: Language) -> str:
    words = phrase(f"plan.status.{due.task.status}", language)
    return f"{words}, {phrase('plan.overdue', language)}" if due.overdue else words


def _when(point: ActionPoint, language: Language) -> str:
    return write_deadline(point.deadline, language) or _day(point.due, language)


def _day(date: dt.date | None, language: Language) -> str:
    return write_date(date, language).replace(NO_BREAK, " ") if date else ""


def _plain(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("|", "/")).strip() or "–"
