"""The turns of a source put right, each in one act; the codings stay where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evaluation.errors import Problem, fail, problem
from evaluation.model import Source, Turn
from evaluation.sources import turns
from evaluation.store import people, sources, texts
from evaluation.store.act import Act
from evaluation.study import Study

Remade = Callable[[Source, Act], tuple[turns.Kept, ...]]


@dataclass(frozen=True, slots=True)
class Retold:
    """The turns that an act made or changed, with their numbers, counted from 1; and what deserves a look."""

    name: str
    turns: tuple[tuple[int, Turn], ...]
    problems: tuple[Problem, ...] = ()


def split_turn(study: Study, source: Source, at: int) -> Retold:
    """Make two turns of the one that an offset falls in. Raises EDIT-006 when it falls in none, or at its edge."""
    return _remake(study, source, "turn.split", lambda there, _: turns.split(there, at))


def join_turns(study: Study, source: Source, number: int) -> Retold:
    """Make one turn of this and the next. Raises EDIT-005 or EDIT-009 when there is no such turn, or none after it."""
    joined = _remake(study, source, "turn.join", lambda there, _: turns.join(there, number))
    if not turns.has_words_between(source, number):
        return joined
    return Retold(source.name, joined.turns, (problem("EDIT-011", name=source.name, number=number, severity="note"),))


def give_turn(study: Study, source: Source, number: int, to: str, *, new: bool = False) -> Retold:
    """Say that somebody else said it: a participant's id, or a label.

    Raises EDIT-010 when nobody is called that, unless it may be a `new` label.
    """

    def given(there: Source, act: Act) -> tuple[turns.Kept, ...]:
        return turns.give(there, number, *_speaker(there, act, to, new=new))

    return _remake(study, source, "turn.give", given)


def give_label(study: Study, source: Source, label: str, to: str, *, new: bool = False) -> Retold:
    """Say the same of all turns that bear a label. Raises EDIT-062 where none does."""

    def given(there: Source, act: Act) -> tuple[turns.Kept, ...]:
        return turns.give_all(there, label, *_speaker(there, act, to, new=new))

    return _remake(study, source, "turn.give", given)


def _speaker(source: Source, act: Act, to: str, *, new: bool) -> tuple[str, str | None]:
    known = {each.id: each.pseudonym for each in people.read_people(act.connection).participants}
    return turns.speaker_of(source, to, people.read_labels(act.connection), known, new=new)


def _remake(study: Study, source: Source, act: str, remade: Remade) -> Retold:
    """Write the turns that `remade` gives. Raises EDIT-003 when the source is another by now than the one read."""
    with study.store.act(act, study.who, name=source.name) as done:
        found = texts.standing(done.connection, source.name)
        if found is None or sources.read_sources(done.connection, [source.name]) != [source]:
            raise fail("EDIT-003", name=source.name)
        kept = remade(source, done)
        texts.rewrite_turns(done, found[0], kept)
    return Retold(source.name, tuple(_new_ones(source, kept)))


def _new_ones(source: Source, kept: tuple[turns.Kept, ...]) -> Iterator[tuple[int, Turn]]:
    for number, (turn, was) in enumerate(kept, 1):
        if was is None or source.turns[was] != turn:
            yield number, turn
