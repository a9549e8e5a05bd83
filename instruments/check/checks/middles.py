"""Scales without a middle where another scale has one: their answers cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem, problem
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile
from instruments.model import Scale

FEWEST = 3  # answers that make an order worth a middle


def of_study(around: Surroundings) -> Iterator[Problem]:
    graded = [(file, name, scale) for file in around.files for name, scale in _graded(file)]
    with_middle = [f"{name} ({file.name})" for file, name, scale in graded if _has_middle(scale)]
    if not with_middle:
        return
    for file, name, scale in graded:
        if not _has_middle(scale):
            line = file.line(("scales", name))
            told = {"name": name, "other": with_middle[0]}
            yield problem("INSTRUMENT-060", file=file.path, line=line, severity="note", **told)


def _graded(file: InstrumentFile) -> Iterator[tuple[str, Scale]]:
    """The scales of attitudes: those used by questions of the types scale and grid."""
    used = {each.scale for each in file.instrument.questions() if each.type in ("scale", "grid")}
    for name, scale in file.instrument.scales.items():
        if name in used and len(scale.codes) >= FEWEST:
            yield name, scale


def _has_middle(scale: Scale) -> bool:
    return bool(scale.neutral) or len(scale.codes) % 2 == 1
