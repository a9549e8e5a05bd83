"""What becomes of rows when codes are changed, merged or split, within one act."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from evaluation.errors import fail
from evaluation.model import Codebook
from evaluation.store import schema
from evaluation.store.act import Act, Row
from evaluation.store.code_rows import ids_by_name, rewrite, take_new_ids
from evaluation.store.codes import read_codebook
from evaluation.store.findings import hand_over_evidence
from evaluation.store.refusals import hand_over_refusals
from evaluation.store.sight import unseen

ELSEWHERE = 0  # the version of codings made under another code than the one they stand under now
WORDS = ("source", "start", "end", "coder", "round", "origin")  # two codings of a code that agree in these are one


def codebook_of(act: Act) -> Codebook:
    """The codebook as it is within the act; an empty one where there is none yet."""
    return read_codebook(act.connection) or Codebook(name="codebook")


def write_codes(act: Act, codebook: Codebook, renamed: Mapping[str, str] | None = None) -> None:
    """Write all codes of the codebook, and take away those it lacks. renamed: new name → old."""
    there = read_codebook(act.connection)
    if there is None:
        act.insert(schema.codebook, [{"id": codebook.name, "title": {}, "version": codebook.version}])
    known = ids_by_name(act.connection)
    for new, old in (renamed or {}).items():
        known[new] = known.pop(old)
    rewrite(act, codebook.name, codebook.codes, take_new_ids(act, codebook, known))


def id_of(act: Act, name: str) -> int:
    return ids_by_name(act.connection)[name]


def hand_over(act: Act, names: Collection[str], into: str) -> tuple[int, int]:
    """Give the codings of some codes to another; those it has already become one with them.

    Returns how many were moved and how many were there already, of those that whoever does it may see.
    """
    ids, hidden = ids_by_name(act.connection), unseen(act.connection, act.who)
    survivor = ids[into]
    kept = {_words(row): row for row in _codings(act, [survivor])}
    moved: list[int] = []
    doubled: dict[int, Row] = {}
    for row in _codings(act, [ids[name] for name in names]):
        twin = kept.setdefault(_words(row), row)
        if twin is row:
            moved.append(row["id"])
        else:
            doubled[row["id"]] = twin
            twin["note"] = _joined(twin["note"], row["note"])
    act.write_over(schema.coding, [{"id": row["id"], "note": row["note"]} for row in _each_once(doubled.values())])
    twins = {id_: twin["id"] for id_, twin in doubled.items()}
    _repoint(act, twins)
    hand_over_evidence(act, twins)
    _move_memos(act, "coding", twins)
    _move_memos(act, "code", {ids[name]: survivor for name in names})
    hand_over_refusals(act, [ids[name] for name in names], survivor)
    act.delete(schema.coding, list(doubled))
    act.write_over(schema.coding, [{"id": id_, "code": survivor, "code_version": ELSEWHERE} for id_ in moved])
    return len(set(moved) - hidden), len(doubled.keys() - hidden)


def move_codings(act: Act, ids: Collection[int], old: str, new: str) -> None:
    """Move codings of one code to another, as made under its present version. Raises for ids of other codings."""
    codes = ids_by_name(act.connection)
    of_code = {row["id"] for row in _codings(act, [codes[old]])} - unseen(act.connection, act.who)
    strange = sorted(set(ids) - of_code)
    if strange:
        raise fail("CODEBOOK-007", name=old, ids=", ".join(map(str, strange[:10])), n=len(strange))
    version = act.connection.scalar(select(schema.code.c.version).where(schema.code.c.id == codes[new]))
    values = {"code": codes[new], "code_version": version}
    act.write_over(schema.coding, [{"id": id_, **values} for id_ in sorted(set(ids))])


def _codings(act: Act, codes: Iterable[int]) -> list[Row]:
    table = schema.coding
    query = select(table).where(table.c.code.in_(list(codes))).order_by(table.c.id)
    return [dict(row) for row in act.connection.execute(query).mappings()]


def _words(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in WORDS)


def _each_once(rows: Iterable[Row]) -> list[Row]:
    return list({row["id"]: row for row in rows}.values())


def _joined(*notes: str) -> str:
    return "; ".join(dict.fromkeys(note for note in notes if note))


def _repoint(act: Act, twins: Mapping[int, int]) -> None:
    """Summaries that rest on a coding that becomes one with another rest on that one instead."""
    table = schema.summary
    for id_, codings in act.connection.execute(select(table.c.id, table.c.codings)).all() if twins else ():
        if not twins.keys().isdisjoint(codings):
            act.update(table, id_, {"codings": list(dict.fromkeys(twins.get(each, each) for each in codings))})


def _move_memos(act: Act, kind: str, to: Mapping[int, int]) -> None:
    """Memos on what becomes one with another stand on that one instead."""
    table = schema.memo
    names = {str(old): str(new) for old, new in to.items()}
    query = select(table.c.id, table.c.on_id).where(table.c.on_kind == kind)
    found = act.connection.execute(query).all() if names else ()
    act.write_over(table, [{"id": id_, "on_id": names[on_id]} for id_, on_id in found if on_id in names])
