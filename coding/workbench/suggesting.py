"""Codes proposed for a source, by the rules and by what has been learned; each says why, none codes by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from coding.applying import rule_codings, silent_participants
from coding.suggest import Suggestion, accept, list_refusals, propose, refuse
from coding.suggest.refusals import id_of
from coding.workbench.placing import placing_of
from coding.workbench.reading import refuse_taken_back, taken_back
from coding.workbench.wire import Units
from evaluation.errors import EvaluationError, Problem, fail
from evaluation.model import Source
from evaluation.model.code_tree import active
from evaluation.study import Study

MOST = 2  # codes that the model proposes for one sentence
LEARNED = "SUGGEST-"  # what begins so tells that there is too little to learn from


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion as the page gives it back: its place in UTF-16 units, and who made it."""

    start: int
    end: int
    code: str
    score: float = 0.0
    model: str = ""
    indicator: str = ""


def suggestions_of(study: Study, name: str) -> dict[str, Any]:
    """The suggestions for a source in the order of its text, and what to bear in mind about them.

    The words of a sentence that already has the code, whoever gave it, are not suggested for, nor are refused ones.
    """
    source = study.source(name)
    learned, problems = _learned(study, name)
    found = {each.id: each for each in _by_rule(study, source)}
    for each in learned:
        rule = found.get(each.id)
        found[each.id] = replace(each, indicator=rule.indicator) if rule else each
    units = Units(source.text)
    ordered = sorted(found.values(), key=lambda each: (each.start, -each.score))
    return {"suggestions": [_told(each, units) for each in ordered], "problems": [each.what() for each in problems]}


def accept_offer(study: Study, source: str, offer: Offer, version: str | None = None) -> None:
    """Code as suggested; the coding keeps where it came from. version: as in `coding.workbench.acts`."""
    accept(study, [_suggestion(study, source, offer, version)])


def refuse_offer(study: Study, source: str, offer: Offer, version: str | None = None) -> None:
    """Say no to a suggestion: it is not made again, and the model learns from it."""
    refuse(study, [_suggestion(study, source, offer, version)])


def _learned(study: Study, name: str) -> tuple[Iterable[Suggestion], tuple[Problem, ...]]:
    try:
        proposals = propose(study, names=[name], most=MOST)
    except EvaluationError as error:
        if not all(each.code.startswith(LEARNED) for each in error.problems):
            raise
        return (), error.problems
    return proposals.suggestions, proposals.problems


def _by_rule(study: Study, source: Source) -> Iterable[Suggestion]:
    people = study.people()
    away = taken_back(source, people)
    there = [each for each in study.codings() if each.source == source.name]
    refused = {each.id for each in list_refusals(study) if not each.lapsed}
    for each in rule_codings(active(study.codebook), source, "sentence", silent_participants(people)):
        id_ = id_of(source.name, each.start, each.end, each.code)
        held = any(own.code == each.code and own.start < each.end and each.start < own.end for own in there)
        gone = any(start < each.end and each.start < end for start, end in away)
        if not (held or gone or id_ in refused):
            words = " ".join(source.text[each.start : each.end].split())
            yield Suggestion(id_, source.name, each.start, each.end, words, each.code, 0.0, (), each.note, "")


def _suggestion(study: Study, name: str, offer: Offer, version: str | None) -> Suggestion:
    """Raises as coding by hand does for a place that is not there, or words that were taken back."""
    placing = placing_of(study, name, version)
    source, (start, end) = placing.source, placing.span(offer.start, offer.end)
    if not 0 <= start < end <= len(source.text):
        raise fail("CODING-003", file=name, length=len(source.text), start=start, end=end)
    if offer.code not in active(study.codebook):
        raise fail("CODING-007", name=offer.code, known=", ".join(each.name for each in study.codebook)[:200])
    refuse_taken_back(study, source, start, end)
    words, id_ = " ".join(source.text[start:end].split()), id_of(name, start, end, offer.code)
    return Suggestion(id_, name, start, end, words, offer.code, offer.score, (), offer.indicator, offer.model)


def _told(each: Suggestion, units: Units) -> dict[str, Any]:
    return {
        "id": each.id,
        "start": units.units(each.start),
        "end": units.units(each.end),
        "code": each.code,
        "score": each.score,
        "words": list(each.words),
        "indicator": each.indicator,
        "model": each.model,
    }
