"""Imports transcripts into a study, round after round, each time the parent says go; killed at any moment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from evaluation.model import Source, Turn
from evaluation.sources.received import sha256_of
from evaluation.study import open_study

TURNS = 1500
AT_ONCE = 3


def received(name: str) -> bytes:
    """The content of the file a transcript came in."""
    return f"{name}\n".encode() * 20_000


def transcript(name: str, origin: Path) -> Source:
    """As many turns as it says in TURNS, each `Så sa hen noe.`; its file is a new one, of its own content."""
    line = "I1: Så sa hen noe om det.\n"
    origin.write_bytes(received(name))
    turns = tuple(Turn(at + 4, at + len(line) - 1, "I1") for at in range(0, TURNS * len(line), len(line)))
    return Source(name, line * TURNS, "transcript", turns, "nb", file=str(origin), sha256=sha256_of(origin))


def import_without_end(folder: str, inbox: Path) -> None:
    study = open_study(folder)
    first = len(study.list_sources())
    while True:
        names = [f"intervju-{first + step}" for step in range(AT_ONCE)]
        study.add([transcript(name, inbox / f"{name}.txt") for name in names])
        first += AT_ONCE


if __name__ == "__main__":
    # One child is forked for each round, so that nothing but the import itself falls within the parent's clock.
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            import_without_end(sys.argv[1], Path(sys.argv[2]))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
