"""Which sub-goals of the agreement words are about."""

from __future__ import annotations

import re
from functools import cache

from coding.rules.codings import apply
from coding.schemes import load
from evaluation.model import Source
from evaluation.sources.tongue import guess_language

GOALS = (1, 2, 3)
SCHEME = "sub-goals"
_NAMED = re.compile(r"\b(?:delmål(?:a|ene|et)?|sub-?goals?)\s+((?:[1-3](?:\s*(?:,|og|and|&|–|-)\s*)?)+)", re.IGNORECASE)


@cache
def goals_of(words: str) -> tuple[int, ...]:
    """The sub-goals that are named by number, else those whose words stand there; none where it is about none."""
    named = {int(each) for found in _NAMED.finditer(words) for each in re.findall(r"[1-3]", found[1])}
    if named or not words.strip():
        return tuple(sorted(named))
    codes = [code.name for code in load(SCHEME)]
    found = {coding.code for coding in apply(load(SCHEME), Source("", words, language=guess_language(words)))}
    return tuple(number for number, code in zip(GOALS, codes, strict=False) if code in found)
