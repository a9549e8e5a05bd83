"""A title made plain, so that two ways of writing it can be held against each other."""

from __future__ import annotations

import re

_ALIKE = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ", "’": "'", "\t": " "})
_MARKUP = re.compile(r"^#{1,6}\s+|[*_`]+(?=\S)|(?<=\S)[*_`]+")
_WORDED = (
    r"(?:kapittel|kapitel|kap\.?|chapter|del|part|punkt|pkt\.?|section)\s+"
    r"(?:\d+(?:\.\d+)*|[ivx]{1,5}|[a-h])[.:)]?(?:\s*-)?\s+"
)
_NUMBER = re.compile(
    rf"^(?:{_WORDED}|[a-h]\.\d+(?:\.\d+)*\.?\s+|\d+(?:\.\d+)*[.)]?\s+|[ivx]{{1,5}}[.)]\s+|[a-h]\)\s+)(?=\S)",
    re.IGNORECASE,
)
# «2. halvår 2012» is no numbered heading.
_ORDINAL = re.compile(
    r"^\d+\.?\s+(?:halv|kvartal|tertial|januar|februar|mars|april|mai|juni|juli|august|sept|okt|nov|des)", re.I
)
_EDGES = " \t:.;,-«»\"“”'()[]|"


def unmarked(line: str) -> str:
    """A line without Markdown's marks and table borders; the words stay as they are."""
    return _MARKUP.sub("", line.strip().strip("|").strip()).strip()


def number_of(title: str) -> tuple[str, str]:
    """The number a title begins with (empty where there is none), and the rest."""
    if _ORDINAL.match(title):
        return "", title
    found = _NUMBER.match(title)
    return (found[0].strip(), title[found.end() :].strip()) if found else ("", title)


def plain(title: str) -> str:
    """In small letters, one kind of hyphen and blank, no number before and no punctuation around."""
    told = " ".join(unmarked(title).translate(_ALIKE).lower().split())
    return number_of(told)[1].replace("/", " ").strip(_EDGES)


def words_of(title: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", plain(title))
