"""Whether words of somebody who may not be quoted stand in what is to be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evaluation.errors import Problem, problem
from evaluation.model import People, Source
from evaluation.privacy.attribution import may_quote
from evaluation.privacy.scanning.spelling import folded
from reports.checks.readable import Read

RUN = 8  # words in a row that are no chance
_WORD = re.compile(r"\w+")


def quotes_without_consent(read: Read, sources: Iterable[Source], people: People) -> Iterator[Problem]:
    """One problem for each file that holds eight words in a row of an informant who has not agreed to be quoted, or has
    withdrawn. It is not told whose they are: that would tell who withdrew.
    """
    barred = _runs(_barred(sources, people))
    for file, passages in read.items():
        found = next((run for each in passages for run in _shared(each.text, barred)), None)
        if found:
            yield problem("REPORT-024", file=file, words=found)


def _barred(sources: Iterable[Source], people: People) -> Iterator[str]:
    allowed = may_quote(people)
    informants = {each.id for each in people.participants if each.affiliation == "informant"}
    for source in sources:
        for turn in source.turns:
            if turn.participant in informants - allowed:
                yield source.text[turn.start : turn.end]


def _runs(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(run for text in texts for run in in_a_row(words_in(text)))


def words_in(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [folded(word) for word in _WORD.findall(text)]


def in_a_row(words: list[str], length: int = RUN) -> Iterator[tuple[str, ...]]:
    """Every so many words that stand after each other."""
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _shared(text: str, barred: frozenset[tuple[str, ...]]) -> Iterator[str]:
    words = _WORD.findall(text)
    for at, run in enumerate(in_a_row(words_in(text))):
        if run in barred:
            yield " ".join(words[at : at + RUN])
