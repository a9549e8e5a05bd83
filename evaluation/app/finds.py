"""What may tell who somebody is, gathered by its words, for a person to say of each whether it goes or may stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from evaluation.errors import fail
from evaluation.privacy.becoming import becoming
from evaluation.privacy.pseudonymise import Done
from evaluation.privacy.review import Traced, say, trace, words_of
from evaluation.privacy.scanning.find import CERTAINTIES, Certainty, Kind
from evaluation.study import Study
from instruments.responses.looking_through import open_texts

State = Literal["open", "goes", "stands"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Finds of one kind that are the same words and stand the same way, in the order of the texts.

    key: what is kept of the words; now: what will stand there instead, where that was asked for.
    """

    key: str
    state: State
    finds: tuple[Traced, ...]
    now: str = ""

    @property
    def surest(self) -> Traced:
        return min(self.finds, key=lambda each: CERTAINTIES.index(each.find.certainty))


def look_through(
    study: Study, sources: Sequence[str] | None = None, kind: Kind | None = None, at_least: Certainty = "possible"
) -> list[Traced]:
    """What `trace` finds in the sources, in what was written beside them and in open answers; of one kind or all."""
    found = trace(study, sources, at_least=at_least, beside=open_texts(study))
    return [each for each in found if kind in (None, each.find.kind)]


def gather(found: Iterable[Traced]) -> list[Gathered]:
    """Undecided words first, then those that go, then those that may stand; the surest first among each."""
    groups: dict[tuple[State, str], list[Traced]] = defaultdict(list)
    for each in found:
        groups[_state(each), words_of(each.find)].append(each)
    made = [Gathered(key, state, tuple(finds)) for (state, key), finds in groups.items()]
    return sorted(made, key=lambda each: (STATES.index(each.state), CERTAINTIES.index(each.surest.find.certainty)))


def settle(study: Study, keys: Collection[str], *, accepted: bool, source: str | None = None) -> int:
    """Say of words, by their keys, that they go or may stand: in all sources or in one. Returns the number of finds.

    Raises PRIVACY-013 where none of them is found any more.
    """
    found = [each for each in look_through(study, [source] if source else None) if words_of(each.find) in keys]
    if not found:
        raise fail("PRIVACY-013")
    say(study, found, accepted=accepted, everywhere=source is None)
    return len(found)


def replacements(study: Study, planned: Done) -> list[Gathered]:
    """What would be replaced, by its words and by what they become."""
    groups: dict[tuple[str, str, str], list[Traced]] = defaultdict(list)
    for each, now in zip(planned.gone, becoming(study, planned.gone), strict=True):
        groups[words_of(each.find), each.find.text, now].append(each)
    return [Gathered(key, "goes", tuple(finds), now) for (key, _, now), finds in groups.items()]


def _state(found: Traced) -> State:
    if found.said == "refused":
        return "stands"
    return "goes" if found.goes else "open"
