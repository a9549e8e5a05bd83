"""Rows of codebooks and codings, and the values they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from evaluation.errors import fail
from evaluation.model import Code, Codebook, Coding
from evaluation.model.code_tree import parents_first
from evaluation.store import schema
from evaluation.store.act import Act, Row, portions
from evaluation.store.code_rows import ids_and_versions, ids_by_name, rewrite, take_new_ids
from evaluation.store.rounds import refuse_writing

CODING_FIELDS = ("source", "start", "end", "code", "coder", "round", "origin", "note", "certainty", "code_version")
FEW = 100  # codings that are looked up by their places sooner than among all
STORED_APART = frozenset({"parents", "version"})


def read_codebook(connection: Connection) -> Codebook | None:
    """The study's codebook with its codes in order; None when there is none yet."""
    found = connection.execute(select(schema.codebook)).mappings().first()
    if found is None:
        return None
    rows = connection.execute(select(schema.code).order_by(schema.code.c.position)).mappings().all()
    names = {row["id"]: row["name"] for row in rows}
    parents = _further_parents(connection, names)
    codes = tuple(
        Code(
            name=row["name"],
            parent=names.get(row["parent"]),
            parents=tuple(parents.get(row["id"], ())),
            version=row["version"],
            **{key: value for key, value in row["content"].items() if key not in STORED_APART},
        )
        for row in rows
    )
    return Codebook(name=found["id"], title=found["title"], version=found["version"], codes=codes)


def _further_parents(connection: Connection, names: dict[int, str]) -> dict[int, list[str]]:
    table = schema.code_parent
    found: dict[int, list[str]] = {}
    for code, parent in connection.execute(select(table.c.code, table.c.parent).order_by(table.c.id)):
        found.setdefault(code, []).append(names[parent])
    return found


def write_codebook(act: Act, codebook: Codebook) -> None:
    """Add the codes that are new, bring the others in line, keep those the codebook does not name."""
    there = read_codebook(act.connection)
    name = there.name if there else codebook.name
    act.put(schema.codebook, {"id": name, "title": codebook.title.as_dict(), "version": codebook.version})
    kept = [code for code in there or () if code.name not in codebook]
    codes = parents_first([*codebook, *kept])
    ids = take_new_ids(act, codes, ids_by_name(act.connection))
    rewrite(act, name, codes, ids)


def read_codings(
    connection: Connection,
    sources: Collection[str] | None = None,
    *,
    ids: Collection[int] | None = None,
    starts: Collection[int] | None = None,
) -> list[Coding]:
    """The codings of all sources or of those named, by source and place.

    With `ids`, only those that have one; with `starts`, only those that begin there.
    """
    given = {"sources": sources, "starts": starts}
    values = {name: list(value) for name, value in given.items() if value is not None}
    if ids is not None:
        some = [{**values, "ids": portion} for portion in portions(list(ids))]
        return [Coding(*row) for each in some for row in connection.execute(_codings(*each), each)]
    return [Coding(*row) for row in connection.execute(_codings(*values), values)]


@cache
def _codings(*given: str) -> Select[Any]:
    """The question for codings, by what is given; made once, for to make it takes longer than to ask it."""
    coding, source, code = schema.coding, schema.source, schema.code
    columns = (source.c.name, coding.c.start, coding.c.end, code.c.name, coding.c.coder, coding.c.round)
    query = (
        select(*columns, coding.c.origin, coding.c.note, coding.c.certainty, coding.c.code_version, coding.c.id)
        .join(source, coding.c.source == source.c.id)
        .join(code, coding.c.code == code.c.id)
        .order_by(coding.c.source, coding.c.start, coding.c.end, code.c.position, coding.c.id)
    )
    by = {"sources": source.c.name, "starts": coding.c.start, "ids": coding.c.id}
    return query.where(*(by[name].in_(bindparam(name, expanding=True)) for name in given))


def add_codings(act: Act, codings: Sequence[Coding]) -> int:
    """Write those that are not there yet; the same coding is never there twice. Returns how many were new.

    A coding that does not say under which version of its code it was made, was made under the present one: so are
    those that are there already and have now been made again.
    """
    return len(add_new_codings(act, codings))


def add_new_codings(act: Act, codings: Sequence[Coding]) -> dict[Coding, int]:
    """The same; returns those that were new, with their ids."""
    sources = dict(act.connection.execute(select(schema.source.c.name, schema.source.c.id)).all())
    codes, versions = ids_and_versions(act.connection)
    there = {coding: coding for coding in read_alike(act.connection, codings)}
    listed = list(dict.fromkeys(codings))
    new = [coding for coding in listed if coding not in there] if there else listed
    refuse_writing(act.connection, act.who, listed, known=there)
    ids = act.insert(schema.coding, [_coding_row(coding, sources, codes, versions) for coding in new])
    again = [there[coding] for coding in listed if there and coding in there and coding.code_version is None]
    renew(act, again, versions)
    return dict(zip(new, ids, strict=True))


def read_alike(connection: Connection, codings: Collection[Coding]) -> list[Coding]:
    """The codings of the same sources; those alone that begin where one of these does, where these are few."""
    starts = {each.start for each in codings}
    return read_codings(connection, {each.source for each in codings}, starts=starts if len(starts) <= FEW else None)


def renew(act: Act, codings: Iterable[Coding], versions: dict[str, int] | None = None) -> int:
    """Let codings stand as made under the present version of their code; returns how many did not before."""
    now = versions or _versions(act.connection)
    outdated = [coding for coding in codings if coding.code_version != now[coding.code]]
    act.write_over(schema.coding, [{"id": coding.id, "code_version": now[coding.code]} for coding in outdated])
    return len(outdated)


def remove_codings(act: Act, codings: Iterable[Coding]) -> None:
    act.delete(schema.coding, [coding.id for coding in codings])


def _versions(connection: Connection) -> dict[str, int]:
    return dict(connection.execute(select(schema.code.c.name, schema.code.c.version)).all())


def _coding_row(coding: Coding, sources: dict[str, int], codes: dict[str, int], versions: dict[str, int]) -> Row:
    if coding.source not in sources:
        raise fail("STUDY-004", name=coding.source, known=", ".join([*sources][:8]) or "–")
    if coding.code not in codes:
        raise fail("STUDY-005", name=coding.code, known=", ".join([*codes][:8]) or "–")
    # Written out, since codings come by the million.
    return {
        "source": sources[coding.source],
        "start": coding.start,
        "end": coding.end,
        "code": codes[coding.code],
        "coder": coding.coder,
        "round": coding.round,
        "origin": coding.origin,
        "note": coding.note,
        "certainty": coding.certainty,
        "code_version": versions[coding.code] if coding.code_version is None else coding.code_version,
    }
