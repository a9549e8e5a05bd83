"""Rows of datasets, and the values they stand for."""

from __future__ import annotations

from sqlalchemy import Connection, select

from evaluation.model.dataset import KeptDataset
from evaluation.store import schema
from evaluation.store.act import Act

_KEPT = ("name", "file", "sha256", "format", "rows", "meaning", "session", "instrument", "instrument_sha256", "at")


def read_datasets(connection: Connection) -> list[KeptDataset]:
    """All datasets, in the order they came."""
    table = schema.dataset
    rows = connection.execute(select(table).order_by(table.c.id)).mappings()
    return [KeptDataset(**{name: row[name] for name in _KEPT}, id=row["id"]) for row in rows]


def add_dataset(act: Act, dataset: KeptDataset) -> None:
    act.insert(schema.dataset, [{name: getattr(dataset, name) for name in _KEPT}])
