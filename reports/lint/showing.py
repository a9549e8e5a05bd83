"""Tables, figures and headings that a reader who does not see them as we do cannot use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.errors import Problem, problem
from reports.engines.images import images_in, plain_text
from reports.engines.source import Assembled
from reports.lint.placing import plain

FILE_NAME = re.compile(r"^[\w .-]+\.(?:png|svg|jpe?g|gif|pdf)$", re.IGNORECASE)


def shown_problems(blocks: Any, source: Assembled) -> Iterator[Problem]:
    for node in _nodes(blocks):
        if node["t"] == "Table":
            yield from _table(node["c"], source)
        elif node["t"] == "Figure":
            yield from _caption(node["c"][0][0], node["c"][1], source)
        elif node["t"] == "Header" and not plain_text(node["c"][2]).strip():
            file, line = source.place_of(f"{'#' * node['c'][0]} {{", "#" * node["c"][0])
            yield problem("LINT-006", file=file, line=line)
    for image in images_in(blocks):
        if FILE_NAME.match(image.words) or image.words.strip() == Path(image.target).stem:
            file, line = source.place_of(image.words)
            yield problem("LINT-003", file=file, line=line, name=image.words)


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "t" in node:
            yield node
        node = node.get("c")
    if isinstance(node, list):
        for child in node:
            yield from _nodes(child)


def _table(content: Any, source: Assembled) -> Iterator[Problem]:
    (identifier, _, _), caption, _, head, bodies, _ = content
    cells = [plain_text(cell[4]).strip() for row in head[1] for cell in row[1]]
    if not any(cells):
        words = [plain_text(cell[4]).strip() for body in bodies for row in body[3][:1] for cell in row[1]]
        file, line = _row_place([each for each in words if each], source)
        yield problem("LINT-001", file=file, line=line, name=identifier or " ".join(words)[:40])
    yield from _caption(identifier, caption, source)


def _row_place(words: list[str], source: Assembled) -> tuple[str, int | None]:
    """Where these cells stand in one row."""
    pattern = r"\W+?".join(re.escape(each) for each in words)
    found = re.search(rf"(?<!\w){pattern}(?!\w)", plain(source)) if words else None
    line = source.at(found.start()) if found else None
    return (line.file, line.number) if line else ("report.qmd", None)


def _caption(identifier: str, caption: Any, source: Assembled) -> Iterator[Problem]:
    """A number with nothing behind it: «Figur 2:»."""
    told = re.sub(r"^(?:\S+\s\d+:|\(\w\))", "", plain_text(caption[1]).replace("\u00a0", " ").strip())
    if identifier and not told.strip():
        file, line = source.place_of(f"#{identifier}")
        yield problem("LINT-005", file=file, line=line, name=identifier)
