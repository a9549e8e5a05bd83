"""Rows of summaries, the cells of the framework matrix, and the values they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, RowMapping, select

from evaluation.model import Summary
from evaluation.store import schema
from evaluation.store.act import Act, Row

CODE = "code:"  # before the name of a code that stands as a theme; in the row its id, which outlives a new name


def read_summaries(connection: Connection) -> list[Summary]:
    """All summaries, the oldest first."""
    rows = connection.execute(select(schema.summary).order_by(schema.summary.c.id)).mappings().all()
    names = {f"{CODE}{id_}": f"{CODE}{name}" for name, id_ in _codes(connection).items()} if rows else {}
    return [_summary(row, names) for row in rows]


def write_summary(act: Act, summary: Summary) -> int:
    """Write the cell's summary, new or in place of the one there; returns its id."""
    row = _row(summary, _codes(act.connection))
    there = _find(act.connection, row)
    if there is None:
        [there] = act.insert(schema.summary, [row])
    else:
        act.update(schema.summary, there, row)
    return int(there)


def remove_summary(act: Act, summary: Summary) -> None:
    """Take the cell's summary away; nothing happens where there is none."""
    there = _find(act.connection, _row(summary, _codes(act.connection)))
    act.delete(schema.summary, [] if there is None else [there])


def _codes(connection: Connection) -> dict[str, int]:
    return dict(connection.execute(select(schema.code.c.name, schema.code.c.id)).all())


def _find(connection: Connection, row: Row) -> int | None:
    table = schema.summary
    cell = [table.c[name] == row[name] for name in ("case_kind", "case_id", "theme")]
    return connection.scalar(select(table.c.id).where(*cell))


def _row(summary: Summary, codes: Mapping[str, int]) -> Row:
    code = codes.get(summary.theme.removeprefix(CODE)) if summary.theme.startswith(CODE) else None
    own = {name: getattr(summary, name) for name in ("case_kind", "text", "author", "at", "evidence")}
    return {
        **own,
        "case_id": summary.case,
        "theme": summary.theme if code is None else f"{CODE}{code}",
        "codings": list(summary.codings),
    }


def _summary(row: RowMapping, names: Mapping[str, str]) -> Summary:
    own = {key: row[key] for key in ("id", "case_kind", "text", "author", "at", "evidence")}
    theme = names.get(row["theme"], row["theme"])
    return Summary(**own, case=row["case_id"], theme=theme, codings=tuple(row["codings"]))
