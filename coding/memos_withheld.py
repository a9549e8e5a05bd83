"""Memos on what somebody said who has withdrawn their consent: what they quote is told no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.model import Coding, Memo, People, Source
from evaluation.people.participation import sole_informants, withdrawn
from evaluation.store.memos import GONE
from evaluation.study import Study


@dataclass(frozen=True)
class Withheld:
    """gone: who has withdrawn; silenced: the sessions that only such a person spoke in."""

    gone: frozenset[str]
    silenced: frozenset[str]
    sources: Mapping[str, Source]
    codings: Mapping[str, Coding]

    def holds(self, memo: Memo) -> bool:
        """Whether the memo is on somebody who has withdrawn, or on words such a person said."""
        if memo.on == "participant":
            return memo.on_id in self.gone
        name, start, end = self.words(memo)
        source = self.sources.get(name)
        if source is None:
            return memo.on == "session" and memo.on_id in self.silenced
        spoken = (turn.participant for turn in source.turns if turn.start < end and turn.end > start)
        return source.session in self.silenced or bool(self.gone.intersection(each for each in spoken if each))

    def words(self, memo: Memo) -> tuple[str, int, int]:
        """The source and the place of the words that a memo stands on, if it does."""
        if memo.on == "coding" and memo.on_id in self.codings:
            coding = self.codings[memo.on_id]
            return coding.source, coding.start, coding.end
        if memo.on == "turn" and not memo.on_id.startswith(GONE):
            name, _, number = memo.on_id.rpartition(":")
            turn = sorted(self.sources[name].turns, key=lambda each: each.start)[int(number) - 1]
            return name, turn.start, turn.end
        return (memo.on_id if memo.on == "source" else ""), memo.start or 0, memo.end or 0


def withheld_of(study: Study, people: People | None = None) -> Withheld:
    """What of a study's memos is told no more. people: the study's, where they are at hand."""
    people = people or study.people()
    gone = withdrawn(people)
    silenced = frozenset(id_ for id_, sole in sole_informants(people).items() if sole in gone)
    codings = {str(each.id): each for each in study.codings()}
    return Withheld(gone, silenced, {each.name: each for each in study.sources()}, codings)
