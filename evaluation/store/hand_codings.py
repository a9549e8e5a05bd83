"""Codings that a person makes one at a time: found by id, changed in place."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from evaluation.model import Coding
from evaluation.store import schema
from evaluation.store.act import Act
from evaluation.store.codes import CODING_FIELDS, read_alike


def coding_ids(act: Act, codings: Collection[Coding]) -> dict[Coding, int]:
    """The ids of those of the codings that are in the store."""
    there = read_alike(act.connection, codings)
    wanted = set(codings)
    return {each: each.id for each in there if each in wanted and each.id is not None}


def change_coding(act: Act, coding: Coding) -> None:
    """Bring the coding with this id in line; its source stays, and it counts as made under the code as it is now."""
    code = schema.code.c
    id_, version = act.connection.execute(select(code.id, code.version).where(code.name == coding.code)).one()
    values = {name: getattr(coding, name) for name in CODING_FIELDS if name != "source"}
    act.update(schema.coding, coding.id, {**values, "code": id_, "code_version": version})
