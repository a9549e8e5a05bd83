"""Respondents × codes: who says anything under each code, and in how many places.

A respondent is a participant who speaks; in a project that knows none, a case; in one without cases, a source. Words
that several coders have coded alike count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coding.exchange.losses import Loss
from coding.exchange.project import Project
from coding.exchange.tables.telling import Cell, Telling
from evaluation.language import Language
from evaluation.model import Organisation, Participant
from evaluation.people.participation import withdrawn

PERSONAL = ("role", "organisation", "sector", "size")
Places = Mapping[tuple[str, str], int]  # respondent and code → places


@dataclass(frozen=True)
class Respondent:
    """`told` is what is said of them besides, by heading."""

    id: str
    name: str
    told: Mapping[str, Cell]


@dataclass(frozen=True)
class Respondents:
    """`codes`: name → label. `left`: the codings that belong to no respondent."""

    listed: Sequence[Respondent]
    headings: Sequence[str]
    codes: Mapping[str, str]
    places: Places
    left: int

    def losses(self) -> tuple[Loss, ...]:
        return (Loss("coding", "dropped", self.left, "nobody"),) if self.left else ()


def respondents(project: Project, language: Language) -> Respondents:
    units = _of_people(project) or _of_cases(project) or _of_sources(project)
    found: dict[tuple[str, str], set[tuple[str, int, int]]] = defaultdict(set)
    left = 0
    for each in project.codings:
        coding = each.coding
        whose = units.owners(coding.source, coding.start, coding.end)
        left += not whose
        for owner in whose:
            found[owner, coding.code].add((coding.source, coding.start, coding.end))
    codes = {code.name: code.label.text(language) or code.name for code in project.codebook}
    return Respondents(units.listed, units.headings, codes, {key: len(places) for key, places in found.items()}, left)


@dataclass(frozen=True)
class _Found:
    listed: Sequence[Respondent]
    headings: Sequence[str]
    owners: Callable[[str, int, int], Collection[str]]


def _of_people(project: Project) -> _Found | None:
    telling = Telling(project)
    gone = withdrawn(project.people)
    spoke = {
        telling.speaker(text.source.name, place)
        for text in project.texts
        for place in ([turn.start for turn in text.source.turns] or [0])
    }
    organisations = {each.id: each for each in project.people.organisations}
    people = [
        each
        for each in project.people.participants
        if each.affiliation == "informant" and each.id in spoke and each.id not in gone
    ]
    if not people:
        return None
    listed = [Respondent(each.id, each.pseudonym, _told(each, organisations)) for each in people]
    known = {each.id for each in people}

    def owners(source: str, start: int, _end: int) -> Collection[str]:
        speaker = telling.speaker(source, start)
        return (speaker,) if speaker in known else ()

    return _Found(listed, PERSONAL, owners)


def _told(person: Participant, organisations: Mapping[str, Organisation]) -> dict[str, Cell]:
    organisation = organisations.get(person.organisation or "")
    of_organisation = ("", "", None) if organisation is None else (
        organisation.pseudonym, organisation.sector, organisation.size
    )  # fmt: skip
    return dict(zip(PERSONAL, (person.role, *of_organisation), strict=True))


def _of_cases(project: Project) -> _Found | None:
    if not project.cases:
        return None
    names = {text.guid: text.source.name for text in project.texts}
    whole: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    passages = {each.guid: each for each in project.passages}
    listed = []
    for number, case in enumerate(project.cases):
        id_ = case.guid or str(number)
        listed.append(Respondent(id_, case.name, _said(project, case.values)))
        for guid in case.sources:
            whole[names.get(guid, "")].append(id_)
        for passage in (passages[guid] for guid in case.selections if guid in passages):
            parts[passage.source].append((passage.start, passage.end, id_))

    def owners(source: str, start: int, end: int) -> Collection[str]:
        inside = (id_ for first, last, id_ in parts.get(source, ()) if first < end and start < last)
        return tuple(dict.fromkeys((*whole.get(source, ()), *inside)))

    return _Found(listed, _variables(project, [case.values for case in project.cases]), owners)


def _of_sources(project: Project) -> _Found:
    listed = [Respondent(text.source.name, text.source.name, _said(project, text.values)) for text in project.texts]
    headings = _variables(project, [text.values for text in project.texts])
    return _Found(listed, headings, lambda source, _start, _end: (source,))


def _said(project: Project, values: Mapping[str, str]) -> dict[str, Cell]:
    return {variable.name: values[variable.guid] for variable in project.variables if variable.guid in values}


def _variables(project: Project, said: Iterable[Mapping[str, str]]) -> Sequence[str]:
    used = {guid for values in said for guid in values}
    return tuple(dict.fromkeys(variable.name for variable in project.variables if variable.guid in used))


def as_rows(found: Respondents) -> tuple[list[str], list[dict[str, Cell]]]:
    """Columns and rows: who it is, 0 or 1 for each code, and then the number of places for each."""
    headings = _apart(["respondent"], found.headings, "")
    own = ["respondent", *headings.values()]
    flags = _apart(own, found.codes, "")
    counts = _apart([*own, *flags.values()], found.codes, "_n")
    rows: list[dict[str, Cell]] = []
    for each in found.listed:
        numbers = {code: found.places.get((each.id, code), 0) for code in found.codes}
        row: dict[str, Cell] = {"respondent": each.name}
        row |= {heading: each.told.get(name) for name, heading in headings.items()}
        row |= {flags[code]: int(number > 0) for code, number in numbers.items()}
        rows.append(row | {counts[code]: number for code, number in numbers.items()})
    return [*own, *flags.values(), *counts.values()], rows


def _apart(taken: Collection[str], names: Iterable[str], ending: str) -> dict[str, str]:
    """Name → its heading, which is none of those taken."""
    used, found = set(taken), {}
    for name in names:
        heading, number = name + ending, 1
        while heading in used:
            number += 1
            heading = f"{name}{ending} {number}"
        used.add(heading)
        found[name] = heading
    return found
