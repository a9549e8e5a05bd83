"""What must hold before an instrument can be used at all: names told apart, and what they point to there."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem, problem
from evaluation.settings.nearness import nearest
from evaluation.settings.yaml_file import Place, YamlFile
from instruments.model import Instrument

# Words that SPSS keeps for itself.
RESERVED = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})


def faults_of_structure(file: YamlFile, instrument: Instrument) -> Iterator[Problem]:
    """Ids and variables used twice or kept by SPSS, and scales that are not there."""
    yield from _doubled_ids(file, instrument)
    yield from _variables(file, instrument)
    yield from _scales(file, instrument)


def _doubled_ids(file: YamlFile, instrument: Instrument) -> Iterator[Problem]:
    seen: set[str] = set()
    for each in instrument.placed():
        if each.question.id in seen:
            yield problem("INSTRUMENT-001", file=file.path, line=file.line((*each.place, "id")), id=each.question.id)
        seen.add(each.question.id)
    sections: set[str] = set()
    for number, section in enumerate(instrument.sections):
        if section.id in sections:
            line = file.line(("sections", number, "id"))
            yield problem("INSTRUMENT-002", file=file.path, line=line, id=section.id)
        sections.add(section.id)


def _variables(file: YamlFile, instrument: Instrument) -> Iterator[Problem]:
    first: dict[str, tuple[str, int]] = {}
    for each in instrument.placed():
        own = (each.question.variable,) if each.question.is_asked else ()
        for name in dict.fromkeys((*own, *instrument.columns(each.question))):
            line = file.line(_place_of(name, each.place, each.question.variable))
            if name.lower() in RESERVED:
                yield problem("INSTRUMENT-004", file=file.path, line=line, name=name)
            if len(name) > 32:
                yield problem("INSTRUMENT-005", file=file.path, line=line, name=name, length=len(name))
            if name.lower() in first and first[name.lower()][0] != each.question.id:
                there = first[name.lower()][1]
                yield problem("INSTRUMENT-003", file=file.path, line=line, name=name, first=there)
            first.setdefault(name.lower(), (each.question.id, line))


def _place_of(name: str, place: Place, variable: str) -> Place:
    return (*place, "variable") if name == variable else (*place, "rows", name)


def _scales(file: YamlFile, instrument: Instrument) -> Iterator[Problem]:
    known = list(instrument.scales)
    for each in instrument.placed():
        name = each.question.scale
        if name is not None and name not in known:
            near = ", ".join(nearest(name, known) or known) or "–"
            line = file.line((*each.place, "scale"))
            yield problem("INSTRUMENT-006", file=file.path, line=line, name=name, known=near)
