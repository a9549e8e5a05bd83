"""The places where coders differ as a person reads them: the words, notes and memos, and what was decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from coding.consensus.comparing import Comparison, agreed_left
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


State = Literal["open", "settled", "all"]
Order = Literal["worst", "text"]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which places, and in what order: those of the worst codes first, or as they stand in the texts."""

    codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    state: State = "all"
    order: Order = "worst"


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
    sought = Sought(tuple(codes), tuple(kinds), "open" if only_open else "all")
    return told_of(study, comparison, places_of(comparison, sought))


def places_of(comparison: Comparison, sought: Sought) -> list[Disagreement]:
    """The places sought. Raises CONSENSUS-011, with the nearest, for a code that none of the coders has used."""
    for code in sought.codes:
        known = list(comparison.found.overlap)
        if code not in known:
            raise fail("CONSENSUS-011", name=code, known=", ".join(nearest(code, known) or known[:8]) or "–")
    ordered = comparison.found.worst_first() if sought.order == "worst" else comparison.found.disagreements
    return [
        each
        for each in ordered
        if (not sought.codes or set(sought.codes) & set(each.codes))
        and (not sought.kinds or each.kind in sought.kinds)
        and (sought.state == "all" or (comparison.decision(each) is None) == (sought.state == "open"))
    ]


def told_of(study: Study, comparison: Comparison, places: Iterable[Disagreement]) -> list[Listed]:
    """Places with their words, notes and memos."""
    memos = _memos(study)
    return [_listed(comparison, each, memos) for each in places]


def counts_of(study: Study, comparison: Comparison) -> dict[str, int]:
    """Places agreed on, those of them that the consensus has, those in dispute, and those nobody has decided."""
    agreed = comparison.found.agreed
    return {
        "agreed": len(agreed),
        "taken": len(agreed) - len(agreed_left(comparison, study.codings())),
        "found": len(comparison.found.disagreements),
        "open": len(comparison.open),
    }


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
