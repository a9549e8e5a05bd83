"""The places where coders differ as a person reads them: the words, notes and memos, and what was decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from coding.consensus.comparing import Comparison
from coding.consensus.places import Disagreement
from evaluation.errors import fail
from evaluation.memos import list_memos
from evaluation.model import Coding, Memo
from evaluation.settings.nearness import nearest
from evaluation.study import Study


@dataclass(frozen=True, slots=True)
class Said:
    """A coding in dispute as one reads it; `coder` is whom of those compared it belongs to."""

    id: int
    coder: str
    code: str
    start: int
    end: int
    text: str
    note: str
    memos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A place with its words. overlap: of the characters anybody gave its code, the share that all did; the least where
    it has several codes. decided: what stands decided, as keys and values; None while it is open.
    """

    id: int
    source: str
    start: int
    end: int
    text: str
    kind: str
    codes: tuple[str, ...]
    overlap: float
    said: tuple[Said, ...]
    decided: dict[str, Any] | None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def listed(
    study: Study,
    comparison: Comparison,
    *,
    codes: Collection[str] = (),
    kinds: Collection[str] = (),
    only_open: bool = False,
) -> list[Listed]:
    """The places, those of the worst codes first; of some codes and kinds, and only the open ones, if wanted.

    Raises CONSENSUS-011, with the nearest, for a code that none of the coders has used.
    """
    for code in codes:
        known = list(comparison.found.overlap)
        if code not in known:
            raise fail("CONSENSUS-011", name=code, known=", ".join(nearest(code, known) or known[:8]) or "–")
    memos = _memos(study)
    found = [
        each
        for each in comparison.found.worst_first()
        if (not codes or set(codes) & set(each.codes))
        and (not kinds or each.kind in kinds)
        and not (only_open and comparison.decision(each))
    ]
    return [_listed(comparison, each, memos) for each in found]


def _memos(study: Study) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for memo in list_memos(study, on="coding"):
        if memo.on_id.isdecimal() and memo.kind != "personal":
            found[int(memo.on_id)] = (*found.get(int(memo.on_id), ()), _of(memo))
    return found


def _of(memo: Memo) -> str:
    return ": ".join(part for part in (memo.title, memo.text) if part)


def _listed(comparison: Comparison, place: Disagreement, memos: Mapping[int, tuple[str, ...]]) -> Listed:
    text = comparison.texts[place.source]
    decided = comparison.decision(place)
    return Listed(
        place.id,
        place.source,
        place.start,
        place.end,
        _plain(text[place.start : place.end]),
        place.kind,
        place.codes,
        min(comparison.found.overlap[code] for code in place.codes),
        tuple(_said(comparison, each, text, memos) for each in place.codings),
        asdict(decided) if decided else None,
    )


def _said(comparison: Comparison, coding: Coding, text: str, memos: Mapping[int, tuple[str, ...]]) -> Said:
    return Said(
        coding.id or 0,
        comparison.rater(coding),
        coding.code,
        coding.start,
        coding.end,
        _plain(text[coding.start : coding.end]),
        coding.note,
        memos.get(coding.id or 0, ()),
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
