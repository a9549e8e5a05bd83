"""Questions that no longer mean what they did when they were answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluation.errors import Problem, Severity, problem
from instruments.check.surroundings import Surroundings, Use
from instruments.load import InstrumentFile
from instruments.model import Instrument, Placed, Question, Wording

ALIKE = 80  # of a hundred; a text less like what it was has been given another meaning


def of_file(file: InstrumentFile, around: Surroundings) -> Iterator[Problem]:
    """Against each version that texts in the store were collected with, told once."""
    told: set[tuple[str, int | None, str]] = set()
    for use in around.used:
        if use.name == file.name:
            for each in _against(file, use):
                key = (each.code, each.line, str(each.values.get("id")))
                if key not in told:
                    told.add(key)
                    yield each


def _against(file: InstrumentFile, use: Use) -> Iterator[Problem]:
    if use.instrument is None:
        yield problem("INSTRUMENT-075", file=file.path, severity="note", n=use.sources, version=use.sha256[:12])
        return
    now = {each.question.id: each for each in file.instrument.placed()}
    for was in use.instrument.questions():
        if not was.is_asked:
            continue
        if was.id not in now:
            yield problem("INSTRUMENT-070", file=file.path, severity="note", id=was.id, n=use.sources)
        else:
            yield from _changes(file, now[was.id], was, use.instrument)


def _changes(file: InstrumentFile, now: Placed, was: Question, then: Instrument) -> Iterator[Problem]:
    question, language = now.question, file.instrument.original
    before, after = was.text.text(language), question.text.text(language)
    line = file.line((*now.place, "text"))
    if question.type != was.type:
        told: dict[str, Any] = {"id": was.id, "before": was.type, "after": question.type}
        yield problem("INSTRUMENT-073", file=file.path, line=file.line((*now.place, "type")), **told)
    if (likeness := _likeness(before, after)) < 100:
        code = "INSTRUMENT-071" if likeness < ALIKE else "INSTRUMENT-072"
        severity: Severity = "error" if likeness < ALIKE else "note"
        told = {"id": was.id, "before": before, "after": after}
        yield problem(code, file=file.path, line=line, severity=severity, **told)
    yield from _codes(file, now, was, then)


def _codes(file: InstrumentFile, now: Placed, was: Question, then: Instrument) -> Iterator[Problem]:
    codes = {**file.instrument.codes_of(now.question), **file.instrument.missing_of(now.question)}
    language = file.instrument.original
    for code, label in {**then.codes_of(was), **then.missing_of(was)}.items():
        before, after = label.text(language), codes.get(code, Wording()).text(language)
        if _likeness(before, after) < ALIKE:
            told: dict[str, Any] = {"id": was.id, "code_": code, "before": before, "after": after or "–"}
            yield problem("INSTRUMENT-074", file=file.path, line=file.line((*now.place, "id")), **told)


def _likeness(before: str, after: str) -> float:
    """How alike two texts are, of a hundred; white space and case are passed over."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(*(" ".join(each.lower().split()) for each in (before, after))))
