"""The meaning of a query, worked out character by character and pair by pair: slow, and easy to see through."""

from __future__ import annotations

from dataclasses import dataclass

from coding.query.syntax import And, CodeTerm, Expression, Not, Or, Related, WordTerm
from coding.rules.search import search
from coding.text.sentences import sentences
from evaluation.model import Codebook, Coding, Source, Turn

Stretch = tuple[int, int, int]  # the number of its source, start, end


@dataclass(frozen=True)
class Plain:
    sources: tuple[Source, ...]
    codings: tuple[Coding, ...]
    codebook: Codebook

    def find(self, expression: Expression) -> set[Stretch]:
        return self.coded(expression) | self.words(expression)

    # Each expression stands for stretches from codings and for places of words, which count for their sentence in AND.

    def coded(self, expression: Expression) -> set[Stretch]:
        match expression:
            case CodeTerm(name, alone):
                names = {name} if alone else self._under(name)
                numbers = {source.name: number for number, source in enumerate(self.sources)}
                return {(numbers[each.source], each.start, each.end) for each in self.codings if each.code in names}
            case WordTerm():
                return set()
            case Or(parts):
                return set().union(*map(self.coded, parts))
            case Not(part):
                return {turn for turn in self._turns() if not any(_meet(turn, each) for each in self.find(part))}
            case And(parts):
                return self._together(parts)
            case Related():
                return {each for each in self.coded(expression.left) if self._holds(expression, each)}

    def words(self, expression: Expression) -> set[Stretch]:
        match expression:
            case WordTerm(words):
                return {(number, *span) for number, source in enumerate(self.sources) for span in search(words, source)}
            case Or(parts):
                return set().union(*map(self.words, parts))
            case Related():
                return {each for each in self.words(expression.left) if self._holds(expression, each)}
            case _:
                return set()

    def _together(self, parts: tuple[Expression, ...]) -> set[Stretch]:
        wanted = [self._wide(part) for part in parts if not isinstance(part, Not)]
        if len(wanted) > 1:
            found = _runs([_letters(each) for each in wanted], wanted)
        else:
            found = wanted[0] if wanted else set(self._turns())
        denied = [self._wide(part.part) for part in parts if isinstance(part, Not)]
        return {each for each in found if not any(_meet(each, other) for others in denied for other in others)}

    def _wide(self, part: Expression) -> set[Stretch]:
        places = self.words(part)
        return self.coded(part) | {each for each in self._sentences() if any(_meet(each, place) for place in places)}

    def _holds(self, relation: Related, stretch: Stretch) -> bool:
        return any(self._stands(relation, stretch, other) for other in self.find(relation.right))

    def _stands(self, relation: Related, one: Stretch, other: Stretch) -> bool:
        if one[0] != other[0]:
            return False
        if relation.relation == "within":
            return other[1] <= one[1] and one[2] <= other[2]
        if relation.relation == "overlapping":
            return _meet(one, other)
        if relation.relation == "near":
            return _meet(one, other) or self._near(relation, one, other)
        return one[2] <= other[1] and self._follows(relation, one, other)

    def _near(self, relation: Related, one: Stretch, other: Stretch) -> bool:
        if relation.unit == "characters":
            return max(other[1] - one[2], one[1] - other[2]) <= relation.distance
        if relation.unit == "question":
            asked = [{self._question(turn) for turn in self._turns() if _meet(turn, each)} for each in (one, other)]
            return bool((asked[0] & asked[1]) - {None})
        units = self._turns() if relation.unit == "turn" else self._sentences()
        return any(_meet(unit, one) and _meet(unit, other) for unit in units)

    def _follows(self, relation: Related, one: Stretch, other: Stretch) -> bool:
        if relation.unit == "characters":
            return other[1] - one[2] <= relation.distance
        if relation.unit == "question":
            last = self._question_at(one[0], one[2] - 1)
            return last is not None and last == self._question_at(other[0], other[1])
        units = [
            each for each in (self._turns() if relation.unit == "turn" else self._sentences()) if each[0] == one[0]
        ]
        begun = sum(unit[1] < one[2] for unit in units)
        end = max((unit[2] for unit in units[max(begun - 1, 0) : begun + 1]), default=one[2])
        return other[1] < end

    def _under(self, name: str) -> set[str]:
        found = {name}
        while more := {each.name for each in self.codebook if {each.parent, *each.parents} & found} - found:
            found |= more
        return found

    def _turns(self) -> list[Stretch]:
        return [(number, turn.start, turn.end) for number, source in enumerate(self.sources) for turn in source.turns]

    def _sentences(self) -> list[Stretch]:
        return [
            (number, *span)
            for number, start, end in self._turns()
            for span in sentences(self.sources[number].text, start, end)
        ]

    def _question(self, turn: Stretch) -> str | None:
        return self._question_at(turn[0], turn[1])

    def _question_at(self, source: int, place: int) -> str | None:
        turns: tuple[Turn, ...] = self.sources[source].turns
        return next((turn.question for turn in turns if turn.start <= place < turn.end), None)


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _letters(stretches: set[Stretch]) -> set[tuple[int, int]]:
    return {(source, place) for source, start, end in stretches for place in range(start, end)}


def _runs(covered: list[set[tuple[int, int]]], sides: list[set[Stretch]]) -> set[Stretch]:
    """The letters that all sides cover as runs; a run is parted where a side has two stretches that merely touch."""
    letters = sorted(set.intersection(*covered))
    parted = {(source, end) for side in sides for source, _, end in side if not _goes_through(side, source, end)}
    runs: list[list[int]] = []
    for source, place in letters:
        if runs and runs[-1][0] == source and runs[-1][2] == place and (source, place) not in parted:
            runs[-1][2] += 1
        else:
            runs.append([source, place, place + 1])
    return {(source, start, end) for source, start, end in runs}


def _goes_through(side: set[Stretch], source: int, place: int) -> bool:
    return any(each[0] == source and each[1] < place < each[2] for each in side)
