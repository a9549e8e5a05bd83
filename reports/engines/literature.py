"""The literature a report cites: its bibliography and its style, which lie in the report folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.errors import Problem, problem
from reports.engines.source import Assembled

FILES = ("bibliography", "csl", "citation-abbreviations")


def sources_of(declared: Mapping[str, Any]) -> bool:
    """Whether the report has anything to cite from."""
    return bool(declared.get("bibliography") or declared.get("references"))


def literature_problems(folder: Path, declared: Mapping[str, Any], source: Assembled) -> Iterator[Problem]:
    """Files of the literature that are not there, or lie outside the folder or on an address."""
    for name in _named(declared):
        code = _fault(folder, name)
        if code:
            file, line = source.place_of(name)
            told = any(name in each.text for each in source.lines)
            yield problem(code, file=file if told else "_quarto.yml", line=line, name=name)


def _named(declared: Mapping[str, Any]) -> Iterator[str]:
    for key in FILES:
        value = declared.get(key)
        yield from map(str, value if isinstance(value, list) else [value] if value else [])


def _fault(folder: Path, name: str) -> str | None:
    if "://" in name or name.startswith("//"):
        return "ENGINE-060"
    if not (folder / name).resolve().is_relative_to(folder.resolve()):
        return "ENGINE-022"
    return None if (folder / name).is_file() else "ENGINE-059"
