"""What a finding rests on: quotes, survey figures and follow-up rows, added, marked and removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from coding.places import place_of
from evaluation.errors import EvaluationError, fail, problem, raise_any
from evaluation.memos import now, tidy
from evaluation.model import Coding, Source
from evaluation.model.finding import Evidence, Finding, hash_of
from evaluation.settings.nearness import near
from evaluation.store import findings as stored
from evaluation.store.act import Act
from evaluation.store.sight import unseen
from evaluation.store.texts import text_stands
from evaluation.study import Study
from reports.findings.figures import cells, find_cell, told_surveys
from reports.findings.keeping import add_finding, find_finding, unknown_theme
from reports.following.evidence import find_evidence
from reports.surveys.results import SurveysTold


@dataclass(frozen=True, slots=True)
class Wanted:
    """Evidence as a person names it: a coding, words of a source, a survey figure or a follow-up row.

    text: the source's text that the words were seen in. EDIT-003 is raised where that has been corrected since.
    """

    coding: int | None = None
    source: str = ""
    words: str | None = None
    start: int | None = None
    end: int | None = None
    survey: str = ""
    follow_up: str = ""
    counter: bool = False
    note: str = ""
    text: str | None = None


@dataclass(frozen=True)
class Material:
    """What evidence is looked up in, read once for all of it."""

    sources: Mapping[str, Source]
    codings: Mapping[int, Coding]
    themes: Mapping[str, str]  # code → the theme it is of
    surveys: Callable[[], SurveysTold]  # counted when it is first asked for

    def coding_at(self, source: str, start: int, end: int, theme: str) -> Coding | None:
        """The coding that words were taken from: one of the theme's own before others, then the one most like them."""
        return max(
            (each for each in self.codings.values() if each.source == source and each.start < end and start < each.end),
            key=lambda each: (self.themes.get(each.code) == theme, _alike(each, start, end), -(each.id or 0)),
            default=None,
        )


def material_of(study: Study) -> Material:
    return Material(
        {each.name: each for each in study.sources()},
        {each.id or 0: each for each in study.codings()},
        themes_of_codes(study),
        surveys_of(study),
    )


def surveys_of(study: Study) -> Callable[[], SurveysTold]:
    """The study's surveys as the report tells them in its own language, counted once and only if need be."""
    return cache(lambda: told_surveys(study, study.evaluation.language))


def themes_of_codes(study: Study) -> dict[str, str]:
    """Code → the theme it is of: its own, or that of the nearest code above it."""
    if not study.has_codebook():
        return {}
    parents = {each.name: each.parent for each in study.codebook}
    own = {each.code: each.id for each in study.evaluation.themes if each.code}
    return {name: found for name in parents if (found := next((own[up] for up in _upwards(name, parents) if up in own),
                                                              None))}  # fmt: skip


def evidence_of(study: Study, wanted: Wanted, theme: str, material: Material | None = None) -> Evidence:
    """The evidence that is meant, as it stands now. Raises where there is no such thing, naming the nearest.

    FINDING-010 for an unknown coding, FINDING-011 for a figure that the report does not count, FINDING-012 where none
    or several things are named; STUDY-004, CODING-001 and ROUNDS-014 for sources, words and follow-up rows.
    """
    named = [wanted.coding is not None or bool(wanted.source), bool(wanted.survey), bool(wanted.follow_up)]
    if sum(named) != 1:
        raise fail("FINDING-012")
    told: dict[str, Any] = {"counter": wanted.counter, "note": tidy(wanted.note), "theme": theme}
    if wanted.survey:
        surveys = material.surveys if material else surveys_of(study)
        return Evidence("survey", key=wanted.survey, seen=hash_of(_cell(surveys, wanted.survey)), **told)
    if wanted.follow_up:
        found = find_evidence(study, wanted.follow_up)
        return Evidence("follow-up", key=found.key, seen=hash_of(f"{found.title} {found.words}"), **told)
    return _quote(material or material_of(study), wanted, theme, told)


def add_evidence(study: Study, finding: int, wanted: Wanted) -> Evidence:
    """Let a finding rest on this too. Raises FINDING-013 where it does already."""
    found = find_finding(study, finding)
    evidence = replace(signed(study, evidence_of(study, wanted, found.theme)), finding=finding, theme="")
    if any(same(each, evidence) for each in found.evidence):
        raise fail("FINDING-013", id=finding)
    with study.store.act("finding.evidence", study.who, id=finding, kind=evidence.kind) as act:
        _refuse_corrected(act, wanted)
        [id_] = stored.add_evidence(act, [evidence])
    return replace(evidence, id=id_)


def found_with(study: Study, finding: Finding, wanted: Wanted) -> Finding:
    """Write a new finding that rests on this, as one act."""
    raise_any(unknown_theme(study, finding.theme))
    evidence = replace(signed(study, evidence_of(study, wanted, finding.theme)), theme="")
    return add_finding(study, replace(finding, evidence=(evidence,)), first=lambda act: _refuse_corrected(act, wanted))


def remove_evidence(study: Study, ids: Sequence[int]) -> list[Evidence]:
    """Take evidence away from its findings, or chosen quotes from the report, all of it or none."""
    there = _known(study, ids)
    with study.store.act("finding.unrest", study.who, n=len(there)) as act:
        stored.remove_evidence(act, [each.id or 0 for each in there])
    return there


def mark_evidence(study: Study, id_: int, *, counter: bool | None = None, note: str | None = None) -> Evidence:
    """Say that it speaks against its finding, or for it; or write a note on it."""
    [before] = _known(study, [id_])
    kept = replace(
        before,
        counter=before.counter if counter is None else counter,
        note=before.note if note is None else tidy(note),
    )
    with study.store.act("finding.mark", study.who, id=id_) as act:
        stored.change_evidence(act, id_, {"counter": kept.counter, "note": kept.note})
    return kept


def confirm_evidence(study: Study, id_: int) -> Evidence:
    """Let evidence that has changed stand as it is now. Raises FINDING-014 where it is gone."""
    [before] = _known(study, [id_])
    now_ = _as_it_is(study, before)
    with study.store.act("finding.confirm", study.who, id=id_) as act:
        kept = {name: getattr(now_, name) for name in ("start", "end", "coding", "code", "coder", "round", "seen")}
        stored.change_evidence(act, id_, kept)
    return now_


def choose_quote(study: Study, wanted: Wanted, theme: str = "") -> Evidence:
    """Let the report take this quote before others under a theme; that of its code where none is named.

    Raises FINDING-015 where no theme is known, FINDING-016 where it is chosen already.
    """
    material = material_of(study)
    evidence = signed(study, evidence_of(study, wanted, theme, material))
    chosen = theme or material.themes.get(evidence.code, "")
    faults = tuple(unknown_theme(study, chosen)) if chosen else ()
    if not chosen or faults:
        raise EvaluationError(*faults) if faults else fail("FINDING-015")
    kept = replace(evidence, theme=chosen)
    with study.store.act("finding.choose", study.who, theme=chosen) as act:
        _refuse_corrected(act, wanted)
        if any(same(each, kept) and each.theme == chosen for each in _visible(act, stored.read_chosen(act.connection))):
            raise fail("FINDING-016")
        [id_] = stored.add_evidence(act, [kept])
    return replace(kept, id=id_)


def chosen_quotes(study: Study) -> list[Evidence]:
    """The quotes that were chosen for the report, in the order they were."""
    with study.store.reading() as connection:
        return stored.read_chosen(connection)


def signed(study: Study, evidence: Evidence) -> Evidence:
    return replace(evidence, who=study.who, at=now())


def same(one: Evidence, other: Evidence) -> bool:
    """Whether two say the same, whoever chose them and whatever they are said to speak for."""

    def names(each: Evidence) -> tuple[object, ...]:
        return (each.kind, each.source, each.start, each.end, each.key)

    return names(one) == names(other) and (one.start is not None or bool(one.key))


def _refuse_corrected(act: Act, wanted: Wanted) -> None:
    """Looked at where nobody else writes: the words are those that were seen, or nothing is kept."""
    if wanted.text is not None and not text_stands(act.connection, wanted.source, wanted.text):
        raise fail("EDIT-003", name=wanted.source)


def _visible(act: Act, evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """An act sees everything; what it tells of is what its author may see."""
    hidden = unseen(act.connection, act.who)
    return (each for each in evidence if each.coding not in hidden)


def _quote(material: Material, wanted: Wanted, theme: str, told: Mapping[str, Any]) -> Evidence:
    coding = None
    if wanted.coding is not None:
        coding = material.codings.get(wanted.coding)
        if coding is None:
            raise fail("FINDING-010", id=wanted.coding)
    name = wanted.source or (coding.source if coding else "")
    if name not in material.sources or (coding and coding.source != name):
        raise fail("STUDY-004", name=name, known=near(name, list(material.sources)))
    source = material.sources[name]
    if coding and wanted.words is None and wanted.start is None:
        place = (coding.start, coding.end)
    else:
        found = place_of(source, words=wanted.words, start=wanted.start, end=wanted.end)
        place = (found.start, found.end)
    return _taken(source, place, coding or material.coding_at(name, *place, theme), told)


def _taken(source: Source, place: tuple[int, int], coding: Coding | None, told: Mapping[str, Any]) -> Evidence:
    start, end = place
    whose = {name: getattr(coding, name) for name in ("code", "coder", "round")} if coding else {}
    own: dict[str, Any] = {"coding": coding.id if coding else None, **whose, "seen": hash_of(source.text[start:end])}
    return Evidence("quote", source.name, start, end, **own, **told)


def _as_it_is(study: Study, evidence: Evidence) -> Evidence:
    if evidence.kind == "survey":
        return replace(evidence, seen=hash_of(_cell(surveys_of(study), evidence.key)))
    if evidence.kind == "follow-up":
        found = find_evidence(study, evidence.key)
        return replace(evidence, seen=hash_of(f"{found.title} {found.words}"))
    material = material_of(study)
    if evidence.source not in material.sources or evidence.start is None or evidence.end is None:
        raise fail("FINDING-014", id=evidence.id)
    coding = material.codings.get(evidence.coding or 0)
    place = (coding.start, coding.end) if coding else (evidence.start, evidence.end)
    found_now = _taken(material.sources[evidence.source], place, coding, {})
    kept = ("start", "end", "coding", "code", "coder", "round", "seen")
    return replace(evidence, **{name: getattr(found_now, name) for name in kept})


def _cell(surveys: Callable[[], SurveysTold], key: str) -> str:
    told = surveys()
    cell = find_cell(told, key)
    if cell is None:
        raise fail("FINDING-011", name=key, known=near(key, [each.key for each in cells(told)]))
    return cell.said


def _known(study: Study, ids: Sequence[int]) -> list[Evidence]:
    with study.store.reading() as connection:
        there = {each.id: each for each in stored.read_evidence(connection)}
    missing = [id_ for id_ in dict.fromkeys(ids) if id_ not in there]
    if missing:
        raise EvaluationError(*(problem("FINDING-009", id=id_) for id_ in missing))
    return [there[id_] for id_ in dict.fromkeys(ids)]


def _upwards(name: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    above: str | None = name
    seen: set[str] = set()
    while above is not None and above not in seen:
        yield above
        seen.add(above)
        above = parents.get(above)


def _alike(coding: Coding, start: int, end: int) -> float:
    shared = min(coding.end, end) - max(coding.start, start)
    return shared / (max(coding.end, end) - min(coding.start, start))
