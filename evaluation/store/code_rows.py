"""A list of codes written over the rows there are: changed, new and gone codes, their parents and their versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from evaluation.model import Code
from evaluation.store import schema
from evaluation.store.act import Act, Row

MEANING = ("definition", "include", "exclude", "example", "indicators")  # what, when changed, makes a new version
PLACED = frozenset({"name", "parent", "parents", "version"})  # columns of their own; the rest is `content`
Ids = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What must be known of a code to code with it: its version, and whether it is used no more."""

    version: int
    archived: bool


def ids_by_name(connection: Connection) -> dict[str, int]:
    query = select(schema.code.c.name, schema.code.c.id).order_by(schema.code.c.position)
    return dict(connection.execute(query).all())


def find_standing(connection: Connection, name: str) -> Standing | None:
    """How the code of this name stands; None where there is none."""
    code = schema.code.c
    row = connection.execute(select(code.version, code.content).where(code.name == name)).first()
    return Standing(row.version, bool(row.content.get("archived", False))) if row else None


def ids_and_versions(connection: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """The id of every code, and its version, both by name."""
    code = schema.code.c
    rows = connection.execute(select(code.name, code.id, code.version).order_by(code.position)).all()
    return {row.name: row.id for row in rows}, {row.name: row.version for row in rows}


def take_new_ids(act: Act, codes: Iterable[Code], known: Ids) -> dict[str, int]:
    """The ids of these codes: those known, and a new one for each that has none."""
    names = [code.name for code in codes]
    new = [name for name in names if name not in known]
    first = act.take_ids(schema.code.name, len(new)) if new else 0
    given = {**known, **{name: first + step for step, name in enumerate(new)}}
    return {name: given[name] for name in names}


def rewrite(act: Act, codebook: str, codes: Sequence[Code], ids: Ids) -> None:
    """Bring the rows in line with the codes, in this order; a code whose id is in no code of the list is taken away.

    `act.details` gets, under `codes`, what became of each: the fields that changed, and the version if it is a new one.
    """
    there = {row["id"]: dict(row) for row in act.connection.execute(select(schema.code)).mappings()}
    parents = _parents(act.connection)
    _take_away(act, list(there.keys() - set(ids.values())))
    told: dict[str, Row] = {}
    for position, code in enumerate(codes):
        row = {**_row(code, ids), "codebook": codebook, "position": position}
        old = there.get(row["id"])
        fields = _changed(old, row) if old else ["new"]
        version = _write(act, row, old, fields, code)
        if _write_parents(act, row["id"], [ids[name] for name in code.parents], parents.get(row["id"], [])):
            fields = fields if old is None else [*fields, "parents"]
        if fields:
            told[str(row["id"])] = {"fields": fields, "version": version}
    if told:
        act.details["codes"] = told


def _row(code: Code, ids: Ids) -> Row:
    content = code.model_dump(mode="json", exclude=set(PLACED), exclude_defaults=True)
    parent = ids[code.parent] if code.parent else None
    return {"id": ids[code.name], "name": code.name, "parent": parent, "content": content}


def _changed(old: Row, new: Row) -> list[str]:
    """The fields of a code, its place among its siblings apart, in which two of its rows differ."""
    columns = [name for name in ("name", "parent") if old[name] != new[name]]
    before, after = old["content"], new["content"]
    keys = [key for key in Code.model_fields if key not in PLACED]
    return [*columns, *(key for key in keys if before.get(key) != after.get(key))]


def _write(act: Act, row: Row, old: Row | None, fields: list[str], code: Code) -> int | None:
    """Write one code; returns its version if that is a new one."""
    if old is None:
        act.insert(schema.code, [{**row, "version": code.version}])
        _write_version(act, row["id"], code.version, row["content"])
        return code.version
    if not any(field in MEANING for field in fields):
        if fields or old["position"] != row["position"]:
            act.update(schema.code, row["id"], row)
        return None
    version = _next_version(act, row["id"], old["version"])
    _keep_first(act, old)
    act.update(schema.code, row["id"], {**row, "version": version})
    _write_version(act, row["id"], version, row["content"])
    return version


def _next_version(act: Act, code: int, present: int) -> int:
    """A number no version of the code has had, not even one that was undone: codings may have been made under it."""
    name = f"{schema.code_version.name} {code}"
    number = act.take_ids(name, 1)
    return number if number > present else act.take_ids(name, present + 1 - number) + present - number


def _keep_first(act: Act, old: Row) -> None:
    """A code from before versions were kept gets a row for what it has meant until now."""
    table = schema.code_version
    query = select(table.c.id).where(table.c.code == old["id"], table.c.version == old["version"])
    if act.connection.scalar(query) is None:
        act.insert(table, [_version_row(old["id"], old["version"], old["content"], at="", who="")])


def _write_version(act: Act, code: int, version: int, content: Row) -> None:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    act.insert(schema.code_version, [_version_row(code, version, content, at=at, who=act.who)])


def _version_row(code: int, version: int, content: Row, *, at: str, who: str) -> Row:
    meaning = {key: content[key] for key in MEANING if key in content}
    return {"code": code, "version": version, "content": meaning, "at": at, "who": who}


def _parents(connection: Connection) -> dict[int, list[int]]:
    table = schema.code_parent
    found: dict[int, list[int]] = {}
    for code, parent in connection.execute(select(table.c.code, table.c.parent).order_by(table.c.id)):
        found.setdefault(code, []).append(parent)
    return found


def _write_parents(act: Act, code: int, wanted: list[int], there: list[int]) -> bool:
    """Write a code's further parents, in order; tells whether anything changed."""
    if wanted == there:
        return False
    table = schema.code_parent
    act.delete_where(table, table.c.code == code)
    act.insert(table, [{"code": code, "parent": parent} for parent in wanted])
    return True


def _take_away(act: Act, ids: list[int]) -> None:
    if ids:
        parent, version = schema.code_parent, schema.code_version
        act.delete_where(parent, parent.c.code.in_(ids) | parent.c.parent.in_(ids))
        act.delete_where(version, version.c.code.in_(ids))
        act.delete(schema.code, ids)


def all_versions(connection: Connection, code: int) -> list[dict[str, Any]]:
    """What a code has meant, the earliest first."""
    table = schema.code_version
    found = connection.execute(select(table).where(table.c.code == code).order_by(table.c.version))
    return [dict(row) for row in found.mappings()]
