"""A small transcript, a codebook and codings to put in a store, and all that a store holds."""

from __future__ import annotations

from sqlalchemy import select

from evaluation.model import Code, Codebook, Coding, Indicator, Localised, Source, Turn
from evaluation.store import schema
from evaluation.store.database import Store

TALK = "I1: Vi satset på forebygging.\nI2: Oppfølgingen tok tid.\nModerator: Hvorfor?\n"

CODEBOOK = Codebook(
    name="avtalen",
    title=Localised(nb="Avtalen", en="The agreement"),
    codes=(
        Code(name="tiltak", label=Localised(nb="Tiltak")),
        Code(name="forebygging", parent="tiltak", indicators=Indicator(nb=("forebygg*",))),
        Code(name="oppfolging", parent="tiltak", colour="#0072B2"),
    ),
)


def talk(name: str = "gruppe", text: str = TALK) -> Source:
    """A transcript, one turn a line, each beginning with `Label: `."""
    turns, at = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        label = line.split(": ")[0]
        turns.append(Turn(at + len(label) + 2, at + len(line.rstrip("\n")), label, line=number))
        at += len(line)
    return Source(name, text, "transcript", tuple(turns), "nb")


def coding(words: str, code: str, source: str = "gruppe", **values: str) -> Coding:
    start = TALK.index(words)
    return Coding(source, start, start + len(words), code, **values)  # type: ignore[arg-type]


def rows(store: Store) -> dict[str, list[dict[str, object]]]:
    """Everything in the store but the counters, table by table."""
    tables = [table for table in schema.metadata.sorted_tables if table.name not in ("counter", "alembic_version")]
    with store.reading() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
            for table in tables
        }


def captured(store: Store) -> dict[str, list[dict[str, object]]]:
    """The rows but for the changes."""
    return {table: found for table, found in rows(store).items() if table != "change"}
