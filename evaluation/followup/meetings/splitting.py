"""The file of minutes as sources: the minutes themselves, and each appendix as one of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from evaluation.model import OffsetMap, Source
from evaluation.model.minutes import Appendix, Minutes
from evaluation.model.source import SourceKind

_FOLDED = str.maketrans({"å": "a", "ø": "o", "æ": "ae", "ä": "a", "ö": "o", "é": "e", "ü": "u"})
_LONGEST = 32  # signs of an id


@dataclass(frozen=True, slots=True)
class Split:
    """A source, and whose part of the file it is; of the minutes themselves, nobody's."""

    source: Source
    party: str = ""


def split_sources(source: Source, minutes: Minutes, shown: Callable[[str], str] = str) -> list[Split]:
    """The minutes first; what stands before the first appendix keeps its places. shown: how a party may be called."""
    if not minutes.appendices:
        return [Split(source)]
    head = source.text[: min(each.head for each in minutes.appendices)].rstrip()
    found = [Split(replace(source, text=head))]
    taken: set[str] = {source.name}
    for number, each in enumerate(minutes.appendices, 1):
        found.append(Split(_part(source, each, _name(source.name, shown(each.party), number, taken)), each.party))
    return found


def handle(words: str, longest: int = _LONGEST) -> str:
    """Words as an id: small letters, figures and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.casefold().translate(_FOLDED)).strip("-")
    return plain if len(plain) <= longest else plain[:longest].rsplit("-", 1)[0].strip("-") or plain[:longest]


def _part(source: Source, appendix: Appendix, name: str) -> Source:
    start, end = appendix.start, appendix.end
    kind: SourceKind = "party-report" if appendix.party else "document"
    steps = (
        (0, source.offsets.original(start)),
        *((at - start, there) for at, there in source.offsets.steps if start < at < end),
    )
    return replace(source, name=name, kind=kind, text=source.text[start:end], offsets=OffsetMap(steps), problems=())


def _name(whole: str, party: str, number: int, taken: set[str]) -> str:
    wanted = f"{whole}-{handle(party or f'vedlegg-{number}')}"
    name = next(each for each in _tries(wanted) if each not in taken)
    taken.add(name)
    return name


def _tries(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in range(2, 10_000))
