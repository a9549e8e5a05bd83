"""Memos, users, media, cases and links of a study on its way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from coding.exchange.guids import pointed
from coding.exchange.identities import memo_guid, user_guids
from coding.exchange.leaving import Leaving
from coding.exchange.project import Case, Coded, Medium, Note, Relation, User, Variable
from coding.memos_withheld import Withheld
from evaluation.model import Memo
from evaluation.store import codes, exchange, memos
from evaluation.store.memos import GONE


def notes(leaving: Leaving, codings: Iterable[Coded], *, personal: bool) -> list[Note]:
    """The memos, but for those that tell of what was imported here, and personal ones unless they are asked for."""
    reports = {row["memo"] for row in exchange.read_kept(leaving.connection, "exchange")}
    coded = {str(each.coding.id): each.guid for each in codings}
    known = leaving.identities.known.get("memo", {})
    found = []
    withheld = _withheld(leaving)
    for memo in memos.read_memos(leaving.connection):
        if memo.id in reports:
            continue
        if withheld.holds(memo):
            leaving.tell("note", "dropped", "withdrawn")
            continue
        if memo.kind == "personal" and not personal:
            leaving.tell("note", "dropped", "personal", examples=(memo.title,))
            continue
        told, target = _told(leaving, leaving.covering.memo(memo), coded)
        guid = leaving.identities.guid("memo", str(memo.id), partial(memo_guid, told, target))
        came = known.get(str(memo.id))
        content: dict[str, Any] = pointed(dict((came.content if came else None) or {}), leaving.merged)
        also = tuple(content.pop("also", ()))
        found.append(Note(told, guid, also, content))
    return found


def _withheld(leaving: Leaving) -> Withheld:
    sources = {each.name: each for each in leaving.held}
    coded = {str(each.id): each for each in codes.read_codings(leaving.connection)}
    return Withheld(leaving.covering.gone, leaving.covering.silenced, sources, coded)


def _told(leaving: Leaving, memo: Memo, coded: Mapping[str, str]) -> tuple[Memo, str]:
    """The memo with what it stands on as the project calls it, and the GUID of that."""
    to = {
        "source": {name: name for name in leaving.sources},
        "code": {name: name for name in leaving.codes},
        "coding": coded,
        "participant": leaving.told.participants,
        "organisation": leaving.told.organisations,
        "session": {each.id: each.id for each in leaving.told.people.sessions},
        "turn": {memo.on_id: memo.on_id} if not memo.on_id.startswith(GONE) else {},
    }.get(memo.on, {"": ""})
    if memo.on_id not in to:
        leaving.tell("note", "changed", "target-gone", examples=(memo.title,))
        return replace(memo, on="study", on_id="", start=None, end=None), ""
    on_id = to[memo.on_id]
    guid = {"source": leaving.sources, "code": leaving.codes}.get(memo.on, {}).get(on_id, on_id)
    return replace(memo, on_id=on_id), guid


def users(leaving: Leaving, codings: Iterable[Coded], written: Iterable[Note]) -> tuple[User, ...]:
    """Everybody who coded or wrote, and those who came with a project, by name."""
    known = leaving.identities.known.get("user", {})
    names = {*(each.coding.coder for each in codings), *(each.memo.author for each in written)}
    found = user_guids(leaving.identities, sorted(names))
    ids = {name: str((each.content or {}).get("id", "")) for name, each in known.items()}
    return tuple(User(name, guid, ids.get(name, "")) for name, guid in sorted(found.items()))


def media(leaving: Leaving) -> tuple[Medium, ...]:
    found = []
    for row in exchange.read_kept(leaving.connection, "medium"):
        content = pointed(row["content"], leaving.merged)
        values = leaving.values.get(("medium", str(row["id"])), {})
        file = leaving.file(row["file"])
        if row["file"] and file is None:
            leaving.tell("file", "dropped", "file-gone", examples=(row["file"],))
        content = {**content, **({"values": dict(values)} if values else {})}
        found.append(Medium(row["kind"], row["name"], row["guid"], file, content))
    return tuple(found)


def variables(leaving: Leaving) -> tuple[Variable, ...]:
    rows = exchange.read_kept(leaving.connection, "variable")
    return tuple(Variable(row["name"], row["guid"], row["type"], row["description"]) for row in rows)


def cases(leaving: Leaving) -> tuple[Case, ...]:
    found = []
    for row in exchange.read_kept(leaving.connection, "study_case"):
        content = pointed(row["content"], leaving.merged)
        members = {key: tuple(content.get(key, ())) for key in ("codes", "sources", "selections")}
        values = leaving.values.get(("case", str(row["id"])), {})
        found.append(Case(row["name"], row["guid"], row["description"], values, **members))
    return tuple(found)


def relations(leaving: Leaving) -> tuple[Relation, ...]:
    rows = exchange.read_kept(leaving.connection, "relation")
    return tuple(
        Relation(row["kind"], row["name"], row["guid"], pointed(row["content"], leaving.merged)) for row in rows
    )
