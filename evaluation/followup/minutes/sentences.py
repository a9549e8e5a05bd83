"""Sentences of a stretch of minutes, as places in the text; NLTK's Punkt is asked where there is doubt."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

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
    if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or re.fullmatch(r"\d{1,2}", word):
        return False
    if word in _IN_DOUBT:
        return _parts_there(text, begin, match)
    return True


def _parts_there(text: str, begin: int, match: re.Match[str]) -> bool:
    words = " ".join(text[begin : match.start() + 1].split())
    following = " ".join(text[match.end() : match.end() + 200].split())
    spans = list(_punkt().span_tokenize(f"{words} {following}"))
    return any(last == len(words) for _, last in spans)


@cache
def _punkt() -> Any:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer  # it takes a second to load

    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
