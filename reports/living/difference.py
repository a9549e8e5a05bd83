"""What changed between two states of a report, so that a person can read it: what, from what, to what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from reports.living.evidence import KINDS, Evidence, Kind, Told, remembered_parts
from reports.living.speaking import PART, Rests, label_of, state_of

Verdict = Literal["new", "changed", "gone"]
AROUND = 3  # words told before and after a changed stretch of text
IN_A_ROW = 3  # words by which a quote is known in another text
LONGEST = 24  # words of a stretch that are told


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a thing: a cell, a quote, a stretch of text. None where it was not there, or is no longer.

    why: of words that are not told again, whether the `coding` is gone or whoever spoke may not be quoted (`consent`).
    """

    name: str
    before: str | None
    after: str | None
    why: Literal["", "coding", "consent"] = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing the data say otherwise. parts: empty where it is only known that it changed."""

    id: str
    kind: Kind
    label: str
    verdict: Verdict
    parts: tuple[Part, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def differences(
    before: Told, after: Told, *, silent: Iterable[str] = (), gone: Collection[str] = ()
) -> tuple[Difference, ...]:
    """What is new, changed or gone, kind by kind. silent: words that must not be told again, wherever they stood.
    gone: quotes that are silent because their coding was taken away.
    """
    untold = frozenset(run for words in silent for run in _in_a_row(words))
    ids = [*dict.fromkeys([*before, *after])]
    found = [each for id_ in ids if (each := _difference(before.get(id_), after.get(id_), untold, gone))]
    return tuple(sorted(found, key=lambda each: KINDS.index(each.kind)))


def _difference(
    before: Evidence | None, after: Evidence | None, silent: frozenset[str], gone: Collection[str]
) -> Difference | None:
    one = after or before
    if one is None or (before and after and before.state == after.state):
        return None
    verdict: Verdict = "changed" if before and after else "new" if after else "gone"
    was, now = (before.parts if before else {}), (after.parts if after else {})
    parts = changed_parts(one.kind, was, now)
    if silent:
        parts = tuple(_quiet(each, silent, gone) for each in parts)
    return Difference(one.id, one.kind, label_of(one), verdict, parts if verdict == "changed" else parts[:LONGEST])


def _quiet(part: Part, silent: frozenset[str], gone: Collection[str]) -> Part:
    """The part without words that must not be told again, and why they are not."""
    if part.before is None or (told := _told(part.before, silent)) is not None:
        return part
    return Part(part.name, told, part.after, "coding" if part.name in gone else "consent")


def _told(words: str | None, silent: frozenset[str]) -> str | None:
    """The words, unless some in a row are of what must not be told."""
    return None if words and any(each in silent for each in _in_a_row(words)) else words


def _in_a_row(words: str) -> Iterator[str]:
    """Every three words that stand after each other, as they are compared."""
    listed = [word for each in words.split() if (word := "".join(filter(str.isalnum, each)).casefold())]
    yield from (" ".join(listed[at : at + IN_A_ROW]) for at in range(len(listed) - IN_A_ROW + 1))


def changed_parts(kind: Kind, was: Mapping[str, str], now: Mapping[str, str]) -> tuple[Part, ...]:
    if kind != "number" and "" in was and "" in now:
        return tuple(_stretches(was[""].split(), now[""].split()))
    names = dict.fromkeys([*was, *now])
    return tuple(Part(name, was.get(name), now.get(name)) for name in names if was.get(name) != now.get(name))


def _stretches(was: Sequence[str], now: Sequence[str]) -> Iterator[Part]:
    """The changed words with a few around them; stretches that nearly meet are told as one."""
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for group in matcher.get_grouped_opcodes(AROUND):
        if any(each[0] != "equal" for each in group):
            first, last = group[0], group[-1]
            yield Part("", _shortened(was[first[1] : last[2]]), _shortened(now[first[3] : last[4]]))


def _shortened(words: Sequence[str]) -> str:
    return " ".join(words) if len(words) <= LONGEST else f"{' '.join(words[:LONGEST])} …"


def of_rests(
    rests: Rests, told: Told, remembered: Mapping[str, Mapping[str, str]], extra: Iterable[str] = ()
) -> tuple[Difference, ...]:
    """What a paragraph rests on and is no longer as it was; `extra` is what has come beside it since."""
    found = [each for key, (_, state) in rests.items() if (each := _of_key(key, state, told, remembered))]
    fresh = [Difference(id_, told[id_].kind, label_of(told[id_]), "new") for id_ in extra]
    whole = {each.id for each in found if PART not in each.id}
    parted = (each for each in found if PART not in each.id or each.id.partition(PART)[0] not in whole)
    return tuple(sorted([*parted, *fresh], key=lambda each: KINDS.index(each.kind)))


def _of_key(key: str, state: str, told: Told, remembered: Mapping[str, Mapping[str, str]]) -> Difference | None:
    id_, _, part = key.partition(PART)
    now, evidence = state_of(key, told), told.get(id_)
    if now == state:
        return None
    verdict: Verdict = "gone" if now is None else "changed"
    kind, label = (evidence.kind, label_of(evidence)) if evidence else (KIND_OF[id_.partition(":")[0]], id_)
    if kind == "number" or (part and kind != "quotes"):
        return Difference(key, kind, label, verdict, (Part(part, state, now),))
    was = {part: state} if part else remembered.get(state, {})
    return Difference(key, kind, label, verdict, tuple(_since(was, evidence, part)) if was else ())


def _since(was: Mapping[str, str], evidence: Evidence | None, only: str) -> Iterator[Part]:
    """The parts that are otherwise than they are remembered; quotes with their words as far as these are there."""
    now = remembered_parts(evidence) if evidence else {}
    for name in dict.fromkeys([*was, *now]):
        if was.get(name) == now.get(name) or (only and name != only):
            continue
        if evidence is not None and evidence.kind == "quotes":
            yield Part(name, "" if name in was else None, evidence.parts.get(name))
        else:
            yield Part(name, was.get(name), now.get(name))


KIND_OF: Mapping[str, Kind] = {"var": "number", "fig": "figure", "tbl": "table", "quotes": "quotes", "text": "text"}
