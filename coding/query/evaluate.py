"""What an expression finds: stretches of text, worked out from the innermost part outwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from coding.query.corpus import Corpus
from coding.query.relations import related
from coding.query.segments import NOTHING, Marks, Segments, either, overlapping, shared, touched, widened
from coding.query.syntax import And, CodeTerm, Expression, Not, Or, Related, WordTerm
from evaluation.store.coding_queries import CodingFilter


@dataclass(frozen=True)
class Found:
    """What part of a query stands for; `words` are places of words, which count for their sentence beside others."""

    coded: Segments = NOTHING
    words: Segments = NOTHING

    @property
    def all(self) -> Segments:
        return either(self.coded, self.words)


class Evaluation:
    """Works one query out over a corpus. `wanted`: which codings count, by coder, round and so on."""

    def __init__(self, corpus: Corpus, wanted: CodingFilter) -> None:
        self.corpus, self.wanted = corpus, wanted

    def stretches(self, expression: Expression | None) -> Segments:
        """The stretches the expression stands for; everything coded where there is none."""
        if expression is None:
            return self.corpus.coded(None, self.wanted)
        return self._find(expression).all

    def _find(self, expression: Expression) -> Found:
        match expression:
            case CodeTerm():
                return Found(coded=self._coded(expression))
            case WordTerm():
                return Found(words=self.corpus.words(expression.words))
            case Or(parts):
                return self._any(parts)
            case Not(part):
                return Found(coded=self._untouched(self.corpus.said, self._find(part).all))
            case And(parts):
                return Found(coded=self._together(parts))
            case Related():
                return self._related(expression)

    def _coded(self, term: CodeTerm) -> Segments:
        names = [term.name] if term.alone else self.corpus.names_under(term.name)
        return self.corpus.coded(names, self.wanted)

    def _any(self, parts: tuple[Expression, ...]) -> Found:
        found = [self._find(part) for part in parts]
        return Found(reduce(either, (each.coded for each in found)), reduce(either, (each.words for each in found)))

    def _together(self, parts: tuple[Expression, ...]) -> Segments:
        """What all sides cover, words counting for the sentence they stand in; and touched by none of those denied."""
        sides = [self._find(part) for part in parts if not isinstance(part, Not)]
        found = self._covered(sides) if sides else self.corpus.said
        for part in parts:
            if isinstance(part, Not) and len(found):
                found = self._untouched(found, self._as_sentences(self._find(part.part), self._turns(found)))
        return found

    def _covered(self, sides: list[Found]) -> Segments:
        turns = reduce(np.logical_and, (self._turns(side.all) for side in sides))
        wide = [self._as_sentences(side, turns) for side in sides]
        return reduce(shared, wide) if len(wide) > 1 else wide[0]

    def _as_sentences(self, found: Found, turns: Marks) -> Segments:
        """What was found with words as wide as their sentence; words outside the marked turns are left out."""
        if not len(found.words):
            return found.coded
        sentences = self.corpus.sentences_in(turns & self._turns(found.words))
        words = found.words.keep(overlapping(found.words, sentences))
        return either(found.coded, widened(words, sentences))

    def _turns(self, found: Segments) -> Marks:
        return touched(found, self.corpus.turns)

    def _untouched(self, these: Segments, others: Segments) -> Segments:
        return these.keep(~overlapping(these, others))

    def _related(self, expression: Related) -> Found:
        """From left to right, without a step deeper for each of a long row of relations."""
        row: list[Related] = []
        left: Expression = expression
        while isinstance(left, Related):
            row.append(left)
            left = left.left
        found = self._find(left)
        for each in reversed(row):
            right = self._find(each.right).all
            found = Found(*(part.keep(related(self.corpus, each, part, right)) for part in (found.coded, found.words)))
        return found
