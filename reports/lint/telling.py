"""What a report says of itself: its title and language, and what it would fetch from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.errors import Problem, problem
from reports.engines.document import Told

# Keys whose files or addresses are read when the report is made, or by who opens it.
FETCHED = (
    "css",
    "header-includes",
    "html-math-method",
    "include-after-body",
    "include-before-body",
    "include-in-header",
    "logo",
    "reference-doc",
    "template",
    "theme",
)


def metadata_problems(about: Told) -> Iterator[Problem]:
    if not about.declared.get("title"):
        yield problem("LINT-008", file="report.qmd", line=1)
    if not (about.front.get("lang") or about.project.get("lang")):
        yield problem("LINT-007", file="report.qmd", line=1)
    for address in dict.fromkeys(_addresses(about.declared)):
        file, line = about.source.place_of(address)
        told = any(address in each.text for each in about.source.lines)
        yield problem("LINT-002", file=file if told else "_quarto.yml", line=line, name=address)


def _addresses(declared: Mapping[str, Any]) -> Iterator[str]:
    for key, value in declared.items():
        if key in FETCHED:
            yield from _remote(value)
        elif key == "format" and isinstance(value, Mapping):
            for each in value.values():
                yield from _addresses(each) if isinstance(each, Mapping) else ()


def _remote(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _remote(each)
    elif isinstance(value, list):
        for each in value:
            yield from _remote(each)
    elif "//" in str(value):
        yield str(value).strip().splitlines()[0]
