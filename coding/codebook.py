"""A codebook as a YAML file: read with every fault at its line, written without loss, and checked.

Indicators are written as `coding.indicators` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from coding.indicators import faults
from coding.text.folding import fold
from evaluation.errors import EvaluationError, Problem, problem, raise_any
from evaluation.language import LANGUAGES
from evaluation.model import Code, Codebook
from evaluation.settings.validation import nearest, validate
from evaluation.settings.yaml_file import Place, YamlFile, load

CodeEntry = tuple[int, Mapping[str, Any]]


def read_codebook(path: Path) -> Codebook:
    """Read a codebook. Raises one error that lists every fault, each with its line and remedy."""
    file = load(path)
    found = tuple(_content_faults(file))
    try:
        codebook = validate(file, Codebook)
    except EvaluationError as error:
        listed = sorted((*error.problems, *found), key=lambda each: each.line or 0)
        raise EvaluationError(*listed) from error
    raise_any(found)
    return codebook


def write_codebook(codebook: Codebook, path: Path) -> None:
    """Write a codebook so that reading it again gives the same codebook."""
    path.write_text(as_yaml(codebook), encoding="utf-8", newline="\n")


def as_yaml(codebook: Codebook) -> str:
    yaml = YAML()
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    yaml.dump(codebook.model_dump(mode="json", exclude_defaults=True), text)
    return text.getvalue()


def check_codebook(codebook: Codebook) -> tuple[Problem, ...]:
    """What could be better: faulty or shared indicators, codes without definition, children before their parents."""
    return (
        *check_indicators(codebook),
        *(problem("CODE-004", severity="warning", name=code.name) for code in codebook if not code.definition),
        *_misplaced(codebook),
        *_shared_indicators(codebook),
    )


def check_indicators(codebook: Codebook) -> Iterator[Problem]:
    """What is wrong with the codebook's indicators, each with its code."""
    for code in codebook:
        for language in LANGUAGES:
            for written in getattr(code.indicators, language):
                yield from faults(written, of=code.name)


def _misplaced(codebook: Codebook) -> Iterator[Problem]:
    seen: set[str] = set()
    for code in codebook:
        if code.parent and code.parent not in seen:
            yield problem("CODE-006", severity="warning", name=code.name, parent=code.parent)
        seen.add(code.name)


def _shared_indicators(codebook: Codebook) -> Iterator[Problem]:
    owners: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for code in codebook:
        for written in _counting(code):
            owners[" ".join(fold(written).split())][code.name] = written
    for codes in owners.values():
        if len(codes) > 1:
            first = next(iter(codes.values()))
            yield problem("CODE-005", severity="warning", indicator=first, codes=", ".join(codes))


def _counting(code: Code) -> list[str]:
    written = (indicator for language in LANGUAGES for indicator in getattr(code.indicators, language))
    return [indicator for indicator in written if not indicator.startswith("!")]


def _content_faults(file: YamlFile) -> Iterator[Problem]:
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


def _lost_parents(file: YamlFile, codes: list[CodeEntry]) -> Iterator[Problem]:
    names = [str(code.get("name")) for _, code in codes]
    for number, code in codes:
        parent = code.get("parent")
        if parent is not None and str(parent) not in names:
            near = ", ".join(nearest(str(parent), names) or names)
            place: Place = ("codes", number, "parent")
            yield problem("CODE-002", file=file.path, line=file.line(place), parent=parent, known=near)


def _circles(file: YamlFile, codes: list[CodeEntry]) -> Iterator[Problem]:
    parents = {str(code.get("name")): str(code["parent"]) for _, code in codes if code.get("parent") is not None}
    reported: set[str] = set()
    for number, code in codes:
        circle = _circle(str(code.get("name")), parents)
        if circle and reported.isdisjoint(circle):
            reported.update(circle)
            line = file.line(("codes", number, "parent"))
            yield problem("CODE-003", file=file.path, line=line, path=" → ".join((*circle, circle[0])))


def _circle(name: str, parents: Mapping[str, str]) -> list[str]:
    """The names from this one up and back to it; empty when the way up ends or runs into another circle."""
    way = [name]
    while (above := parents.get(way[-1])) is not None and above not in way:
        way.append(above)
    return way if above == name else []


def _indicator_faults(file: YamlFile, number: int, code: Mapping[str, Any]) -> Iterator[Problem]:
    indicators = code.get("indicators")
    for language, listed in indicators.items() if isinstance(indicators, dict) else ():
        for index, written in enumerate(listed if isinstance(listed, list) else ()):
            place: Place = ("codes", number, "indicators", language, index)
            for fault in faults(written, of=str(code.get("name"))) if isinstance(written, str) else ():
                yield replace(fault, file=str(file.path), line=file.line(place))
