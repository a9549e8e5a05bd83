"""Texts that lack a language, and translations whose original has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem, problem
from evaluation.language import phrase
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile
from instruments.translations import lacking, languages_of, stale, texts_of, unmarked


def of_file(file: InstrumentFile, _: Surroundings) -> Iterator[Problem]:
    languages, original = languages_of(file.instrument), file.instrument.original
    never = 0
    for place, wording in texts_of(file.instrument):
        told = {"place": ".".join(_counted(part) for part in place[-3:])}
        for language in lacking(wording, languages, original):
            named = phrase(f"instrument.language.{language}")
            line = file.line(place)
            yield problem("INSTRUMENT-030", file=file.path, line=line, severity="warning", language=named, **told)
        for language in stale(wording, languages, original):
            named = phrase(f"instrument.language.{language}")
            line = file.line((*place, language))
            yield problem("INSTRUMENT-031", file=file.path, line=line, severity="warning", language=named, **told)
        never += bool(unmarked(wording, languages, original))
    if never:
        yield problem("INSTRUMENT-032", file=file.path, severity="note", n=never)


def _counted(part: str | int) -> str:
    return str(part + 1 if isinstance(part, int) else part)
