"""A party's own words as Markdown: paragraphs and lists kept, marks of the document it came from gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.followup.joint.text import unmarked
from reports.markdown import escaped

_BULLET = re.compile(r"^\s*(?:[-*•–▪·]|\uf0b7)\s+(?=\S)")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\S)")
_HEADING = re.compile(r"^#{1,6}\s+")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")
_PAGE = re.compile(r"^\s*\d{1,3}\s*$")
_BY_PARAGRAPH = ("docx", "odt", "form", "html", "rtf")  # every line is a paragraph there


def prose(text: str, format_: str) -> str:
    """Paragraphs parted by blank lines; lines of a wrapped text are joined."""
    return "\n\n".join(_blocks(text, by_paragraph=format_ in _BY_PARAGRAPH))


def _blocks(text: str, *, by_paragraph: bool) -> Iterator[str]:
    paragraph: list[str] = []
    points: list[str] = []
    numbered = False
    for line in [*text.split("\n"), ""]:
        told = "" if _PAGE.match(line) or re.fullmatch(r"\s*[-=_]{3,}\s*", line) else line.strip()
        is_bullet, is_number = bool(_BULLET.match(line)), bool(_NUMBER.match(line))
        if points and ((not told and by_paragraph) or _HEADING.match(told) or (told and (is_number != numbered))):
            yield _list(points, numbered=numbered)
            points = []
        if is_bullet or is_number:
            if paragraph:
                yield _joined(paragraph)
                paragraph = []
            numbered = is_number
            points.append(_NUMBER.sub("", _BULLET.sub("", line)).strip())
        elif told and points and not by_paragraph:
            points[-1] += f" {told}"
        elif told and _HEADING.match(told):
            yield from [_joined(paragraph)] if paragraph else []
            paragraph = []
            yield f"**{escaped(unmarked(told))}**"
        elif told:
            paragraph.append(told)
            if by_paragraph:
                yield _joined(paragraph)
                paragraph = []
        else:
            if points:
                yield _list(points, numbered=numbered)
                points = []
            if paragraph:
                yield _joined(paragraph)
                paragraph = []


def _joined(lines: list[str]) -> str:
    text = ""
    for line in lines:
        text = text[:-1] + line if text.endswith("\u00ad") else f"{text} {line}" if text else line
    return escaped(_plain(text))


def _list(points: list[str], *, numbered: bool) -> str:
    marks = (f"{number}." for number in range(1, len(points) + 1)) if numbered else ("-" for _ in points)
    return "\n".join(f"{mark} {escaped(_plain(point))}" for mark, point in zip(marks, points, strict=True))


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text)).replace("\u00ad", "")
