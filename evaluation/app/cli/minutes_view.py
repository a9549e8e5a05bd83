"""Minutes as they are shown on a screen."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.app.cli.output import show_table, window_width
from evaluation.app.minutes import due_shown
from evaluation.language import phrase
from evaluation.numbers import write_date

INDENT = 3
WIDEST = 110
_PARTS = ("presentation", "discussion", "conclusion")


def show_minutes(told: Mapping[str, Any]) -> None:
    """What was read of minutes, or what is kept of a meeting."""
    print(_headline(told))
    for part in ("present", "absent"):
        _show_people(part, told[part])
    for item in told["items"]:
        _show_item(item, 0)
    if told["action_points"]:
        print(f"\n{phrase('minutes.head.action_points')}")
        _show_points(told["action_points"], INDENT)
    if told.get("appendices"):
        print(f"\n{phrase('minutes.head.appendices')}")
        for each in told["appendices"]:
            _write(_appendix_line(each), INDENT)
    show_unsure(told["unsure"])


def show_unsure(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        print(f"\n{phrase('minutes.said.sure')}")
        return
    print(f"\n{phrase('minutes.head.unsure')}")
    for each in rows:
        number = f"{each['id']}. " if each.get("id") else "? "
        line = f" ({phrase('cli.column.line').lower()} {each['line']})" if each["line"] else ""
        _write(f"{number}{each['what']}{line} {each['remedy']}", INDENT)


def _headline(told: Mapping[str, Any]) -> str:
    date = write_date(dt.date.fromisoformat(told["date"])) if told["date"] else "–"
    hours = _hours(told["start"], told["end"])
    return ", ".join(filter(None, (told["group"] or "–", f"{date} {hours}".strip(), told["place"])))


def _hours(start: str | None, end: str | None) -> str:
    if not start:
        return ""
    shown = "–".join(each.replace(":", phrase("minutes.head.sign")) for each in (start, end) if each)
    return phrase("minutes.head.clock", hours=shown)


def _show_people(part: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    print(f"\n{phrase(f'minutes.head.{part}')} ({len(rows)})")
    show_table(["", "", ""], [[f"   {each['name']}", each["organisation"], _note(each)] for each in rows])


def _note(person: Mapping[str, Any]) -> str:
    role = "" if person["capacity"] == "member" else phrase(f"minutes.capacity.{person['capacity']}")
    only = phrase("minutes.head.only", items=person["item"]) if person["item"] else ""
    return ", ".join(filter(None, (role, only, person.get("note"))))


def _show_item(item: Mapping[str, Any], depth: int) -> None:
    print()
    begin = depth * INDENT
    _write(f"{item['number']}  {item['title']}".strip(), begin)
    for part in _PARTS:
        if item[part]:
            _write(f"{phrase(f'minutes.head.{part}')}: {item[part]}", begin + INDENT)
    if item["deferred"]:
        _write(f"» {phrase('minutes.deferred.' + item['deferred_because'])}", begin + INDENT)
    _show_points(item["action_points"], begin + INDENT)
    for each in item["items"]:
        _show_item(each, depth + 1)


def _show_points(points: Sequence[Mapping[str, Any]], indent: int) -> None:
    for each in points:
        told = [each["owner"] or phrase("minutes.head.nobody")]
        if each["due"]:
            told.append(phrase("minutes.head.due", due=due_shown(each["due"])))
        if each.get("status") not in (None, "not-started"):
            told.append(phrase(f"minutes.status.{each['status']}"))
        number = f"{each['id']}. " if each.get("id") else ""
        _write(f"→ {number}{each['what']} [{'; '.join(told)}]{'' if each['certain'] else ' ?'}", indent)


def _appendix_line(appendix: Mapping[str, Any]) -> str:
    points = phrase("minutes.head.points", n=len(appendix["points"])) if appendix["points"] else ""
    return ", ".join(filter(None, (appendix["party"], appendix["title"], points)))


def _write(text: str, indent: int) -> None:
    width = min(window_width(), WIDEST)
    first = " " * indent
    print(textwrap.fill(text, width, initial_indent=first, subsequent_indent=first + "  ", break_on_hyphens=False))
