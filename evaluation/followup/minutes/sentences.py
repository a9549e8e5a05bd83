"""Sentences of a stretch of minutes, as places in the text.

NLTK takes longer to load than ten pages take to read, and Punkt untrained says no more than the rules do here.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][»”\"')\]]*\s+(?=[«“\"'(]?[A-ZÆØÅÄÖÜÉ\d])")
_LAST = re.compile(r"(\S+)$")
# Abbreviations by which a sentence goes on, whatever follows.
ABBREVIATIONS = frozenset(
    """
    adm avd bl.a ca dvs dr eks f.eks fhv forts hhv ift iht inkl jf jfr kap kl m.m.h mht nr okt pga pkt prof ref s
    sept st tlf t.o.m vedr vol e.g i.e mr mrs ms no fig dept approx cf st.meld prop innst d.d f.o.m m.a t.d
    tidl evt ev resp
    """.split()  # noqa: SIM905
)
# What makes an ordinal of the number before it.
_ORDERED = re.compile(
    r"\d|(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|o[kc]t|nov|de[sc]|kvartal|halvår|uke|veke)", re.IGNORECASE
)
# Those that may stand last in a sentence.
_IN_DOUBT = frozenset(
    ["osv", "mv", "m.m", "m.fl", "pst", "mill", "mrd", "etc", "o.l", "t.o", "e.l", "a.m", "p.m", "ltd", "inc"]
)


def sentences_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of text[start:end], trimmed."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if _ends(text, begin, match):
            found.append(_trimmed(text, begin, match.end()))
            begin = match.end()
    found.append(_trimmed(text, begin, end))
    return [(first, last) for first, last in found if first < last]


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    if text[match.start()] != ".":
        return True
    last = _LAST.search(text[max(begin, match.start() - 30) : match.start()])
    word = last[1].lower().lstrip("(«\"'") if last else ""
    if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    if re.fullmatch(r"\d{1,2}", word):
        return not _ORDERED.match(text, match.end())
    return not (word in _IN_DOUBT and text[match.end()].isdigit())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
