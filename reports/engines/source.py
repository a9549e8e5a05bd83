"""The report as one text: includes drawn in, variables filled in, and each line's origin kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import accumulate
from pathlib import Path

from evaluation.errors import Problem, problem
from reports.engines.reading import text_of

INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(.+?)\s*>\}\}\s*$")
SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*([^\s>]+)\s*(.*?)\s*>\}\}(?!\})")
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

    def at(self, offset: int) -> Line:
        """The line in which this place of the text stands."""
        return self.lines[bisect_right(self._beginnings(), offset) - 1]

    def _beginnings(self) -> list[int]:
        return list(accumulate((len(line.text) + 1 for line in self.lines[:-1]), initial=0))

    def place_of(self, *needles: str) -> tuple[str, int | None]:
        """The file and line where the first of these words stands."""
        for needle in needles:
            for line in self.lines:
                if needle in line.text:
                    return line.file, line.number
        return (self.lines[0].file if self.lines else ""), None


@dataclass(frozen=True, slots=True)
class Values:
    """What `{{< var x >}}` and `{{< meta x >}}` stand for, by dotted names."""

    variables: Mapping[str, str]
    meta: Mapping[str, str] = field(default_factory=dict)


# What is said of a name that nothing bears: where another is like it, and where none is.
UNKNOWN_VARIABLE = ("ENGINE-004", "ENGINE-005")
UNKNOWN_META = ("ENGINE-051", "ENGINE-052")


def assemble(
    folder: Path, variables: Mapping[str, str], meta: Mapping[str, str] | None = None, entry: str = "report.qmd"
) -> Assembled:
    """Read `entry` with all it includes; every fault of the text is listed, and none is raised."""
    found: list[Problem] = []
    lines = tuple(_filled(_drawn_in(folder, Path(entry), (), found), Values(variables, meta or {}), found))
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


def _filled(lines: Iterator[Line], values: Values, found: list[Problem]) -> Iterator[Line]:
    fence = ""
    for line in lines:
        fence = fence_after(fence, line.text)
        if fence or "{{<" not in line.text:
            yield line
            continue
        yield replace(line, text=_without_shortcodes(line, values, found))


def _without_shortcodes(line: Line, values: Values, found: list[Problem]) -> str:
    def value(match: re.Match[str]) -> str:
        name, argument = match[1], match[2].strip("\"'")
        if name == "var":
            return _value(line, argument, values.variables, UNKNOWN_VARIABLE, found)
        if name == "meta":
            return _value(line, argument, values.meta, UNKNOWN_META, found)
        if name == "pagebreak":
            return "\n::: {.page-break}\n:::\n"
        code = "ENGINE-053" if name == "include" else "ENGINE-006"
        found.append(problem(code, file=line.file, line=line.number, name=name))
        return ""

    filled = SHORTCODE.sub(value, line.text)
    if SHORTCODE.match(line.text.lstrip()):
        filled = MAKES_A_LIST.sub(r"\1\\\2\3", filled)
    return ESCAPED.sub(r"\1", filled)


def _value(line: Line, name: str, known: Mapping[str, str], codes: tuple[str, str], found: list[Problem]) -> str:
    if name in known:
        return known[name]
    nearest = get_close_matches(name, known, n=1, cutoff=0.5)
    code = codes[0] if nearest else codes[1]
    found.append(problem(code, file=line.file, line=line.number, name=name, nearest="".join(nearest)))
    return ""
