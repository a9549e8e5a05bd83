"""Codings that say the same of words that overlap or touch, made one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from evaluation.errors import fail
from evaluation.model import Coding
from evaluation.settings.nearness import near
from evaluation.sources.overlapping import Group, overlaps
from evaluation.store import texts
from evaluation.store.codes import read_codings, remove_codings
from evaluation.store.hand_codings import change_coding
from evaluation.store.sight import unseen
from evaluation.study import Study

__all__ = ["Merged", "merge_codings", "merged", "overlaps"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The codings that were several, and the one they are now."""

    group: Group
    coding: Coding


def merged(group: Group) -> Coding:
    """One coding of all the words of a group that `overlaps` gives.

    Its notes are joined, each once. Its origin is that of all, else `manual`: where a person had a part, it is a
    person's. It is as sure as the least sure of them, made under the oldest of their code's versions, and has the first
    one's id.
    """
    first = min(group, key=lambda each: (each.id is None, each.id or 0))
    origins = {each.origin for each in group}
    return replace(
        first,
        start=min(each.start for each in group),
        end=max(each.end for each in group),
        origin=origins.pop() if len(origins) == 1 else "manual",
        note="\n".join(dict.fromkeys(each.note for each in group if each.note)),
        certainty=min((each.certainty for each in group if each.certainty is not None), default=None),
        code_version=min((each.code_version for each in group if each.code_version is not None), default=None),
    )


def merge_codings(
    study: Study, *, codes: Collection[str] = (), coder: str | None = None, dry_run: bool = False
) -> list[Merged]:
    """Make one of each group, as one act: all codes and coders, or those named. With `dry_run` nothing is written.

    Memos and summaries that rest on one of a group rest on what it has become.
    """
    known = [code.name for code in study.codebook] if codes else []
    for name in codes:
        if name not in known:
            raise fail("STUDY-005", name=name, known=near(name, known))
    if dry_run:
        return _found(study.codings(), codes, coder)
    with study.store.act("code.merge", study.who) as act:
        hidden = unseen(act.connection, study.who)
        done = _found([each for each in read_codings(act.connection) if each.id not in hidden], codes, coder)
        act.details["n"] = len(done)
        gone = {each: done_.coding.id for done_ in done for each in done_.group if each.id != done_.coding.id}
        remove_codings(act, gone)
        for each in done:
            change_coding(act, each.coding)
        texts.put_together(act, {each.id: kept for each, kept in gone.items() if each.id and kept})
    return done


def _found(codings: Collection[Coding], codes: Collection[str], coder: str | None) -> list[Merged]:
    wanted = (each for each in codings if (not codes or each.code in codes) and coder in (None, each.coder))
    return [Merged(group, merged(group)) for group in overlaps(wanted)]
