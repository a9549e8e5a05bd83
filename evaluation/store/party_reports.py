"""Rows of what parties reported in documents, and what queries know of those texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select

from evaluation.model.form import PartyReport
from evaluation.store import schema
from evaluation.store.act import Act
from evaluation.store.attributes import set_attribute

# What may stand after WHERE, and its type as other programs name it.
ATTRIBUTES: Mapping[str, str] = {"party": "Text", "reporting_round": "Text", "period": "Text", "reported": "Date"}


def read_party_reports(connection: Connection, *, round_: str | None = None) -> list[PartyReport]:
    """The reports of a round, or all there are, the oldest first."""
    own, rounds, source = schema.party_report, schema.reporting_round, schema.source
    rest = [column for column in own.c if column.name not in ("round", "source")]
    query = select(*rest, rounds.c.name.label("round"), source.c.name.label("source"))
    query = query.join(rounds, own.c.round == rounds.c.id).join(source, own.c.source == source.c.id).order_by(own.c.id)
    if round_ is not None:
        query = query.where(rounds.c.name == round_)
    return [
        PartyReport(**{
            **row,
            "missing": tuple(row["missing"]),
            "reported": dt.date.fromisoformat(row["reported"]) if row["reported"] else None,
        })
        for row in connection.execute(query).mappings()
    ]  # fmt: skip


def add_party_reports(act: Act, reports: Sequence[tuple[PartyReport, int]], period: str) -> None:
    """Write reports, each with the id of its source, and what queries may ask of them."""
    rounds = schema.reporting_round
    ids = {name: id_ for id_, name in act.connection.execute(select(rounds.c.id, rounds.c.name))}
    rows = [
        {
            **{key: value for key, value in asdict(each).items() if key != "id"},
            "round": ids[each.round],
            "source": source,
            "missing": list(each.missing),
            "reported": each.reported.isoformat() if each.reported else "",
        }
        for each, source in reports
    ]
    act.insert(schema.party_report, rows)
    for each, source in reports:
        for name, value in _values(each, period).items():
            if value:
                set_attribute(act, name, "source", source, value, ATTRIBUTES[name])


def _values(each: PartyReport, period: str) -> dict[str, str]:
    reported = each.reported.isoformat() if each.reported else ""
    return {"party": each.organisation, "reporting_round": each.round, "period": period, "reported": reported}
