"""A text with other words in the place of those that tell who somebody is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.language import Language, phrase
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import Register
from evaluation.privacy.scanning.spelling import folded
from evaluation.sources.alignment import align
from evaluation.sources.moving import moved

_GENITIVES = ("'s", "’s", "s", "'", "’")
_HISSING = ("s", "x", "z")


@dataclass(frozen=True, slots=True)
class Swap:
    """What stands at [start, end) of the new text, and what stood there before."""

    start: int
    end: int
    was: str


def replaced(
    text: str, finds: Iterable[Find], register: Register, pseudonyms: Mapping[str, str], language: Language
) -> tuple[str, tuple[Swap, ...]]:
    """The text with a pseudonym for each of the study's own, and the kind of thing in brackets for all else.

    finds: apart, in the order of the text. pseudonyms: `participant:p1` → `Informant 1`. A genitive stays one. Only
    what was found is touched: whole words and their inflections.
    """
    parts: list[str] = []
    swaps: list[Swap] = []
    at = length = 0
    for find in finds:
        now = instead(find, register, pseudonyms, language)
        parts += [text[at : find.start], now]
        length += find.start - at
        swaps.append(Swap(length, length + len(now), text[find.start : find.end]))
        at, length = find.end, length + len(now)
    return "".join([*parts, text[at:]]), tuple(swaps)


def put_back(now: str, then: str, swaps: Sequence[Swap]) -> tuple[str, tuple[tuple[int, int, int, int], ...]]:
    """A text with the old words where their pseudonyms still stand as they did `then`, and the spans that changed:
    [start, end) of `now` and of what is returned."""
    places = moved(align(then, now), [(each.start, each.end) for each in swaps]).moves
    parts: list[str] = []
    spans: list[tuple[int, int, int, int]] = []
    at = length = 0
    for swap, place in zip(swaps, (each.place for each in places), strict=True):
        if place is None or place[0] < at or now[slice(*place)] != then[swap.start : swap.end]:
            continue
        parts += [now[at : place[0]], swap.was]
        length += place[0] - at
        spans.append((*place, length, length + len(swap.was)))
        at, length = place[1], length + len(swap.was)
    return "".join([*parts, now[at:]]), tuple(spans)


def instead(find: Find, register: Register, pseudonyms: Mapping[str, str], language: Language) -> str:
    """What stands in the place of a find: a pseudonym, or the kind of thing in brackets."""
    known = [pseudonyms[who] for who in find.of if who in pseudonyms]
    now = known[0] if len(known) == 1 else f"[{phrase(f'privacy.instead.{find.kind}', language)}]"
    ending = _genitive(find, register)
    return with_ending(now, ending, language)


def _genitive(find: Find, register: Register) -> str:
    """The ending that makes a genitive of a name; none where the name itself ends so."""
    if find.kind not in ("person", "organisation"):
        return ""
    own = {folded(word) for who in find.of for word in register.words(who)}
    last = find.text.split()[-1] if find.text.split() else find.text
    if folded(last) in own:
        return ""
    for ending in _GENITIVES:
        if last.endswith(ending) and (not own or folded(last.removesuffix(ending)) in own or ending not in ("s",)):
            return ending
    return ""


def with_ending(now: str, ending: str, language: Language) -> str:
    """The new word with the genitive of the old one: `Informant 1s`, `Virksomhet As`, `Lars’`, `Informant 1's`."""
    if not ending:
        return now
    if now.endswith(_HISSING):
        return f"{now}’"
    return f"{now}'s" if language == "en" else f"{now}s"
