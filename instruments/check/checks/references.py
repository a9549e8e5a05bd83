"""Themes, roles and parallel questions that are named and not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaluation.errors import Problem, problem
from evaluation.settings.nearness import nearest
from evaluation.settings.yaml_file import Place
from instruments import shipping
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile


def of_file(file: InstrumentFile, around: Surroundings) -> Iterator[Problem]:
    if around.themes is not None:
        yield from _unknown(file, "themes", [each.id for each in around.themes], "INSTRUMENT-020")
    if file.instrument.roles:
        yield from _unknown(file, "audience", list(file.instrument.roles), "INSTRUMENT-021")
    yield from _parallels(file, around)


def _unknown(file: InstrumentFile, part: str, known: Sequence[str], code: str) -> Iterator[Problem]:
    for place, names in _named(file, part):
        for number, name in enumerate(names):
            if name not in known:
                near = ", ".join(nearest(name, known) or known) or "–"
                yield problem(code, file=file.path, line=file.line((*place, number)), name=name, known=near)


def _named(file: InstrumentFile, part: str) -> Iterator[tuple[Place, Iterable[str]]]:
    for number, section in enumerate(file.instrument.sections):
        yield ("sections", number, part), getattr(section, part)
    for placed in file.instrument.placed():
        yield (*placed.place, part), getattr(placed.question, part)


def _parallels(file: InstrumentFile, around: Surroundings) -> Iterator[Problem]:
    """`instrument/question`; an instrument goes by the name of its file or by its id, also one that comes along."""
    if not around.files:
        return
    own = {name: each for each in around.files for name in (each.name, each.instrument.id)}
    named_here = {each.question.parallel.split("/")[0] for each in file.instrument.placed() if each.question.parallel}
    elsewhere = sorted(named_here.difference(own).intersection(shipping.names()))
    beside = {name: shipping.shipped(name) for name in elsewhere}
    known = [f"{name}/{question.id}" for name, each in {**own, **beside}.items()
             for question in each.instrument.questions()]  # fmt: skip
    there = {each.split("/")[0] for each in known}
    absent: set[str] = set()
    for placed in file.instrument.placed():
        named = placed.question.parallel
        if named is None or named in known:
            continue
        line, other = file.line((*placed.place, "parallel")), named.split("/")[0]
        if "/" not in named or other in there:
            near = ", ".join(nearest(named, sorted(known))) or "–"
            yield problem("INSTRUMENT-022", file=file.path, line=line, name=named, known=near)
        elif other not in absent:
            absent.add(other)
            yield problem("INSTRUMENT-025", file=file.path, line=line, severity="note", name=other)
