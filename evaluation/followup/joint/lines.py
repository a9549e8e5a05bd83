"""The lines of a document that may be headings, with all that speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.followup.joint.text import number_of, unmarked
from evaluation.sources.extract import Extract, Line

_MARK = re.compile(r"^(#{1,6})\s+\S")
_BOLD = re.compile(r"^(\*\*|__)[^*_].*(\*\*|__):?$")
_LEADER = re.compile(r"(?:\.\s?){3,}\s*\d{0,3}$|…+\s*\d{0,3}$|_{3,}\s*\d{0,3}$")
_PAGED = re.compile(r"[\t ]+\d{1,3}$")
_PAGE = re.compile(r"^(?:-\s*)?(?:side|page|s\.)?\s*\d{1,3}(?:\s*(?:av|of|/)\s*\d{1,3})?(?:\s*-)?$", re.IGNORECASE)
_CONTENTS = re.compile(
    r"^(?:innhold(?:sfortegnelse|soversikt)?|innhald(?:sliste)?|(?:table of )?contents|oversikt)$", re.IGNORECASE
)
_RULE = re.compile(r"^[-=_*~\s]{3,}$")
_CUT_OFF = re.compile(r"(?:[,\xad-]|\b(?:og|i|å|for|fra|frå|med|til|av|på|and|of|from|the|in|to|with))$")
_SENTENCE = re.compile(r"[a-zæøå)»]{3}[.!?] +[A-ZÆØÅ«]")
LONGEST = 170  # characters of a heading


@dataclass(frozen=True)
class Title:
    """A line that may be a heading: [start, end) of the text, where its body begins, and how it is set.

    `level` is the one the document itself gives (0: none); `number` what it begins with; `paged` tells a line of a
    table of contents; `alone` one with blank lines around it.
    """

    text: str
    start: int
    end: int
    line: int
    level: int = 0
    number: str = ""
    bold: bool = False
    caps: bool = False
    alone: bool = False
    paged: bool = False
    run_in: bool = False  # the words go on behind it, on the same line
    rows: int = 1
    row: int = 0  # the number of its first row
    goes_on: bool = (
        False  # its last line surely belongs to it: the one before is cut off, or it begins with a small letter
    )

    @property
    def is_set_off(self) -> bool:
        """Whether the document sets it off from the running text in any way."""
        return bool(self.level or self.number or self.bold or self.caps or self.alone)


@dataclass(frozen=True)
class Row:
    """One line with its place in the text."""

    text: str
    start: int
    line: int
    heading: int
    bold: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        told = self.text.strip()
        return not told or bool(_RULE.fullmatch(told)) or bool(_PAGE.fullmatch(told))


def rows_of(extract: Extract) -> list[Row]:
    found, start = [], 0
    for number, line in enumerate(extract.lines, 1):
        found.append(Row(line.text, start, line.number or number, line.heading, _is_bold(line)))
        start += len(line.text) + 1
    return found


def _is_bold(line: Line) -> bool:
    told = line.text.strip()
    return bool(told) and (line.bold >= len(line.text.rstrip()) or bool(_BOLD.fullmatch(told)))


def titles_of(rows: Sequence[Row]) -> list[Title]:
    """Every line that may be a heading, in order; those of a table of contents are marked."""
    contents = _contents(rows)
    marked = sum(bool(_MARK.match(row.text)) for row in rows) > 1
    return [
        title for at, row in enumerate(rows) if (title := _title(rows, at, marked=marked, in_contents=at in contents))
    ]


def _title(rows: Sequence[Row], at: int, *, marked: bool, in_contents: bool) -> Title | None:
    row = rows[at]
    told = row.text.strip()
    if row.is_blank or len(told) > LONGEST:
        return None
    mark = _MARK.match(told) if marked else None
    level = row.heading or (len(mark[1]) if mark else _underlined(rows, at))
    words = unmarked(told) if mark or row.bold else told
    paged = bool(_LEADER.search(words)) or (in_contents and not level)
    number, rest = number_of(_PAGED.sub("", _LEADER.sub("", words)) if paged else words)
    letters = [each for each in rest if each.isalpha()]
    caps = len(letters) > 1 and all(each.isupper() for each in letters)
    if not (level or row.bold) and not _may_head(rest or words, caps=caps):
        return None
    first = at == 0 or rows[at - 1].is_blank
    last = at + 1 == len(rows) or rows[at + 1].is_blank
    return Title(rest, row.start, row.end, row.line, level, number, row.bold, caps, first and last, paged, row=at)


def _underlined(rows: Sequence[Row], at: int) -> int:
    """The level of a heading with a line of = or - right below it."""
    below = rows[at + 1].text.strip() if at + 1 < len(rows) else ""
    if len(below) > 2 and set(below) in ({"="}, {"-"}):
        return 1 if below[0] == "=" else 2
    return 0


def _may_head(words: str, *, caps: bool) -> bool:
    """Whether unadorned words can be a heading: they begin like one, are few, and end no sentence."""
    begins = words[:1].isupper() or words[:1].isdigit() or words[:1] in '«"“'
    return begins and len(words.split()) <= 16 and (caps or not re.search(r"[.;,!]$", words.replace("…", "")))


def _contents(rows: Sequence[Row]) -> frozenset[int]:
    """The rows of a table of contents: from its heading as long as lines look like entries of it."""
    found: set[int] = set()
    for at, row in enumerate(rows):
        if _CONTENTS.fullmatch(unmarked(row.text)):
            found |= set(_entries(rows, at))
    return frozenset(found)


def _entries(rows: Sequence[Row], at: int) -> Iterator[int]:
    yield at
    told = {
        unmarked(each.text).strip().lower(): place
        for place, each in enumerate(rows)
        if place > at and each.text.strip()
    }
    for place in range(at + 1, len(rows)):
        text = rows[place].text.strip()
        if not text or rows[place].is_blank:
            continue
        # An entry has a page number, or stands in full somewhere below.
        paged = bool(_PAGED.search(text) or _LEADER.search(text))
        again = told.get(unmarked(text).lower(), place) > place
        if rows[place].heading or _MARK.match(text) or len(text) > LONGEST or not (paged or again):
            return
        yield place


def joined(rows: Sequence[Row], title: Title, more: int) -> Title | None:
    """The title with the next lines added, as where a heading goes on below; None where nothing goes on."""
    at = title.row
    parts = rows[at + 1 : at + 1 + more]
    if len(parts) < more or any(part.is_blank or part.heading or _MARK.match(part.text) for part in parts):
        return None
    text, goes_on = title.text, True
    for part in parts:
        told = part.text.strip()
        goes_on = goes_on and (told[:1].islower() or bool(_CUT_OFF.search(text.lower())))
        # A hyphen that parts a word at the end of a line goes, that of «fornyings-, …» is followed by a comma.
        text = text[:-1] + told if text.endswith(("-", "\xad")) and told[:1].islower() else f"{text} {told}"
    if len(text) > LONGEST or _LEADER.search(text) or _SENTENCE.search(text) or text.endswith((".", ";")):
        return None
    if title.caps and not text.isupper():
        return None
    last = parts[-1]
    return Title(
        text, title.start, last.end, title.line, title.level, title.number, title.bold, title.caps, title.alone,
        title.paged, rows=more + 1, row=at, goes_on=goes_on,
    )  # fmt: skip
