"""What variables say of sources: attributes by which texts can be told apart in queries and matrices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from evaluation.model.guid import derived_guid
from evaluation.store import schema
from evaluation.store.act import Act, portions

ON = "source"
_BETWEEN = "\x1f"  # as projects that leave and come back have it


def say_of_sources(
    act: Act, name: str, type_: str, description: str, values: Mapping[int, str], ids: Sequence[int]
) -> None:
    """Let a variable say this of sources, by id; of the other `ids` it says nothing any more."""
    table, variable = schema.attribute_value, _variable(act, name, type_, description)
    there: dict[int, tuple[int, str]] = {}
    for some in portions([str(id_) for id_ in ids]):
        query = select(table.c.on_id, table.c.id, table.c.value).where(
            table.c.variable == variable, table.c.on_kind == ON, table.c.on_id.in_(some)
        )
        there |= {int(on): (row, value) for on, row, value in act.connection.execute(query)}
    act.delete(table, [row for on, (row, _) in there.items() if on not in values])
    known = [(on, *there[on]) for on in values if on in there]
    act.write_over(table, [{"id": row, "value": values[on]} for on, row, said in known if said != values[on]])
    rows = [{"variable": variable, "on_kind": ON, "on_id": str(on), "value": value}
            for on, value in values.items() if on not in there]  # fmt: skip
    act.insert(table, rows)


def _variable(act: Act, name: str, type_: str, description: str) -> int:
    """The variable of this name and type, made if it is not there."""
    table = schema.variable
    query = select(table.c.id).where(table.c.name == name, table.c.type == type_).order_by(table.c.id)
    found = act.connection.scalar(query)
    if found is not None:
        return int(found)
    guid = derived_guid("variable", f"{name}{_BETWEEN}{type_}")
    row = {"guid": guid, "name": name, "type": type_, "description": description}
    return int(act.insert(table, [row])[0])
