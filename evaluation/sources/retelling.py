"""The turns of a changed text: what was known of each turn before, kept with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise, takewhile

from evaluation.model import Source, Turn
from evaluation.sources.alignment import Alignment
from evaluation.sources.moving import moved, widened
from evaluation.sources.speakers import label_key
from evaluation.sources.turns import Kept


@dataclass(frozen=True, slots=True)
class _Old:
    """A turn as it was, and where its words are now."""

    index: int
    turn: Turn
    start: int
    end: int
    is_exact: bool


def followed(source: Source, alignment: Alignment) -> tuple[Kept, ...]:
    """The turns of the old text at their new places; those whose words are gone are gone too."""
    kept: list[Kept] = []
    for old in _placed(source, alignment):
        start, end = widened(alignment, old.turn.start, old.turn.end)
        if not start <= old.start <= old.end <= end:  # it went elsewhere
            start, end = old.start, old.end
        start = max(start, kept[-1].turn.end) if kept else start
        if start < end:
            kept.append(Kept(replace(old.turn, start=start, end=end), old.index))
    return tuple(kept)


def carried(source: Source, parsed: Sequence[Turn], alignment: Alignment) -> tuple[Kept, ...]:
    """The turns read from the new text, with what the old text's turns knew.

    The participant and the question are kept where the label or the words are the same, and turns that somebody split
    or joined stay so where their words did not change.
    """
    telling = _Retelling(source, alignment)
    used: set[int] = set()
    kept = []
    for turn in telling.as_divided(parsed):
        old = telling.nearest(turn)
        is_first = old is not None and old.index not in used
        used |= {old.index} if old else set()
        kept.append(Kept(telling.told(turn, old), old.index if old and is_first else None))
    return tuple(kept)


def _placed(source: Source, alignment: Alignment) -> list[_Old]:
    """The old turns whose words are still there, in their new order."""
    moves = moved(alignment, [(turn.start, turn.end) for turn in source.turns]).moves
    found = (
        _Old(index, turn, *move.place, move.is_exact)
        for index, (turn, move) in enumerate(zip(source.turns, moves, strict=True))
        if move.place is not None
    )
    return sorted(found, key=lambda old: (old.start, old.index))


@dataclass(frozen=True)
class _Retelling:
    source: Source
    alignment: Alignment

    @cached_property
    def placed(self) -> list[_Old]:
        return _placed(self.source, self.alignment)

    @cached_property
    def participants(self) -> Mapping[str, str | None]:
        """Label → participant, for the labels that are always the same person's."""
        found: dict[str, set[str | None]] = {}
        for turn in self.source.turns:
            found.setdefault(label_key(turn.speaker), set()).add(turn.participant)
        return {label: next(iter(those)) for label, those in found.items() if label and len(those) == 1}

    def as_divided(self, parsed: Sequence[Turn]) -> Iterator[Turn]:
        """The parsed turns, but where the old ones were divided otherwise over the same words, those."""
        ends = {old.start: old.end for old in self.placed if old.is_exact}
        waiting = list(parsed)[::-1]
        while waiting:
            turn = waiting.pop()
            rest = _until(waiting, ends.get(turn.start, 0))
            if rest:
                del waiting[-len(rest) :]
                yield replace(turn, end=rest[-1].end, end_time=rest[-1].end_time)
            else:
                yield from self._parts(turn)

    def _parts(self, turn: Turn) -> Iterable[Turn]:
        inside = [old for old in self._around(turn) if turn.start <= old.start and old.end <= turn.end]
        if len(inside) < 2 or not self._are_whole(turn, inside):
            return [turn]
        return [replace(turn, start=old.start, end=old.end) for old in inside]

    def _are_whole(self, turn: Turn, inside: Sequence[_Old]) -> bool:
        """Whether these turns make up the parsed one, with nothing changed in or between them."""
        if (inside[0].start, inside[-1].end) != (turn.start, turn.end) or not all(old.is_exact for old in inside):
            return False
        old_text, new_text = self.alignment.old, self.alignment.new
        return all(
            old_text[one.turn.end : other.turn.start] == new_text[one.end : other.start]
            for one, other in pairwise(inside)
        )

    def nearest(self, turn: Turn) -> _Old | None:
        """The old turn of which most is in the new one."""

        def shared(old: _Old) -> int:
            return min(old.end, turn.end) - max(old.start, turn.start)

        best = max(self._around(turn), key=shared, default=None)
        return best if best and shared(best) > 0 else None

    def _around(self, turn: Turn) -> list[_Old]:
        """The old turns that may have something of the new one."""
        first = bisect_right(self.placed, turn.start, key=lambda old: old.start) - 1
        return list(takewhile(lambda old: old.start < turn.end, islice(self.placed, max(first, 0), None)))

    def told(self, turn: Turn, old: _Old | None) -> Turn:
        participant = turn.participant or self.participants.get(label_key(turn.speaker))
        if old is None:
            return replace(turn, participant=participant)
        if self._is_same_label(turn, old.turn):
            known = replace(turn, speaker=old.turn.speaker, participant=old.turn.participant or participant)
            return _with_question(known, old.turn)
        if old.is_exact:
            return _with_question(replace(turn, participant=participant or old.turn.participant), old.turn)
        return replace(turn, participant=participant)

    def _is_same_label(self, turn: Turn, old: Turn) -> bool:
        """By what stands before the words on their line, so that a turn given to another by hand stays with them."""
        before, now = _lead(self.alignment.old, old.start), _lead(self.alignment.new, turn.start)
        return before == now or label_key(turn.speaker) == label_key(old.speaker)


def _until(waiting: Sequence[Turn], end: int) -> list[Turn]:
    """The turns at the end of a stack up to the one that ends just there, the next one first; none if none does."""
    found = list(takewhile(lambda turn: turn.end <= end, reversed(waiting)))
    return found if found and found[-1].end == end else []


def _lead(text: str, start: int) -> str:
    return text[text.rfind("\n", 0, start) + 1 : start]


def _with_question(turn: Turn, old: Turn) -> Turn:
    """The question of the old turn, and its times where the new text gives none."""
    known = old if old.question else turn
    return replace(
        turn,
        question=known.question,
        question_basis=known.question_basis,
        start_time=old.start_time if turn.start_time is None else turn.start_time,
        end_time=old.end_time if turn.end_time is None else turn.end_time,
    )
