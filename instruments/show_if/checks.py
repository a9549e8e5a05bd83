"""Whether the conditions of an instrument make sense: names, order, codes, kinds of answers, reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evaluation.settings.nearness import nearest
from evaluation.settings.yaml_file import Place
from instruments.model import Instrument
from instruments.show_if.faults import Fault
from instruments.show_if.reach import TOO_MANY, can_be_shown
from instruments.show_if.routing import Routing, Written
from instruments.show_if.subjects import Subject, Subjects
from instruments.show_if.tree import Answered, Compare, Count, Leaf, Literally, Within, leaves


@dataclass(frozen=True, slots=True)
class Found:
    """A fault of one condition."""

    written: Written
    fault: Fault


def check_routing(routing: Routing, instrument: Instrument) -> Iterator[Found]:
    """Every fault of every condition, in the order of the file."""
    circles = _circles(routing)
    bad: set[int] = set()
    for written in routing.written():
        for fault in _faults(written, routing.subjects, instrument, circles):
            bad.add(written.position)
            yield Found(written, fault)
    if not bad:
        yield from _never_reached(routing)


def _faults(
    written: Written, subjects: Subjects, instrument: Instrument, circles: Mapping[str, tuple[str, ...]]
) -> Iterator[Fault]:
    if written.fault is not None:
        yield written.fault
        return
    for leaf in _leaves_of(written):
        word, at = leaf.name.word, leaf.name.at
        subject = subjects.get(word)
        if subject is None:
            yield _unknown(word, at, subjects)
        elif subject.position >= written.position:
            circle = circles.get(subject.question)
            values = {"name": word, "circle": " → ".join(circle or ())}
            yield Fault("ROUTE-007" if circle else "ROUTE-006", at, values)
        else:
            yield from _of_kind(leaf, subject, instrument)


def _unknown(word: str, at: int, subjects: Subjects) -> Fault:
    if word in subjects.grids or word.lower() in subjects.grids:
        rows = [each.variable for each in subjects.by_word.values() if each.grid and each.grid.lower() == word.lower()]
        return Fault("ROUTE-008", at, {"name": word, "known": ", ".join(dict.fromkeys(rows)) or "–"})
    known = subjects.words()
    return Fault("ROUTE-005", at, {"name": word, "known": ", ".join(nearest(word, known) or known[:8]) or "–"})


def _of_kind(leaf: Leaf, subject: Subject, instrument: Instrument) -> Iterator[Fault]:
    at, values = leaf.name.at, {"name": leaf.name.word}
    if isinstance(leaf, Answered):
        return
    if isinstance(leaf, Count):
        if subject.kind != "codes":
            yield Fault("ROUTE-013", at, values)
        return
    if subject.kind == "words":
        yield Fault("ROUTE-012", at, values)
    elif subject.kind == "codes" and isinstance(leaf, Compare):
        yield Fault("ROUTE-011", at, {**values, "value": leaf.value.value})
    else:
        for value in leaf.values if isinstance(leaf, Within) else (leaf.value,):
            yield from _value(value, leaf.name.word, subject, instrument)


def _value(value: Literally, name: str, subject: Subject, instrument: Instrument) -> Iterator[Fault]:
    if subject.kind in ("number", "date"):
        if value.kind != subject.kind:
            yield Fault("ROUTE-010", value.at, {"name": name, "found": value.value, "expected": subject.kind})
        return
    if value.value not in (*subject.codes, *subject.missing):
        told = ", ".join(_listed(subject, instrument)) or "–"
        yield Fault("ROUTE-009", value.at, {"name": name, "found": value.value, "known": told})


def _listed(subject: Subject, instrument: Instrument) -> Iterator[str]:
    """The codes with their labels: `1 Helt uenig`."""
    question = next(each for each in instrument.questions() if each.id == subject.question)
    labels = {**instrument.codes_of(question), **instrument.missing_of(question)}
    return (f"{code} {label.text()}".strip() for code, label in labels.items())


def _circles(routing: Routing) -> dict[str, tuple[str, ...]]:
    """The questions whose conditions lead back to themselves, each with the way round."""
    asks = {
        step.placed.question.id: tuple(
            dict.fromkeys(
                subject.question
                for written in step.conditions
                for leaf in _leaves_of(written)
                if (subject := routing.subjects.get(leaf.name.word))
            )
        )
        for step in routing.steps
    }
    return {start: way for start in asks if (way := _way_back(start, asks))}


def _way_back(start: str, asks: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The shortest way from a question by what it asks about back to itself; empty where there is none."""
    seen: set[str] = set()
    ways: list[tuple[str, ...]] = [(start,)]
    for way in ways:
        for following in asks.get(way[-1], ()):
            if following == start:
                return (*way, start)
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()


def _leaves_of(written: Written) -> Iterator[Leaf]:
    return leaves(written.condition) if written.condition is not None else iter(())


def _never_reached(routing: Routing) -> Iterator[Found]:
    told: set[Place] = set()
    for step in routing.steps:
        if not step.conditions or step.conditions[-1].place in told:
            continue
        found = can_be_shown(step, routing)
        if found is not True:
            told.add(step.conditions[-1].place)
            code = "ROUTE-016" if found is TOO_MANY else "ROUTE-014"
            yield Found(step.conditions[-1], Fault(code, 1, {"id": step.placed.question.id}))
