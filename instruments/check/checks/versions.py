"""Questions that no longer mean what they did when they were answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.errors import Problem, problem
from instruments.check.surroundings import Surroundings, Use
from instruments.comparing import Aspect, Change, Compared, compare
from instruments.load import InstrumentFile

# How a change is told: after which answers no longer compare, and where they do with care.
GRAVE: Mapping[Aspect, str] = {
    "wording": "INSTRUMENT-071",
    "type": "INSTRUMENT-073",
    "answer": "INSTRUMENT-074",
    "row": "INSTRUMENT-077",
}
SLIGHT: Mapping[Aspect, str] = {
    "wording": "INSTRUMENT-072",
    "answer": "INSTRUMENT-076",
    "row": "INSTRUMENT-077",
    "routing": "INSTRUMENT-078",
    "audience": "INSTRUMENT-078",
}
ELSE = "INSTRUMENT-079"
FIELDS: Mapping[Aspect, str] = {
    "wording": "text", "type": "type", "routing": "show_if", "audience": "audience", "variable": "variable",
    "row": "rows", "scale": "scale", "limits": "minimum",
}  # fmt: skip


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
    for each in compare(use.instrument, file.instrument):
        if each.now is None:
            yield problem("INSTRUMENT-070", file=file.path, severity="note", id=each.question.id, n=use.sources)
        yield from (_told(file, each, change) for change in each.changes)


def _told(file: InstrumentFile, compared: Compared, change: Change) -> Problem:
    code = (GRAVE if change.grave else SLIGHT).get(change.aspect, ELSE)
    values: dict[str, Any] = {"id": compared.question.id, "before": change.before or "–", "after": change.after or "–"}
    if change.aspect in ("answer", "row"):
        values["code_"] = change.key
    line = _line(file, compared, change)
    return problem(code, file=file.path, line=line, severity="error" if change.grave else "note", **values)


def _line(file: InstrumentFile, compared: Compared, change: Change) -> int | None:
    """Where the change stands in the file; the question's own line where it has nothing of the kind any more."""
    if compared.now is None:
        return None
    field = FIELDS.get(change.aspect, "id")
    written = compared.question.model_fields_set
    return file.line((*compared.now.place, field if field in written else "id"))
