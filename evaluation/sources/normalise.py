"""A text made one of a kind, once: no byte order mark, newlines `\\n`, NFC; and the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from evaluation.model import OffsetMap

BYTE_ORDER_MARK = "\ufeff"
# Nothing below U+0300 composes with what stands before it, so a text can be cut in front of each such character.
_PIECE = re.compile(r"\r\n?|[\u0000-\u02ff][\u0300-\U0010ffff]+|[\u0300-\U0010ffff]+")


def normalise(original: str) -> tuple[str, OffsetMap]:
    """The text to store, and where each stretch of it stood in the decoded original."""
    begin = 1 if original.startswith(BYTE_ORDER_MARK) else 0
    if "\r" not in original and unicodedata.is_normalized("NFC", original):
        return original[begin:], OffsetMap(((0, begin),))
    texts: list[str] = []
    steps = [(0, begin)]
    stored, there = 0, begin
    for start, end, text in _changes(original, begin):
        stored += start - there + len(text)
        texts += (original[there:start], text)
        there = end
        if end - start != len(text):
            steps.append((stored, end))
    texts.append(original[there:])
    return "".join(texts), OffsetMap(tuple(steps))


def _changes(original: str, begin: int) -> Iterator[tuple[int, int, str]]:
    """Each stretch [start, end) that is replaced, with its replacement."""
    for match in _PIECE.finditer(original, begin):
        found = match[0]
        if found[0] == "\r":
            yield match.start(), match.end(), "\n"
        elif not unicodedata.is_normalized("NFC", found):
            yield from _composed(found, match.start())


def _composed(found: str, start: int) -> Iterator[tuple[int, int, str]]:
    clusters = list(_clusters(found))
    composed = [unicodedata.normalize("NFC", cluster) for cluster in clusters]
    whole = unicodedata.normalize("NFC", found)
    if "".join(composed) != whole:
        clusters, composed = [found], [whole]
    for cluster, text in zip(clusters, composed, strict=True):
        if cluster != text:
            yield start, start + len(cluster), text
        start += len(cluster)


def _clusters(found: str) -> Iterator[str]:
    """Each character with the marks (or Hangul vowels and finals) that may melt into it."""
    begin = 0
    for at, character in enumerate(found):
        joins = unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
        if at > begin and not joins:
            yield found[begin:at]
            begin = at
    yield found[begin:]
