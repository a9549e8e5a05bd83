"""Plain text and Markdown, kept to the letter."""

from __future__ import annotations

from evaluation.sources.encoding import decode
from evaluation.sources.extract import Extract, Line
from evaluation.sources.normalise import normalise

SUFFIXES = (".txt", ".md")


def read(content: bytes, file: str) -> Extract:
    decoded = decode(content, file)
    text, offsets = normalise(decoded.text)
    return Extract(
        lines=tuple(Line(line, number) for number, line in enumerate(text.split("\n"), 1)),
        file=file,
        encoding=decoded.encoding,
        problems=decoded.problems,
        offsets=offsets,
    )
