"""The plain values of a codebook file made a codebook, or told all that is wrong with them, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from coding.indicators import faults
from evaluation.errors import EvaluationError, Problem, problem, raise_any
from evaluation.model import Codebook
from evaluation.settings.nearness import nearest
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import Place, YamlFile

CodeEntry = tuple[int, Mapping[str, Any]]


def codebook_of(file: YamlFile) -> Codebook:
    """The codebook. Raises one error that lists every fault of form and content."""
    found = tuple(content_faults(file))
    try:
        codebook = validate(file, Codebook)
    except EvaluationError as error:
        listed = sorted((*error.problems, *found), key=lambda each: each.line or 0)
        raise EvaluationError(*listed) from error
    raise_any(found)
    return codebook


def content_faults(file: YamlFile) -> Iterator[Problem]:
    """The faults of content, found in the plain values so that a fault of form elsewhere hides none of them."""
    codes = list(_codes(file))
    yield from _doubled_names(file, codes)
    yield from _lost_parents(file, codes)
    yield from _circles(file, codes)
    for number, code in codes:
        yield from _indicator_faults(file, number, code)


def _codes(file: YamlFile) -> Iterator[CodeEntry]:
    codes = file.content.get("codes") if isinstance(file.content, dict) else None
    for number, code in enumerate(codes if isinstance(codes, list) else ()):
        if isinstance(code, dict):
            yield number, code


def _doubled_names(file: YamlFile, codes: list[CodeEntry]) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for number, code in codes:
        name, line = str(code.get("name")), file.line(("codes", number, "name"))
        if name in lines and "name" in code:
            yield problem("CODE-001", file=file.path, line=line, name=name, first=lines[name])
        lines.setdefault(name, line)


def parents_of(code: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """The names of a code's parents, the further ones too, each with its place within the code."""
    if code.get("parent") is not None:
        yield str(code["parent"]), ("parent",)
    further = code.get("parents")
    for index, parent in enumerate(further if isinstance(further, list | tuple) else ()):
        yield str(parent), ("parents", index)


def _lost_parents(file: YamlFile, codes: list[CodeEntry]) -> Iterator[Problem]:
    names = [str(code.get("name")) for _, code in codes]
    for number, code in codes:
        for parent, place in parents_of(code):
            if parent not in names:
                near = ", ".join(nearest(parent, names) or names)
                yield problem(
                    "CODE-002", file=file.path, line=file.line(("codes", number, *place)), parent=parent, known=near
                )


def _circles(file: YamlFile, codes: list[CodeEntry]) -> Iterator[Problem]:
    parents = {str(code.get("name")): [parent for parent, _ in parents_of(code)] for _, code in codes}
    reported: set[str] = set()
    for number, code in codes:
        circle = _circle(str(code.get("name")), parents)
        if circle and reported.isdisjoint(circle):
            reported.update(circle)
            line = file.line(("codes", number, *next(place for _, place in parents_of(code))))
            yield problem("CODE-003", file=file.path, line=line, path=" → ".join((*circle, circle[0])))


def _circle(name: str, parents: Mapping[str, list[str]]) -> list[str]:
    """The names from this one up and back to it; empty when no way up leads back."""
    ways = [[name]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for above in parents.get(way[-1], ()):
            if above == name:
                return way
            if above not in seen:
                seen.add(above)
                ways.append([*way, above])
    return []


def _indicator_faults(file: YamlFile, number: int, code: Mapping[str, Any]) -> Iterator[Problem]:
    indicators = code.get("indicators")
    for language, listed in indicators.items() if isinstance(indicators, dict) else ():
        for index, written in enumerate(listed if isinstance(listed, list) else ()):
            place: Place = ("codes", number, "indicators", language, index)
            for fault in faults(written, of=str(code.get("name"))) if isinstance(written, str) else ():
                yield replace(fault, file=str(file.path), line=file.line(place))
