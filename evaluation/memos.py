"""Memos on a study: written, edited, removed and listed, each change one act that can be taken back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from sqlalchemy import Connection

from evaluation.errors import Problem, problem, raise_any
from evaluation.model import Memo
from evaluation.model.memo import MemoKind, MemoTarget
from evaluation.settings.nearness import nearest
from evaluation.store import memos as stored
from evaluation.study import Study

KINDS: tuple[MemoKind, ...] = get_args(MemoKind)
TARGETS: tuple[MemoTarget, ...] = get_args(MemoTarget)
# What no XML file may hold, so neither a Word file nor a workbook.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def add_memo(study: Study, memo: Memo) -> Memo:
    """Write a memo; author and time are filled in where they are empty. Returns it as it was kept, with its id."""
    kept = replace(_tidied(memo), author=memo.author or study.who, at=memo.at or now())
    raise_any(_faults(study, kept))
    with study.store.act("memo.add", study.who, kind=kept.kind, on=kept.on) as act:
        return replace(kept, id=stored.add_memo(act, kept))


def edit_memo(study: Study, memo: Memo, *, was: str | None = None) -> Memo:
    """Put this in place of the memo that has its id.

    was: its text as whoever edits it has seen it. Raises MEMO-020 where somebody has changed it since.
    """
    kept, there = _tidied(memo), list_memos(study)
    raise_any(_unknown_ids([memo.id], there))
    before = next(each for each in there if each.id == memo.id)
    raise_any(_faults(study, kept, moved=_place(before) != _place(kept)))
    with study.store.act("memo.edit", study.who, id=memo.id, kind=kept.kind) as act:
        _refuse_changed(act.connection, [memo.id], was)
        stored.edit_memo(act, kept)
    return kept


def remove_memos(study: Study, ids: Sequence[int], *, was: str | None = None) -> list[Memo]:
    """Remove the memos with these ids, all of them or none; returns what they were. was: as in `edit_memo`."""
    there = list_memos(study)
    raise_any(_unknown_ids(ids, there))
    with study.store.act("memo.remove", study.who, n=len(set(ids))) as act:
        _refuse_changed(act.connection, ids, was)
        stored.remove_memos(act, dict.fromkeys(ids))
    return [memo for memo in there if memo.id in set(ids)]


def list_memos(
    study: Study,
    *,
    kind: MemoKind | None = None,
    author: str | None = None,
    on: MemoTarget | None = None,
    on_id: str | None = None,
    words: str | None = None,
) -> list[Memo]:
    """The memos, the oldest first; `words` looks in titles and texts, small and capital letters alike.

    What a memo stood on and is no longer there has its number after a `#` in `on_id`.
    """
    with study.store.reading() as connection:
        found = stored.read_memos(connection)
    wanted = {"kind": kind, "author": author, "on": on, "on_id": on_id}
    fits = [memo for memo in found if all(value in (None, getattr(memo, key)) for key, value in wanted.items())]
    return [memo for memo in fits if not words or words.casefold() in f"{memo.title}\n{memo.text}".casefold()]


def memo(study: Study, id_: int) -> Memo:
    """The memo with this id."""
    there = list_memos(study)
    raise_any(_unknown_ids([id_], there))
    return next(each for each in there if each.id == id_)


def refuse_unknown_target(study: Study, on: MemoTarget, on_id: str) -> None:
    """Raise MEMO-001, with the nearest names, when there is no such thing in the study."""
    raise_any(_unknown_target(study, on, on_id))


def tidy(text: str) -> str:
    """What a person wrote as it is kept: newlines as `\\n`, nothing no file can hold, no blanks at the ends."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _refuse_changed(connection: Connection, ids: Collection[int | None], was: str | None) -> None:
    """Looked at where nobody else writes: what was seen before the act began may have been changed since."""
    texts = {each.id: each.text for each in stored.read_memos(connection)} if was is not None else {}
    raise_any(problem("MEMO-020", id=id_) for id_ in ids if was is not None and texts.get(id_) != was)


def _tidied(memo: Memo) -> Memo:
    return replace(memo, title=" ".join(tidy(memo.title).split()), text=tidy(memo.text))


def _place(memo: Memo) -> tuple[object, ...]:
    return (memo.on, memo.on_id, memo.start, memo.end)


def _faults(study: Study, memo: Memo, *, moved: bool = True) -> Iterable[Problem]:
    """moved: whether it stands where it did not stand before; a memo may outlive what it was written on."""
    if not (memo.text or memo.title):
        yield problem("MEMO-002")
    for value, known in ((memo.kind, KINDS), (memo.on, TARGETS)):
        if value not in known:
            yield problem("MEMO-006", value=value, known=", ".join(known))
    if moved and memo.on in TARGETS:
        yield from _unknown_target(study, memo.on, memo.on_id) or _misplaced(study, memo)


def _unknown_target(study: Study, on: MemoTarget, on_id: str) -> tuple[Problem, ...]:
    with study.store.reading() as connection:
        known = list(stored.targets(connection, on))
    if on_id in known:
        return ()
    near = ", ".join(nearest(on_id, known) or known[:8]) or "–"
    return (problem("MEMO-001", target=f"{on}:{on_id}", known=near),)


def _misplaced(study: Study, memo: Memo) -> tuple[Problem, ...]:
    """Words stand in a source, within its text."""
    if memo.start is None and memo.end is None:
        return ()
    if memo.on != "source":
        return (problem("MEMO-005"),)
    length = len(study.source(memo.on_id).text)
    start, end = (-1 if each is None else each for each in (memo.start, memo.end))
    if 0 <= start < end <= length:
        return ()
    return (problem("MEMO-003", start=memo.start, end=memo.end, length=length),)


def _unknown_ids(ids: Collection[int | None], there: Iterable[Memo]) -> tuple[Problem, ...]:
    known = [each.id for each in there]
    missing = [id_ for id_ in dict.fromkeys(ids) if id_ not in known]
    listed = ", ".join(map(str, known[-8:])) or "–"
    return tuple(problem("MEMO-004", id=id_, known=listed) for id_ in missing)
