"""Codes used twice, too many that are none, and questions whose codes do not go with their type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluation.errors import Problem, problem
from evaluation.settings.yaml_file import Place
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile
from instruments.model import Codes, Placed, Scale

MOST_MISSING = 3  # what SPSS keeps of discrete missing values for a variable


def of_file(file: InstrumentFile, _: Surroundings) -> Iterator[Problem]:
    for name, scale in file.instrument.scales.items():
        yield from _scale(file, name, scale)
    for placed in file.instrument.placed():
        yield from _question(file, placed)


def _scale(file: InstrumentFile, name: str, scale: Scale) -> Iterator[Problem]:
    place: Place = ("scales", name)
    yield from _codes(file, place, scale.codes, scale.missing)
    for part in ("positive", "neutral"):
        for code in getattr(scale, part):
            if code not in scale.codes:
                known = ", ".join(map(str, scale.codes))
                line = file.line((*place, part))
                yield problem("INSTRUMENT-014", file=file.path, line=line, code_=code, name=name, known=known)


def _codes(file: InstrumentFile, place: Place, codes: Codes, missing: Codes) -> Iterator[Problem]:
    for code in missing:
        if code in codes:
            line = file.line((*place, "missing", str(code)))
            yield problem("INSTRUMENT-012", file=file.path, line=line, code_=code)
    if len(missing) > MOST_MISSING:
        line = file.line((*place, "missing"))
        yield problem("INSTRUMENT-013", file=file.path, line=line, n=len(missing), most=MOST_MISSING)


def _question(file: InstrumentFile, placed: Placed) -> Iterator[Problem]:
    question, instrument = placed.question, file.instrument
    said: dict[str, Any] = {"id": question.id, "type": question.type}
    if question.scale and question.choices:
        line = file.line((*placed.place, "choices"))
        yield problem("INSTRUMENT-011", file=file.path, line=line, **said)
    if question.is_coded and not question.scale and not question.choices:
        yield problem("INSTRUMENT-010", file=file.path, line=file.line((*placed.place, "type")), **said)
    if question.type == "grid" and not question.rows:
        yield problem("INSTRUMENT-015", file=file.path, line=file.line((*placed.place, "type")), **said)
    for part in _superfluous(placed):
        line = file.line((*placed.place, part))
        yield problem("INSTRUMENT-016", file=file.path, line=line, severity="warning", part=part, **said)
    if question.missing or question.choices:
        yield from _codes(file, placed.place, instrument.codes_of(question), instrument.missing_of(question))


def _superfluous(placed: Placed) -> Iterator[str]:
    question = placed.question
    if question.rows and question.type != "grid":
        yield "rows"
    if not question.is_coded:
        yield from (part for part in ("scale", "choices") if getattr(question, part))
    if question.type != "number":
        yield from (part for part in ("minimum", "maximum") if getattr(question, part) is not None)
