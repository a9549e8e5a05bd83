"""Conditions that cannot be read, make no sense, or let nobody through."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem, Severity, problem
from evaluation.language import phrase
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile
from instruments.show_if.checks import Found, check_routing
from instruments.show_if.routing import routing_of


def of_file(file: InstrumentFile, _: Surroundings) -> Iterator[Problem]:
    for found in check_routing(routing_of(file.instrument), file.instrument):
        yield _told(found, file)


def _told(found: Found, file: InstrumentFile) -> Problem:
    fault = found.fault
    values = dict(fault.values)
    if (expected := str(values.get("expected", ""))) and not expected.startswith("«"):
        values["expected"] = phrase(f"route.expected.{expected}")
    if fault.code == "ROUTE-001":
        values["found"] = f"«{values['found']}»" if values["found"] else phrase("route.expected.end")
    severity: Severity = "note" if fault.code == "ROUTE-016" else "error"
    place = {"condition": found.written.text, "at": fault.at}
    return problem(
        fault.code, file=file.path, line=file.line(found.written.place), severity=severity, **place, **values
    )
