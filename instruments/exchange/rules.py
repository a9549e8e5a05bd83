"""Conditions of other programs as ours: what is written, pattern by pattern, and what we write for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from instruments.show_if.faults import Unreadable
from instruments.show_if.parser import parse

LONGEST = 5_000
Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str | None]]


def translated(text: str, rules: Sequence[Rule], joined: Mapping[str, str]) -> str | None:
    """The condition that `text` is once every rule has been applied; None where anything of it is left that is none.

    A rule that gives None says that what it found cannot be said here.
    """
    if len(text) > LONGEST:
        return None
    kept: list[str] = []

    def put(found: Match, said: Callable[[Match], str | None]) -> str:
        words = said(found)
        kept.append("" if words is None else words)
        return f"\x00{len(kept) - 1}\x01" if words is not None else "\x02"

    told = " ".join(text.split())
    for pattern, said in rules:
        told = pattern.sub(lambda found, said=said: put(found, said), told)  # type: ignore[misc]
    for written, words in joined.items():
        told = re.sub(written, words, told, flags=re.IGNORECASE)
    if "\x02" in told:
        return None
    told = re.sub("\x00(\\d+)\x01", lambda found: kept[int(found[1])], told)
    told = re.sub(r"\s+", " ", told).strip()
    try:
        parse(told)
    except Unreadable:
        return None
    return told


def counted(names: Iterable[str], codes: Iterable[int], offered: Iterable[int], sign: str, number: str) -> str | None:
    """A count of ticks as ours: of all answers, so that «don't know» is one of them, it says whether there is any."""
    variables = set(names)
    if len(variables) != 1:
        return None
    [name] = variables
    if set(codes) == set(offered) and number == "0" and sign in (">", "="):
        return f"answered({name})" if sign == ">" else f"not answered({name})"
    return f"count({name}) {sign} {number}"
