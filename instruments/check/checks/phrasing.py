"""Hints on how questions are put: two asked as one, and the answer laid in the mouth."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem, problem
from evaluation.settings.yaml_file import Place
from instruments.check.phrasing import double_barrelled, leading
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile
from instruments.model import Wording

CLOSED = ("single", "scale", "multi", "grid", "rank")


def of_file(file: InstrumentFile, _: Surroundings) -> Iterator[Problem]:
    for placed in file.instrument.placed():
        closed = placed.question.type in CLOSED
        yield from _hints(file, (*placed.place, "text"), placed.question.text, closed=closed)
        for name, row in placed.question.rows.items():
            yield from _hints(file, (*placed.place, "rows", name), row, closed=True)


def _hints(file: InstrumentFile, place: Place, wording: Wording, *, closed: bool) -> Iterator[Problem]:
    told: set[str] = set()
    for language in wording.languages():
        text = str(getattr(wording, language))
        line = file.line((*place, language))
        found = {
            "INSTRUMENT-050": double_barrelled(text, language, closed=closed),
            "INSTRUMENT-051": leading(text, language),
        }
        for code, words in found.items():
            if words and code not in told:
                told.add(code)
                yield problem(code, file=file.path, line=line, severity="note", words=words)
