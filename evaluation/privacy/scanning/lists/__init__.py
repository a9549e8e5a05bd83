"""Words to know names and places by; one list a file, a line each or several on a line."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

from evaluation.privacy.scanning.spelling import folded


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list, folded; what follows a # is a remark."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(folded(word.replace("_", " ")) for line in lines for word in line.split())


@cache
def shortened() -> dict[str, frozenset[str]]:
    """What people are called for short → the names it is short for, folded."""
    text = files(__name__).joinpath("nicknames.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        names, is_pair, short = line.partition("#")[0].partition("=")
        for each in short.split() if is_pair else ():
            found[folded(each)] |= set(map(folded, names.split())) - {folded(each)}
    return {short: frozenset(names) for short, names in found.items()}
