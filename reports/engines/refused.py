"""What the embedded engine cannot do, told by name and line instead of done half."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.errors import Problem, problem
from reports.engines.source import FENCE, Assembled, Line, fence_after

CELL = re.compile(r"^\s*(?:`{3,}|~{3,})\s*\{\s*([A-Za-z][\w-]*)")
INLINE = re.compile(r"(?<!`)`(?:\{(\w+)\}|(r)) [^`]+`(?!`)")
REFERENCE = re.compile(r"(?<![\w.@])-?@((eq|lst|nte|tip|wrn|imp|cau|thm|lem|cor|prp|cnj|def|exm|exr|rem|alg)-[\w-]+)")
LABEL = re.compile(r"\{[^{}]*#((eq|lst|nte|tip|wrn|imp|cau|thm|lem|cor|prp|cnj|def|exm|exr|rem|alg)-[\w-]+)")
CALLOUT = re.compile(r"\.callout-([\w-]+)")
CALLOUTS = ("note", "tip", "important", "warning", "caution")
OURS = re.compile(r"^(?:underveis-)?(?:html|docx|odt|typst|pdf)$")
OUR_FILTERS = ("underveis", "underveis.lua", "quarto", "citeproc")


def refused(source: Assembled, declared: Mapping[str, Any]) -> Iterator[Problem]:
    """Cells and formulas that would run, kinds of cross references and extensions that only Quarto has.

    declared: the project's and the report's own metadata together.
    """
    fence = ""
    for line in source.lines:
        before, fence = fence, fence_after(fence, line.text)
        if not before and FENCE.match(line.text):
            yield from _cell(line)
        elif not fence:
            yield from _in_text(line)
    yield from _extensions(source, declared)


def _cell(line: Line) -> Iterator[Problem]:
    match = CELL.match(line.text)
    if match:
        yield problem("ENGINE-054", file=line.file, line=line.number, name=match[1])


def _in_text(line: Line) -> Iterator[Problem]:
    for match in INLINE.finditer(line.text):
        yield problem("ENGINE-054", file=line.file, line=line.number, name=match[1] or match[2])
    plain = re.sub(r"`[^`]*`", "", line.text)
    for name in CALLOUT.findall(plain):
        if name not in CALLOUTS:
            yield problem("ENGINE-061", file=line.file, line=line.number, name=name)
    for match in (*REFERENCE.finditer(plain), *LABEL.finditer(plain)):
        yield problem("ENGINE-055", file=line.file, line=line.number, name=match[1], kind=match[2])


def _extensions(source: Assembled, declared: Mapping[str, Any]) -> Iterator[Problem]:
    for name in (*_filters(declared), *_formats(declared)):
        file, line = source.place_of(name)
        in_text = any(name in each.text for each in source.lines)
        yield problem("ENGINE-057", file=file if in_text else "_quarto.yml", line=line, name=name)


def _filters(declared: Mapping[str, Any]) -> Iterator[str]:
    for key in ("filters", "shortcodes", "revealjs-plugins"):
        for each in declared.get(key) or ():
            name = str(each.get("path", "") if isinstance(each, Mapping) else each)
            if key != "filters" or name.removeprefix("_extensions/underveis/") not in OUR_FILTERS:
                yield name


def _formats(declared: Mapping[str, Any]) -> Iterator[str]:
    """`acme-html` is the format of an extension; a plain `html` is everybody's."""
    told = declared.get("format") or {}
    names = [told] if isinstance(told, str) else list(told)
    yield from (name for name in map(str, names) if "-" in name and not OURS.match(name))
