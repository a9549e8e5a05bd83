"""Finding the paragraph and the line that a paragraph of a Word file was made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from evaluation.model.report import Certainty
from reports.engines.front import variables
from reports.engines.source import Line, assemble, fence_after
from reports.files import REPORT
from reports.living.paragraphs import DIVISION, HEADING, POINT

LIKELY, POSSIBLE = 90, 62  # per cent of the letters two paragraphs have in common
SHORTEST = 18  # letters of a paragraph that may be looked for within another
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s|:+=-]+$")
_REFERENCE = re.compile(r"@[\w-]+|\{\{<.*?>\}\}|\[\^[^\]]*\]:?|\{[#.][^}]*\}|\(figures/[^)]*\)")
_SAID = re.compile(r'^[\w-]+:\s*"?(.*?)"?\s*$')
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the report's own text: its lines, and its words as they are compared."""

    lines: tuple[Line, ...]
    words: str

    @property
    def text(self) -> str:
        return " ".join(line.text.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a paragraph belongs, and how sure that is; file and line are those of `report.qmd` or what it draws in."""

    file: str
    line: int
    certainty: Certainty
    beginning: str = ""


def spots_of(folder: Path) -> tuple[Spot, ...]:
    """Every paragraph, heading, point and cell of the report, what is generated included, in the order of the text."""
    if not (folder / REPORT).is_file():
        return ()
    found = (Spot(lines, _words(text)) for lines, text in _stretches(assemble(folder, variables(folder)).lines))
    return tuple(each for each in found if each.words)


def find_spot(around: str, quoted: str, spots: Sequence[Spot], after: int = 0) -> tuple[Found, int]:
    """The spot that a paragraph of a copy is, and its number.

    quoted: the words in it that are meant, by which the line is found. after: number of the spot before it in the
    text, by which one of several that say the same is chosen. Where nothing is alike, it is said to stand there.
    """
    words = _words(around)
    if not spots:
        return Found(REPORT, 1, "unsure"), 0
    at, certainty = _nearest(words, spots, after)
    spot = spots[at]
    line = _line(spot.lines, quoted)
    return Found(line.file, line.number, certainty, _beginning(spot.text)), at


def _nearest(words: str, spots: Sequence[Spot], after: int) -> tuple[int, Certainty]:
    def near(numbers: Iterable[int]) -> int:
        return min(numbers, key=lambda at: (at < after, abs(at - after)))

    same = [at for at, spot in enumerate(spots) if spot.words == words]
    if words and same:
        return near(same), "sure"
    texts = [spot.words for spot in spots]
    if len(words) >= SHORTEST:
        whole = process.extract(words, texts, scorer=fuzz.ratio, score_cutoff=POSSIBLE, limit=5)
        if whole:
            best = whole[0][1]
            return near(at for _, score, at in whole if score == best), "likely" if best >= LIKELY else "possible"
        within = process.extract(words, texts, scorer=fuzz.partial_ratio, score_cutoff=LIKELY, limit=5)
        longer = [at for _, _, at in within if len(texts[at]) >= SHORTEST]
        if longer:
            return near(longer), "possible"
    return min(after, len(spots) - 1), "unsure"


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[tuple[Line, ...], str]]:
    fence, front, begun = "", bool(lines) and lines[0].text.strip() == "---", list[Line]()
    for at, line in enumerate(lines):
        if front:
            front = at == 0 or line.text.strip() not in ("---", "...")
            if match := _SAID.match(line.text):
                yield (line,), match[1]
            continue
        before, fence = fence, fence_after(fence, line.text)
        text = line.text
        cells = text.lstrip().startswith("|")
        alone = HEADING.match(text) or cells or DIVISION.match(text) or not text.strip() or POINT.match(text)
        if begun and (alone or before or fence or begun[-1].file != line.file):
            yield tuple(begun), "\n".join(each.text for each in begun)
            begun = []
        if cells and not _RULE.match(text):
            yield from (((line,), cell) for cell in _CELL.split(text.strip().strip("|")))
        elif text.strip() and not DIVISION.match(text) and not (before or fence) and not _RULE.match(text):
            begun.append(line)
    if begun:
        yield tuple(begun), "\n".join(each.text for each in begun)


def _words(text: str) -> str:
    """Letters only: numbers, markup and references are written otherwise in the finished report."""
    return " ".join(_WORD.findall(_REFERENCE.sub(" ", text).casefold().replace("\u00ad", "")))


def _line(lines: Sequence[Line], quoted: str) -> Line:
    """The line in which the words meant begin."""
    if len(lines) == 1 or not quoted.strip():
        return lines[0]
    wanted = _words(quoted).split()[:4]
    hits = [line for line in lines if " ".join(wanted) in _words(line.text)]
    nearest = [line for line in lines if wanted and wanted[0] in _words(line.text).split()]
    return (hits or nearest or list(lines))[0]


def _beginning(text: str) -> str:
    plain = " ".join(_REFERENCE.sub("", text).replace("\\", "").strip("#|*- ").split())
    return plain if len(plain) <= 60 else f"{plain[:60].rsplit(' ', 1)[0]} …"
