"""Rows of codebooks, codes and codings, and the values they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, select

from evaluation.errors import fail
from evaluation.model import Code, Codebook, Coding
from evaluation.store import schema
from evaluation.store.act import Act, Row

CODING_FIELDS = ("source", "start", "end", "code", "coder", "round", "origin", "note", "certainty", "code_version")


def read_codebook(connection: Connection) -> Codebook | None:
    """The study's codebook with its codes in order; None when there is none yet."""
    found = connection.execute(select(schema.codebook)).mappings().first()
    if found is None:
        return None
    rows = connection.execute(select(schema.code).order_by(schema.code.c.position)).mappings().all()
    names = {row["id"]: row["name"] for row in rows}
    codes = (Code(name=row["name"], parent=names.get(row["parent"]), **row["content"]) for row in rows)
    return Codebook(name=found["id"], title=found["title"], version=found["version"], codes=tuple(codes))


def write_codebook(act: Act, codebook: Codebook) -> None:
    """Add the codes that are new, bring the others in line, keep those the codebook does not name."""
    there = read_codebook(act.connection)
    id_ = there.name if there else codebook.name
    act.put(schema.codebook, {"id": id_, "title": codebook.title.as_dict(), "version": codebook.version})
    ids = _code_ids(act.connection)
    for position, code in enumerate(codebook):
        ids[code.name] = _write_code(act, code, ids, {"codebook": id_, "position": position})
    for step, name in enumerate(name for name in ids if name not in codebook):
        act.update(schema.code, ids[name], {"position": len(codebook) + step})


def _write_code(act: Act, code: Code, ids: dict[str, int], place: Row) -> int:
    content = code.model_dump(mode="json", exclude={"name", "parent"}, exclude_defaults=True)
    row = {**place, "name": code.name, "parent": ids[code.parent] if code.parent else None, "content": content}
    if code.name in ids:
        act.update(schema.code, ids[code.name], row)
        return ids[code.name]
    [id_] = act.insert(schema.code, [row])
    return int(id_)


def _code_ids(connection: Connection) -> dict[str, int]:
    query = select(schema.code.c.name, schema.code.c.id).order_by(schema.code.c.position)
    return dict(connection.execute(query).all())


def read_codings(connection: Connection, sources: Collection[str] | None = None) -> list[Coding]:
    """The codings of all sources or of those named, by source and place."""
    coding, source, code = schema.coding, schema.source, schema.code
    columns = (source.c.name, coding.c.start, coding.c.end, code.c.name, coding.c.coder, coding.c.round)
    query = (
        select(*columns, coding.c.origin, coding.c.note, coding.c.certainty, coding.c.code_version, coding.c.id)
        .join(source, coding.c.source == source.c.id)
        .join(code, coding.c.code == code.c.id)
        .order_by(coding.c.source, coding.c.start, coding.c.end, code.c.position, coding.c.id)
    )
    if sources is not None:
        query = query.where(source.c.name.in_(sources))
    return [Coding(*row) for row in connection.execute(query)]


def add_codings(act: Act, codings: Sequence[Coding]) -> int:
    """Write those that are not there yet; the same coding is never there twice. Returns how many were new."""
    sources = dict(act.connection.execute(select(schema.source.c.name, schema.source.c.id)).all())
    codes = _code_ids(act.connection)
    there = set(read_codings(act.connection, {coding.source for coding in codings}))
    new = [coding for coding in dict.fromkeys(codings) if coding not in there]
    act.insert(schema.coding, [_coding_row(coding, sources, codes) for coding in new])
    return len(new)


def remove_codings(act: Act, codings: Iterable[Coding]) -> None:
    act.delete(schema.coding, [coding.id for coding in codings])


def _coding_row(coding: Coding, sources: dict[str, int], codes: dict[str, int]) -> Row:
    if coding.source not in sources:
        raise fail("STUDY-004", name=coding.source)
    if coding.code not in codes:
        raise fail("STUDY-005", name=coding.code)
    values = {name: getattr(coding, name) for name in CODING_FIELDS}
    return {**values, "source": sources[coding.source], "code": codes[coding.code]}
