"""The hits of a query on a screen: each with its place and who says it, and under that the words with those around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from evaluation.language import phrase

OPENING = ("(", "«", "“", "‘", "[", "-", "/")  # after these, and before the closing ones, no space stands
CLOSING = (".", ",", ":", ";", "!", "?", ")", "»", "”", "]", "-", "/")
WIDEST = 100  # longer lines are hard to read


def show_hits(rows: Sequence[Mapping[str, Any]]) -> None:
    console = Console(highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    for source, some in groupby(rows, lambda row: row["source"]):
        console.print(Text(source, style="bold underline"))
        for row in some:
            _print(console, _about(row), 2)
            _print(console, _quote(row, marked=not console.is_terminal), 4)
            console.print()


def _print(console: Console, text: Text, indent: int) -> None:
    for line in text.wrap(console, console.width - indent):
        line.rstrip()
        console.print(" " * indent, line, sep="")


def _about(row: Mapping[str, Any]) -> Text:
    question = phrase("cli.find.question", question=row["question"]) if row.get("question") else None
    who = (row["speaker"], row.get("organisation"), row.get("sector") or row.get("role"), question)
    told = " · ".join(each for each in who if each)
    place = f"{row['start']}–{row['end']}"
    codes = f"  [{', '.join(row['codes'])}]" if row["codes"] else ""
    return Text.assemble((place, "cyan"), "  " if told else "", told, (codes, "dim"))


def _quote(row: Mapping[str, Any], *, marked: bool) -> Text:
    """Where nothing can be bold, marks stand around what was found."""
    before, text, after = (" ".join(str(row[part]).split()) for part in ("before", "text", "after"))
    found = f"›{text}‹" if marked else text
    left = "" if before.endswith(OPENING) else " "
    right = "" if after.startswith(CLOSING) else " "
    return Text.assemble(
        (f"… {before}{left}" if before else "", "dim"), (found, "bold"), (f"{right}{after} …" if after else "", "dim")
    )
