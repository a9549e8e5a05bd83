"""The report as one text: includes drawn in, variables filled in, and each line's origin kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from evaluation.errors import Problem, problem
from reports.engines.reading import text_of

INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(.+?)\s*>\}\}\s*$")
SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*(\w+)\s*(.*?)\s*>\}\}(?!\})")
ESCAPED = re.compile(r"\{(\{\{<.*?>\}\})\}")
FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
MAKES_A_LIST = re.compile(r"^(\s*\d+)([.)])(\s)")
DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Line:
    file: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Assembled:
    """The lines of the whole report, with every fault found on the way."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    @property
    def text(self) -> str:
        return "".join(f"{line.text}\n" for line in self.lines)

    def place_of(self, *needles: str) -> tuple[str, int | None]:
        """The file and line where the first of these words stands."""
        for needle in needles:
            for line in self.lines:
                if needle in line.text:
                    return line.file, line.number
        return (self.lines[0].file if self.lines else ""), None


def assemble(folder: Path, variables: Mapping[str, str], entry: str = "report.qmd") -> Assembled:
    """Read `entry` with all it includes; nothing is raised, every fault is listed."""
    found: list[Problem] = []
    lines = tuple(_filled(_drawn_in(folder, Path(entry), (), found), variables, found))
    return Assembled(lines, tuple(found))


def _drawn_in(folder: Path, path: Path, above: tuple[Path, ...], found: list[Problem]) -> Iterator[Line]:
    text = text_of(folder, path)
    fence = ""
    for number, written in enumerate(text.splitlines(), start=1):
        line = Line(path.as_posix(), number, written)
        fence = fence_after(fence, written)
        match = INCLUDE.match(written)
        if match is None or fence:
            yield line
            continue
        yield from _included(folder, line, match[1].strip("\"'"), (*above, path), found)


def _included(folder: Path, line: Line, name: str, above: tuple[Path, ...], found: list[Problem]) -> Iterator[Line]:
    wanted = Path(name.lstrip("/")) if name.startswith("/") else above[-1].parent / name
    inside = (folder / wanted).resolve().is_relative_to(folder.resolve())
    code = "" if inside else "ENGINE-022"
    if inside and not (folder / wanted).is_file():
        code = "ENGINE-002"
    if len(above) > DEEPEST or (folder / wanted).resolve() in {(folder / each).resolve() for each in above}:
        code = "ENGINE-003"
    if code:
        found.append(problem(code, file=line.file, line=line.number, name=name))
        return
    yield from _drawn_in(folder, wanted, above, found)
    yield replace(line, text="")


def fence_after(fence: str, text: str) -> str:
    match = FENCE.match(text)
    if match is None:
        return fence
    if not fence:
        return match[1]
    closes = match[1][0] == fence[0] and len(match[1]) >= len(fence) and not text.strip(f" {fence[0]}")
    return "" if closes else fence


def _filled(lines: Iterator[Line], variables: Mapping[str, str], found: list[Problem]) -> Iterator[Line]:
    fence = ""
    for line in lines:
        fence = fence_after(fence, line.text)
        if fence or "{{<" not in line.text:
            yield line
            continue
        yield replace(line, text=_without_shortcodes(line, variables, found))


def _without_shortcodes(line: Line, variables: Mapping[str, str], found: list[Problem]) -> str:
    def value(match: re.Match[str]) -> str:
        name, argument = match[1], match[2].strip("\"'")
        if name == "var":
            return _variable(line, argument, variables, found)
        if name == "pagebreak":
            return "\n::: {.page-break}\n:::\n"
        found.append(problem("ENGINE-006", file=line.file, line=line.number, name=name))
        return ""

    filled = SHORTCODE.sub(value, line.text)
    if SHORTCODE.match(line.text.lstrip()):
        filled = MAKES_A_LIST.sub(r"\1\\\2\3", filled)
    return ESCAPED.sub(r"\1", filled)


def _variable(line: Line, name: str, variables: Mapping[str, str], found: list[Problem]) -> str:
    if name in variables:
        return variables[name]
    nearest = get_close_matches(name, variables, n=1, cutoff=0.5)
    code = "ENGINE-004" if nearest else "ENGINE-005"
    found.append(problem(code, file=line.file, line=line.number, name=name, nearest="".join(nearest)))
    return ""
