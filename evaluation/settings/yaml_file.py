"""A YAML file as plain values, with the line each of them stands on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from evaluation.errors import EvaluationError, Problem, fail, problem, raise_any, reason_of

Place = tuple[str | int, ...]
LARGEST = 20_000_000  # bytes; a larger file is no settings file
MOST_VALUES = 300_000  # aliases inside aliases can unfold without end

_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")


@dataclass(frozen=True)
class YamlFile:
    path: Path
    content: Any
    lines: Mapping[Place, int] = field(repr=False)

    def line(self, place: Place) -> int:
        """The line of a place in the file, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def load(path: Path) -> YamlFile:
    """Read a YAML file. Raises one error that lists every tab, duplicate key and other fault of form."""
    return parse(text_of(path), path)


def parse(text: str, path: Path) -> YamlFile:
    reading = _Reading(path)
    node = _compose(text, path)
    content = {} if node is None else reading.value(node, ())
    raise_any(reading.problems)
    return YamlFile(path, content, reading.lines)


def text_of(path: Path) -> str:
    """The file's words. Raises an error for a file that is not there, is too large or no text."""
    try:
        if path.stat().st_size > LARGEST:
            raise fail("YAML-007", file=path)
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise fail("YAML-001", file=path) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise fail("YAML-002", file=path, line=line) from error
    except OSError as error:
        raise fail("YAML-003", file=path, reason=reason_of(error)) from error


def _compose(text: str, path: Path) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    tabs = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r" *\t", line)]
    try:
        return YAML(typ="safe", pure=True).compose(StringIO(text))
    except RecursionError as error:
        raise fail("YAML-007", file=path) from error
    except YAMLError as error:
        if tabs:
            raise EvaluationError(*(problem("YAML-004", file=path, line=line) for line in tabs)) from error
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        raise fail("YAML-005", file=path, line=mark.line + 1 if mark else 1) from error


class _Reading:
    """Turns a tree of nodes into plain values and remembers where each stood."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def value(self, node: Any, place: Place) -> Any:
        self.lines[place] = node.start_mark.line + 1
        if len(self.lines) > MOST_VALUES or len(place) > 50:
            raise fail("YAML-007", file=self.path, line=node.start_mark.line + 1)
        if node.id == "mapping":
            return self._mapping(node, place)
        if node.id == "sequence":
            return [self.value(each, (*place, number)) for number, each in enumerate(node.value)]
        return _scalar(node.tag, node.value)

    def _mapping(self, node: Any, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.id != "scalar":
                self.problems.append(problem("YAML-005", file=self.path, line=key_node.start_mark.line + 1))
                continue
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in found:
                first = self.lines[(*place, key)]
                self.problems.append(problem("YAML-006", file=self.path, line=line, key=key, first=first))
                continue
            found[key] = self.value(value_node, (*place, key))
            self.lines[(*place, key)] = line
        return found


def _scalar(tag: Any, text: str) -> Any:
    kind = str(tag).rsplit(":", 1)[-1]
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("true", "yes", "on")
    if kind == "int" and _WHOLE.fullmatch(text):
        return int(text)
    if kind == "float":
        try:
            return float(text)
        except ValueError:
            return text
    return text
