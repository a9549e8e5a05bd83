"""Rows of datasets, and the values they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Text, cast, select

from evaluation.model.dataset import KeptDataset
from evaluation.store import exchange, schema
from evaluation.store.act import Act
from evaluation.store.exchange import KnownAs

RESPONDENT = "respondent"  # what a source is known as in the dataset its answers stand in
_KEPT = ("name", "file", "sha256", "format", "rows", "meaning", "session", "instrument", "instrument_sha256", "at")


@dataclass(frozen=True, slots=True)
class Spoke:
    """A respondent of a dataset who wrote something: what tells them apart there, and the source with their words."""

    key: str
    source: int
    name: str
    id: int = 0


def read_datasets(connection: Connection) -> list[KeptDataset]:
    """All datasets, in the order they came."""
    table = schema.dataset
    rows = connection.execute(select(table).order_by(table.c.id)).mappings()
    return [KeptDataset(**{name: row[name] for name in _KEPT}, id=row["id"]) for row in rows]


def add_dataset(act: Act, dataset: KeptDataset) -> None:
    act.insert(schema.dataset, [{name: getattr(dataset, name) for name in _KEPT}])


def rewrite_dataset(act: Act, dataset: KeptDataset) -> None:
    """Bring the row of a dataset in line with this."""
    act.update(schema.dataset, dataset.id, {name: getattr(dataset, name) for name in _KEPT})


def read_spoke(connection: Connection, dataset: str) -> list[Spoke]:
    """The respondents of a dataset whose words are sources, in the order these came."""
    known, source = schema.known_as, schema.source
    query = select(known.c.guid, source.c.id, source.c.name, known.c.id).join(
        known, cast(source.c.id, Text) == known.c.row
    )
    rows = connection.execute(query.where(known.c.kind == RESPONDENT, known.c.within == dataset).order_by(source.c.id))
    return [Spoke(*row) for row in rows]


def add_spoke(act: Act, dataset: str, keys: Mapping[int, str]) -> None:
    """Source id → what tells its respondent apart in the dataset."""
    exchange.add_known(act, [KnownAs(RESPONDENT, str(id_), key, within=dataset) for id_, key in keys.items()])


def rename_spoke(act: Act, keys: Mapping[int, str]) -> None:
    """Id of a `Spoke` → what tells its respondent apart from now on."""
    act.write_over(schema.known_as, [{"id": id_, "guid": key} for id_, key in keys.items()])


def former_datasets(connection: Connection) -> frozenset[str]:
    """The files that datasets had before a newer one came: an undo needs them again."""
    rows = connection.scalars(select(schema.change.c.before))
    return frozenset(str(row["file"]) for before in rows for row in before.get("dataset", {}).values())
