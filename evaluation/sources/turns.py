"""Turns put right by hand: split, joined, given to somebody else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from evaluation.errors import fail
from evaluation.model import Source, Turn
from evaluation.settings.nearness import nearest
from evaluation.sources.speakers import label_key

SHOWN = 8


class Kept(NamedTuple):
    """A turn, and the index of the one it was before; None for a new one."""

    turn: Turn
    was: int | None


def turn_numbered(source: Source, number: int) -> Turn:
    """The turn of this number, counted from 1."""
    if not 1 <= number <= len(source.turns):
        raise fail("EDIT-005", number=number, name=source.name, turns=len(source.turns))
    return source.turns[number - 1]


def split(source: Source, at: int) -> tuple[Kept, ...]:
    """Two turns of the same speaker, the second beginning at an offset. Raises EDIT-006 unless both get words."""
    index = next((index for index, turn in enumerate(source.turns) if turn.start < at < turn.end), None)
    if index is None:
        raise fail("EDIT-006", at=at, name=source.name)
    turn = source.turns[index]
    end = turn.start + len(source.text[turn.start : at].rstrip())
    start = turn.end - len(source.text[at : turn.end].lstrip())
    if end <= turn.start or start >= turn.end:
        raise fail("EDIT-006", at=at, name=source.name)
    halves = (
        Kept(replace(turn, end=end, end_time=None), index),
        Kept(replace(turn, start=start, start_time=None), None),
    )
    return (*_kept(source)[:index], *halves, *_kept(source)[index + 1 :])


def join(source: Source, number: int) -> tuple[Kept, ...]:
    """A turn and the next one as one turn of the first one's speaker. Raises EDIT-009 for the last."""
    first = turn_numbered(source, number)
    if number == len(source.turns):
        raise fail("EDIT-009", number=number, name=source.name)
    second = source.turns[number]
    whole = replace(first, end=second.end, end_time=second.end_time)
    return (*_kept(source)[: number - 1], Kept(whole, number - 1), *_kept(source)[number + 1 :])


def give(source: Source, number: int, speaker: str, participant: str | None) -> tuple[Kept, ...]:
    """The turn of this number said by somebody else."""
    given = replace(turn_numbered(source, number), speaker=speaker, participant=participant)
    return (*_kept(source)[: number - 1], Kept(given, number - 1), *_kept(source)[number:])


def give_all(source: Source, label: str, speaker: str, participant: str | None) -> tuple[Kept, ...]:
    """All turns under a label said by somebody else. Raises EDIT-062 where no turn bears it."""
    key = label_key(label)
    if all(label_key(turn.speaker) != key for turn in source.turns):
        raise fail("EDIT-062", label=label, name=source.name, known=", ".join(source.speakers[:SHOWN]) or "–")
    given = {"speaker": speaker, "participant": participant}
    return tuple(
        Kept(replace(turn, **given) if label_key(turn.speaker) == key else turn, index)  # type: ignore[arg-type]
        for index, turn in enumerate(source.turns)
    )


def shifted(source: Source, end: int, by: int) -> tuple[Kept, ...]:
    """The turns when words that end at an offset, all in one turn or outside of turns, get so much longer."""

    def moved(at: int) -> int:
        return at + by if at >= end else at

    return tuple(Kept(replace(turn, start=moved(turn.start), end=moved(turn.end)), was) for turn, was in _kept(source))


def place_before(source: Source, words: str, number: int | None = None) -> int:
    """The offset at which words begin, in the turn of this number or in the only turn that holds them.

    A run of white space in the words matches any other.
    """
    turns = source.turns if number is None else (turn_numbered(source, number),)
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    found = [
        match.start()
        for turn in turns
        for match in pattern.finditer(source.text, turn.start, turn.end)
        if words.strip()
    ]
    if not found:
        raise fail("EDIT-007", words=words, name=source.name)
    if len(found) > 1:
        numbers = [
            index for index, turn in enumerate(source.turns, 1) if any(turn.start <= at < turn.end for at in found)
        ]
        raise fail(
            "EDIT-008", words=words, name=source.name, n=len(found), numbers=", ".join(map(str, numbers[:SHOWN]))
        )
    return found[0]


def speaker_of(
    source: Source, name: str, labels: Mapping[str, str], participants: Mapping[str, str], *, new: bool = False
) -> tuple[str, str | None]:
    """The label and the participant meant by a name: a label of this source, a participant's id, or a label they bear.

    labels: label → participant, of the whole study; participants: id → pseudonym. Who bears no label in this source is
    called by their pseudonym. Raises EDIT-010 for a name that is nobody's, unless it may be a `new` label.
    """
    own = {label_key(turn.speaker): (turn.speaker, turn.participant) for turn in reversed(source.turns) if turn.speaker}
    if label_key(name) in own and name not in participants:
        return own[label_key(name)]
    borne = {label_key(label): participant for label, participant in labels.items()}
    meant = name if name in participants else borne.get(label_key(name))
    if meant is None and new and name.strip():
        return " ".join(name.split()), None
    if meant is None:
        known = [*(label for label, _ in own.values()), *participants]
        raise fail("EDIT-010", value=name, known=", ".join(nearest(name, known) or known[:SHOWN]) or "–")
    here = (label for label, participant in own.values() if participant == meant)
    return next(here, participants.get(meant) or meant), meant


def has_words_between(source: Source, number: int) -> bool:
    """Whether more than white space stands between a turn and the next: a label, as a rule."""
    return bool(source.text[source.turns[number - 1].end : source.turns[number].start].strip())


def _kept(source: Source) -> list[Kept]:
    return [Kept(turn, index) for index, turn in enumerate(source.turns)]
