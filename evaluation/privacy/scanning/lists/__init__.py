"""Words to know names and places by; one list a file, a line each or several on a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from evaluation.privacy.scanning.spelling import folded


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list, folded; what follows a # is a remark."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(folded(word.replace("_", " ")) for line in lines for word in line.split())
