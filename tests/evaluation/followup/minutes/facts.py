"""The facts that minutes were read to hold, in a form that can be compared with what is written to be in them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.followup.minutes.reading import read_minutes
from evaluation.model.meetings import ActionPoint, AgendaItem
from evaluation.model.minutes import Minutes

Fact = tuple[str, ...]
OPEN = {"next-meeting": "next meeting", "soon": "as soon as possible"}


def expected(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.with_suffix(".toml").read_text(encoding="utf-8"))


def wanted_facts(wanted: dict[str, Any]) -> Counter[Fact]:
    """What a file of expectations says, fact by fact; of what it does not mention, nothing is asked."""
    found: list[Fact] = [
        (key, wanted[key]) for key in ("group", "date", "start", "end", "place", "next") if key in wanted
    ]
    found += [("present", *each) for each in wanted["present"]]
    found += [("absent", *each) for each in wanted.get("absent", ())]
    found += [("unsure", code) for code in wanted.get("unsure", ())]
    found += [("appendix", title, party, str(points)) for title, party, points in wanted.get("appendices", ())]
    found += [fact for each in wanted.get("general", ()) for fact in _wanted_action("", each)]
    for each in wanted["items"]:
        found += _wanted_item(each, "")
    return Counter(found)


def read_facts(file: Path, wanted: dict[str, Any]) -> Counter[Fact]:
    """What was read, as far as the expectations speak of such things."""
    minutes = read_minutes(file)
    told = {
        "group": minutes.group,
        "date": str(minutes.date),
        "start": minutes.start or "",
        "end": minutes.end or "",
        "place": minutes.place,
        "next": str(minutes.next_date),
    }
    found: list[Fact] = [(key, told[key]) for key in told if key in wanted]
    found += _people(minutes)
    found += [("unsure", each.code) for each in minutes.unsure if each.code in wanted.get("unsure", ())]
    if "appendices" in wanted:
        found += [("appendix", each.title, each.party, str(len(each.points))) for each in minutes.appendices]
    whats = [each["what"] for each in _all_actions(wanted)]
    found += [fact for each in minutes.action_points for fact in _action("", each, whats)]
    for each in minutes.items:
        found += _item(each, "", _conclusions(wanted), whats)
    return Counter(found)


def score(wanted: Counter[Fact], read: Counter[Fact]) -> tuple[int, int, int]:
    """How many facts were found, were wanted, were read."""
    return sum((wanted & read).values()), sum(wanted.values()), sum(read.values())


def _people(minutes: Minutes) -> Iterator[Fact]:
    for kind, people in (("present", minutes.present), ("absent", minutes.absent)):
        for each in people:
            yield (kind, each.name, each.organisation, *([", ".join(each.items)] if each.items else []))


def _wanted_item(item: dict[str, Any], above: str) -> Iterator[Fact]:
    title = item["title"]
    yield ("item", above, item.get("number", ""), title)
    if "conclusion" in item:
        yield ("conclusion", title, item["conclusion"])
    if item.get("deferred"):
        yield ("deferred", title)
    for each in item.get("actions", ()):
        yield from _wanted_action(title, each)
    for each in item.get("items", ()):
        yield from _wanted_item(each, title)


def _wanted_action(title: str, action: dict[str, str]) -> Iterator[Fact]:
    yield ("action", title, action["what"], action.get("owner", ""), action.get("due", ""))


def _item(item: AgendaItem, above: str, conclusions: set[str], whats: list[str]) -> Iterator[Fact]:
    yield ("item", above, item.number, item.title)
    if item.title in conclusions and item.conclusion:
        yield ("conclusion", item.title, item.conclusion)
    if item.deferred:
        yield ("deferred", item.title)
    for each in item.action_points:
        yield from _action(item.title, each, whats)
    for each in item.items:
        yield from _item(each, item.title, conclusions, whats)


def _action(title: str, point: ActionPoint, whats: list[str]) -> Iterator[Fact]:
    what = next((each for each in whats if re.sub(r"\W+", " ", each) in re.sub(r"\W+", " ", point.what)), point.what)
    due = (
        str(point.due)
        if point.due
        else OPEN.get(point.deadline.code, "" if point.deadline.code == "none" else point.deadline.code)
    )
    yield ("action", title, what, ", ".join(each.text for each in point.owners), due)


def _conclusions(wanted: dict[str, Any]) -> set[str]:
    items = [*wanted["items"], *(sub for each in wanted["items"] for sub in each.get("items", ()))]
    return {each["title"] for each in items if "conclusion" in each}


def _all_actions(wanted: dict[str, Any]) -> Iterator[dict[str, str]]:
    yield from wanted.get("general", ())
    for each in wanted["items"]:
        yield from each.get("actions", ())
        for sub in each.get("items", ()):
            yield from sub.get("actions", ())
