"""Rows of reporting rounds, and the values they stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from sqlalchemy import Connection, RowMapping, select

from evaluation.model.form import ReportingRound
from evaluation.store import schema
from evaluation.store.act import Act, Row

_DATES = ("start", "end", "deadline")


def read_reporting_rounds(connection: Connection) -> list[ReportingRound]:
    """All reporting rounds, the oldest first."""
    table = schema.reporting_round
    return [_round(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]


def write_reporting_round(act: Act, found: ReportingRound) -> ReportingRound:
    """Add a round, or bring the one with its id in line."""
    row: Row = {key: value for key, value in asdict(found).items() if key != "id"}
    row["parties"] = list(found.parties)
    row |= {name: row[name].isoformat() for name in _DATES if row[name]}
    if found.id is None:
        act.insert(schema.reporting_round, [row])
    else:
        act.update(schema.reporting_round, found.id, row)
    return next(each for each in read_reporting_rounds(act.connection) if each.name == found.name)


def _round(row: RowMapping) -> ReportingRound:
    dates = {name: dt.date.fromisoformat(row[name]) if row[name] else None for name in _DATES}
    return ReportingRound(**{**row, **dates, "parties": tuple(row["parties"])})
