"""The paragraphs of the narrative: what the researcher has written in `report.qmd` and the files it draws in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reports.engines.reading import text_of
from reports.engines.source import DEEPEST, INCLUDE, Line, fence_after
from reports.files import GENERATED, REPORT

HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
DIVISION = re.compile(r"^\s*:::+\s*(.*)$")
POINT = re.compile(r"^\s*(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:)\s+")
SILENT = ("narrative-place", "questions")  # divisions that hold no narrative
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{<.*?>\}\}")
_MARKUP = re.compile(r"\\(?=[^\w\s])|[*_`>#\[\]]|\{[^{}]*\}")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Paragraph:
    """Lines `first` to `last` of a file. section: headings above it; draws: generated files drawn in beside it."""

    file: str
    first: int
    last: int
    text: str
    section: tuple[str, ...] = ()
    draws: tuple[str, ...] = field(default=(), compare=False)

    @property
    def words(self) -> str:
        """What is compared when a paragraph is looked for again: its words, small, without markup."""
        return " ".join(_WORDS.findall(_MARKUP.sub("", self.text).casefold()))

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.words.encode()).hexdigest()[:16]

    @property
    def beginning(self) -> str:
        """The first words, as one finds the paragraph by."""
        plain = " ".join(_MARKUP.sub("", _SHORTCODE.sub("…", POINT.sub("", self.text))).split())
        return plain if len(plain) <= 60 else f"{plain[:60].rsplit(' ', 1)[0]} …"


def paragraphs_of(folder: Path) -> tuple[Paragraph, ...]:
    """The narrative's paragraphs in the order they stand; none where there is no report.qmd.

    Generated texts are nobody's narrative; neither are headings, code, comments and places still to be filled in.
    """
    if not (folder / REPORT).is_file():
        return ()
    return paragraphs_in(_lines(folder, Path(REPORT), ()))


def paragraphs_in(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs of lines of which the generated ones are still `include` lines."""
    listed = [*lines]
    found = [*_blocks(listed)]
    drawn = _drawn(found)
    return tuple(
        Paragraph(each.file, each.first, each.last, each.text, each.section, _beside(each.section, drawn))
        for each in found
        if not INCLUDE.match(each.text)
    )


def _lines(folder: Path, path: Path, above: tuple[Path, ...]) -> Iterator[Line]:
    """The researcher's lines: own files drawn in, what is generated left as it is named."""
    text = _COMMENT.sub(lambda each: "\n" * each[0].count("\n"), text_of(folder, path))
    for number, written in enumerate(text.splitlines(), start=1):
        match = INCLUDE.match(written)
        name = match[1].strip("\"'") if match else ""
        wanted = Path(name.lstrip("/")) if name.startswith("/") else path.parent / name
        own = match and wanted.parts[:1] != (GENERATED,) and wanted not in (*above, path) and len(above) < DEEPEST
        inside = (folder / wanted).resolve().is_relative_to(folder.resolve())
        if own and inside and (folder / wanted).is_file():
            yield from _lines(folder, wanted, (*above, path))
        else:
            yield Line(path.as_posix(), number, written)


@dataclass
class _Reading:
    """How far a text has been read: the paragraph begun, the headings above, the divisions one stands in."""

    section: tuple[str, ...] = ()
    begun: list[Line] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def ended(self) -> Iterator[Paragraph]:
        begun, self.begun = self.begun, []
        text = "\n".join(each.text for each in begun).strip()
        silent = any(name in each for each in self.inside for name in SILENT)
        if not silent and (INCLUDE.match(text) or _WORDS.search(_SHORTCODE.sub(" ", text))) and text[:2] != "![":
            yield Paragraph(begun[0].file, begun[0].number, begun[-1].number, text, self.section)


def _blocks(lines: list[Line]) -> Iterator[Paragraph]:
    reading, fence, front = _Reading(), "", bool(lines) and lines[0].text.strip() == "---"
    for at, line in enumerate(lines):
        if front:
            front = at == 0 or line.text.strip() not in ("---", "...")
            continue
        before, fence = fence, fence_after(fence, line.text)
        if before or fence:
            yield from reading.ended()
            continue
        yield from _after(reading, line)
    yield from reading.ended()


def _after(reading: _Reading, line: Line) -> Iterator[Paragraph]:
    heading, division, text = HEADING.match(line.text), DIVISION.match(line.text), line.text
    alone = heading or division or INCLUDE.match(text) or not text.strip() or POINT.match(text)
    if alone or (reading.begun and reading.begun[-1].file != line.file):
        yield from reading.ended()
    if heading:
        level = len(heading[1])
        reading.section = (*(each for each in reading.section if each.index(" ") < level), text.strip())
    elif division and division[1]:
        reading.inside.append(division[1])
    elif division:
        reading.inside = reading.inside[:-1]
    elif text.strip():
        reading.begun.append(line)
        if INCLUDE.match(text):
            yield from reading.ended()


def _drawn(found: Iterable[Paragraph]) -> dict[tuple[str, ...], list[str]]:
    """Section → the generated files drawn in directly under its heading."""
    drawn: dict[tuple[str, ...], list[str]] = {}
    for each in found:
        if match := INCLUDE.match(each.text):
            drawn.setdefault(each.section, []).append(Path(match[1].strip("\"'")).stem)
    return drawn


def _beside(section: tuple[str, ...], drawn: dict[tuple[str, ...], list[str]]) -> tuple[str, ...]:
    """What is drawn in under the same heading, or else under the nearest above that draws anything in."""
    while section and section not in drawn:
        section = section[:-1]
    return tuple(drawn.get(section, ()))
