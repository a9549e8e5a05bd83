"""Suggestions that somebody has said no to: kept, listed, taken back, and not made again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coding.suggest.units import Unit
from evaluation.errors import fail
from evaluation.memos import now, tidy
from evaluation.model import Refusal, Source
from evaluation.settings.nearness import nearest
from evaluation.store.refusals import add_refusals, read_refusals, remove_refusals
from evaluation.study import Study

if TYPE_CHECKING:
    from coding.suggest.acts import Suggestion

Lapse = Literal["", "words", "code"]
Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal as it is now: `id` is the suggestion's, `text` the words at its place.

    lapsed: why it no longer stands (the `words` are others now, or the `code` means something else), or empty.
    """

    id: str
    source: str
    start: int
    end: int
    text: str
    code: str
    reason: str
    lapsed: Lapse
    model: str
    score: float | None
    who: str
    at: str


def id_of(source: str, start: int, end: int, code: str) -> str:
    """What a suggestion is called: it follows from place and code, so that it stays the same as models change."""
    return hashlib.sha256(f"{source}\0{start}\0{end}\0{code}".encode()).hexdigest()[:8]


def refuse(study: Study, suggestions: Iterable[Suggestion], reason: str = "") -> int:
    """Say no to suggestions, in one act that `undo` takes back; returns how many were not refused already.

    They are not made again until the words or what the code means are others, and teach what the code is not.
    """
    versions = {code.name: code.version for code in study.codebook}
    texts = {source.name: source.text for source in study.sources()}
    said, at = tidy(reason), now()
    new = {
        _key(each): Refusal(
            each.source,
            each.start,
            each.end,
            each.code,
            versions[each.code],
            hash_of(texts[each.source][each.start : each.end]),
            said,
            each.model,
            each.score,
            study.who,
            at,
        )
        for each in suggestions
    }
    with study.store.act("suggest.refuse", study.who, n=len(new)) as act:
        there = {_key(each): each for each in read_refusals(act.connection)}
        stands = {key for key, each in there.items() if key in new and _stands_as(each, new[key])}
        remove_refusals(act, [each.id for key, each in there.items() if key in new and key not in stands and each.id])
        add_refusals(act, [each for key, each in new.items() if key not in stands])
    return len(new) - len(stands)


def list_refusals(study: Study) -> tuple[Refused, ...]:
    """All refusals, by source and place; those that no longer stand too."""
    with study.store.reading() as connection:
        found = read_refusals(connection)
    if not found:
        return ()
    sources = {source.name: source for source in study.sources(sorted({each.source for each in found}))}
    versions = {code.name: code.version for code in study.codebook}
    return tuple(_told(each, sources[each.source], versions[each.code]) for each in found)


def propose_again(study: Study, ids: Sequence[str]) -> int:
    """Take back the refusals of the suggestions with these ids, all in one act. Raises SUGGEST-010 for unknown ones."""
    wanted = set(ids)
    known = {each.id for each in list_refusals(study)}
    if unknown := sorted(wanted - known):
        near = dict.fromkeys(each for id_ in unknown for each in nearest(id_, sorted(known)))
        raise fail("SUGGEST-010", ids=", ".join(unknown), known=", ".join(near) or "–")
    with study.store.act("suggest.again", study.who, n=len(wanted)) as act:
        gone = [each.id for each in read_refusals(act.connection) if id_of(*_key(each)) in wanted and each.id]
        remove_refusals(act, gone)
    return len(wanted)


def refused_codes(refused: Iterable[Refused], units: Sequence[Unit]) -> Mapping[Unit, Collection[str]]:
    """For each unit the codes that are refused for its very words, where the refusal stands."""
    codes: defaultdict[tuple[str, int, int], set[str]] = defaultdict(set)
    for each in refused:
        if not each.lapsed:
            codes[each.source, each.start, each.end].add(each.code)
    return {unit: codes[place] for unit in units if (place := (unit.source, unit.start, unit.end)) in codes}


def hash_of(words: str) -> str:
    """By which words are known again without being kept twice; how white space is set does not count."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]


def _key(each: Suggestion | Refusal) -> Key:
    return each.source, each.start, each.end, each.code


def _stands_as(there: Refusal, new: Refusal) -> bool:
    return (there.words, there.code_version) == (new.words, new.code_version)


def _told(refusal: Refusal, source: Source, version: int) -> Refused:
    words = source.text[refusal.start : refusal.end]
    lapsed: Lapse = "words" if hash_of(words) != refusal.words else "code" if version != refusal.code_version else ""
    return Refused(
        id_of(*_key(refusal)),
        refusal.source,
        refusal.start,
        refusal.end,
        " ".join(words.split()),
        refusal.code,
        refusal.reason,
        lapsed,
        refusal.model,
        refusal.score,
        refusal.who,
        refusal.at,
    )
