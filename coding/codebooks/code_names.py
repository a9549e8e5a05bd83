"""Names for codes from programs in which names may be alike, empty or hold any sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluation.errors import Problem, problem

Written = tuple[str, str | None, int, int | None]  # name, GUID, line, number of the one above


def named(written: Sequence[Written], path: Path) -> tuple[list[str], list[Problem]]:
    """A name of its own for each, and a note on each that is not what was written.

    Where several are called the same, each that stands under another gets that one's name in brackets.
    """
    bare = [_bare(name) or f"kode-{(guid or str(number))[:8]}" for number, (name, guid, *_) in enumerate(written)]
    counts = Counter(bare)
    taken = {name for name, count in counts.items() if count == 1}
    names: list[str] = []
    for name, (*_, above) in zip(bare, written, strict=True):
        wanted = name if counts[name] == 1 else _free(name, bare[above] if above is not None else None, taken)
        taken.add(wanted)
        names.append(wanted)
    notes = (_note(each, plain, name, path) for each, plain, name in zip(written, bare, names, strict=True))
    return names, [note for note in notes if note]


def _bare(name: str) -> str:
    """The name without what ours cannot hold: a slash separates the names of a path."""
    return re.sub(r"[\r\n\t]+", " ", re.sub(r"\s*/\s*", "–", name)).strip()


def _free(name: str, above: str | None, taken: set[str]) -> str:
    wanted = f"{name} ({above})" if above else name
    number = 2
    found = wanted
    while found in taken:
        found = f"{wanted} {number}"
        number += 1
    return found


def _note(each: Written, bare: str, name: str, path: Path) -> Problem | None:
    written, _, line, _ = each
    if not written:
        return problem("CODEBOOK-029", file=path, line=line, severity="note", name=name)
    if name != bare:
        return problem("CODEBOOK-028", file=path, line=line, severity="note", written=written, name=name)
    if name != written:
        return problem("CODEBOOK-031", file=path, line=line, severity="note", written=written, name=name)
    return None
