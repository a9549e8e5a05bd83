"""What is said of a source or a case by a variable: its rows, made where they are not there yet."""

from __future__ import annotations

from sqlalchemy import select

from evaluation.model.guid import derived_guid
from evaluation.store import schema
from evaluation.store.act import Act


def set_attribute(act: Act, name: str, kind: str, row: int | str, value: str) -> None:
    """Say of a row (a source, a case …) that this variable has this value."""
    table = schema.attribute_value
    variable = _variable(act, name)
    query = select(table.c.id).where(table.c.variable == variable, table.c.on_kind == kind, table.c.on_id == str(row))
    there = act.connection.scalar(query)
    if there is not None:
        act.update(table, there, {"value": value})
        return
    act.insert(table, [{"variable": variable, "on_kind": kind, "on_id": str(row), "value": value}])


def _variable(act: Act, name: str) -> int:
    table = schema.variable
    found = act.connection.scalar(select(table.c.id).where(table.c.name == name).order_by(table.c.id))
    if found is not None:
        return int(found)
    row = {"guid": derived_guid("variable", name), "name": name, "type": "Text", "description": ""}
    return int(act.insert(table, [row])[0])
