"""A word in context on a screen: source by source, the words under one another, no line longer than the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from evaluation.app.cli.output import window_width

GAP = "  "
LEAST = 10  # characters on either side


def show_in_context(rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: `source`, `start`, `speaker`, `before`, `word` and `after`."""
    console = Console(highlight=False, emoji=False)
    places, speakers, words = (_widest(rows, key) for key in ("start", "speaker", "word"))
    room = max(LEAST, (window_width() - places - speakers - words - 4 * len(GAP)) // 2)
    side = min(room, max(_widest(rows, "before"), _widest(rows, "after")))
    for source, some in groupby(rows, lambda row: row["source"]):
        console.print(Text(source, style="bold underline"), soft_wrap=True)
        for row in some:
            before, after = str(row["before"])[-side:].lstrip(), str(row["after"])[:side].rstrip()
            line = Text.assemble(
                (f"{row['start']:>{places}}", "cyan"),
                GAP + _filled(row["speaker"] or "", speakers) + GAP,
                (" " * (side - cell_len(before)) + before, "dim"),
                (GAP + _filled(row["word"], words) + GAP, "bold"),
                (after, "dim"),
            )
            line.rstrip()
            console.print(line, soft_wrap=True)


def _widest(rows: Sequence[Mapping[str, Any]], key: str) -> int:
    return max((cell_len(str(row[key] or "")) for row in rows), default=0)


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
