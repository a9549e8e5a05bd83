"""Sources that leave a study, and texts that change while nothing stands off from them; both can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, select

from evaluation.model import Source
from evaluation.store import schema
from evaluation.store.act import Act, portions
from evaluation.store.datasets import RESPONDENT
from evaluation.store.findings import lose_sources
from evaluation.store.sources import turn_row

STANDING_OFF = (schema.coding, schema.refusal, schema.passage, schema.adjudication)
RESTING = (*STANDING_OFF, schema.evidence)


def count_codings(connection: Connection, ids: Sequence[int], *, but: Collection[int] = ()) -> int:
    """How many codings these sources have, without those of these ids."""
    table = schema.coding
    found = (connection.scalars(select(table.c.id).where(table.c.source.in_(some))) for some in portions(ids))
    return sum(id_ not in but for each in found for id_ in each)


def standing_off_from(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Which of these sources have something that is placed by their text: codings, refusals, selections,
    memos, evidence of findings."""
    found: set[int] = set()
    for some in portions(ids):
        for table in RESTING:
            found |= set(connection.scalars(select(table.c.source).where(table.c.source.in_(some)).distinct()))
        memo = schema.memo
        placed = select(memo.c.on_id).where(memo.c.on_kind == "source", memo.c.on_id.in_([str(id_) for id_ in some]))
        found |= {int(id_) for id_ in connection.scalars(placed)}
    return found


def retell_bare(act: Act, found: Mapping[int, Source]) -> None:
    """Other texts, and the turns in them, for sources by id that nothing stands off from."""
    if not found:
        return
    texts = [{"id": id_, "text": each.text, "sha256": each.sha256, "language": each.language,
              "offsets": [list(step) for step in each.offsets.steps]} for id_, each in found.items()]  # fmt: skip
    act.write_over(schema.source, texts)
    _delete_of(act, list(found), (schema.turn,))
    act.insert(schema.turn, [turn_row(id_, turn) for id_, each in found.items() for turn in each.turns])


def remove_sources(act: Act, ids: Sequence[int]) -> None:
    """Delete sources, and with them their turns, codings and whatever else is about them alone."""
    _delete_of(act, ids, (*STANDING_OFF, schema.turn))
    lose_sources(act, ids)
    for some in portions([str(id_) for id_ in ids]):
        for table in (schema.memo, schema.attribute_value):
            act.delete_where(table, (table.c.on_kind == "source") & table.c.on_id.in_(some))
        known = schema.known_as
        act.delete_where(known, known.c.kind.in_(("source", RESPONDENT)) & known.c.row.in_(some))
    act.delete(schema.source, list(ids))


def _delete_of(act: Act, ids: Sequence[int], tables: Iterable[Table]) -> None:
    for some in portions(ids):
        for table in tables:
            act.delete_where(table, table.c.source.in_(some))
