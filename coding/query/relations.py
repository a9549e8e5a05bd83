"""Which stretches stand in a relation to others: near them, in them, over them, before them."""

from __future__ import annotations

import numpy as np

from coding.query.corpus import Corpus
from coding.query.segments import (
    ROOM_BITS,
    Marks,
    Places,
    Segments,
    beside,
    followed,
    near,
    overlapping,
    reach,
    touched,
    within,
)
from coding.query.syntax import Related

_ROOM = 1 << ROOM_BITS


def related(corpus: Corpus, relation: Related, these: Segments, others: Segments) -> Marks:
    """Which of these stand in the relation to one of the others."""
    if not len(these) or not len(others):
        return np.zeros(len(these), bool)
    if relation.relation == "within":
        return within(these, others)
    if relation.relation == "overlapping":
        return overlapping(these, others)
    return (_near if relation.relation == "near" else _followed)(corpus, relation, these, others)


def _near(corpus: Corpus, relation: Related, these: Segments, others: Segments) -> Marks:
    if relation.unit == "characters":
        return near(these, others, relation.distance)
    turns = corpus.turns
    theirs = touched(others, turns)
    if relation.unit == "turn":
        shared = beside(these, turns, theirs)
    elif relation.unit == "question":
        asked = corpus.units.question
        shared = beside(these, turns, (asked >= 0) & np.isin(asked, asked[theirs]))
    else:
        sentences = corpus.sentences_in(theirs & touched(these, turns))
        shared = beside(these, sentences, touched(others, sentences))
    return shared | overlapping(these, others)


def _followed(corpus: Corpus, relation: Related, these: Segments, others: Segments) -> Marks:
    if relation.unit == "characters":
        return followed(these, others, these.end + relation.distance + 1)
    if relation.unit == "question":
        return _followed_in_question(corpus, these, others)
    units = corpus.turns
    if relation.unit == "sentence":
        last = _last_unit(these, units)
        numbers = np.concatenate([last, last + 1])
        marked = np.zeros(len(units), bool)
        marked[numbers[(numbers >= 0) & (numbers < len(units))]] = True
        units = corpus.sentences_in(marked)
    return followed(these, others, _end_of_next(corpus, these, units))


def _last_unit(these: Segments, units: Segments) -> Places:
    """The last unit that begins before each stretch ends."""
    return reach(these, units)[1]


def _end_of_next(corpus: Corpus, these: Segments, units: Segments) -> Places:
    """The end of the unit after the one each stretch ends in, else of that one: all within the stretch's source."""
    until, own = these.end.copy(), corpus.source_of(these.start)
    last = _last_unit(these, units)
    for numbers in (last, last + 1):
        there = (numbers >= 0) & (numbers < len(units))
        there[there] = corpus.source_of(units.start[numbers[there]]) == own[there]
        until[there] = np.maximum(until[there], units.end[numbers[there]])
    return until


def _followed_in_question(corpus: Corpus, these: Segments, others: Segments) -> Marks:
    """Which of these are followed, however far off, by one that begins in an answer to the same question."""
    asked = np.r_[corpus.units.question, -1]
    mine = asked[corpus.units.at(these.end - 1)]
    theirs = asked[corpus.units.at(others.start)]
    known = theirs >= 0
    # A question is one source's alone, so that question and offset tell the place.
    line = np.sort((theirs[known] << ROOM_BITS) + others.start[known] % _ROOM)
    first = np.searchsorted(line, (mine << ROOM_BITS) + these.end % _ROOM)
    found = np.r_[line, -1][first] >> ROOM_BITS
    return np.asarray((mine >= 0) & (found == mine))
