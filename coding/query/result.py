"""Runs a query on a study, and holds what it found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coding.query.conditions import keeps, parted
from coding.query.corpus import Corpus
from coding.query.evaluate import Evaluation
from coding.query.reading import read, read_loosely
from coding.query.segments import Segments
from coding.query.syntax import Query
from evaluation.errors import Problem
from evaluation.study import Study

if TYPE_CHECKING:
    import pandas as pd


class Hit(NamedTuple):
    """One stretch: the source's name, and [start, end) in code points."""

    source: str
    start: int
    end: int


@dataclass(frozen=True)
class Result:
    """What a query found, in the order of the sources and places."""

    query: Query
    corpus: Corpus = field(repr=False)
    found: Segments = field(repr=False)
    problems: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        return len(self.found)

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        numbers = self.corpus.source_of(self.found.start)
        bases = self.corpus.bases[numbers] if len(numbers) else numbers
        names = [self.corpus.sources[number].name for number in numbers.tolist()]
        starts, ends = (self.found.start - bases).tolist(), (self.found.end - bases).tolist()
        return tuple(Hit(*each) for each in zip(names, starts, ends, strict=True))

    def table(self, *, context: int = 60) -> pd.DataFrame:
        """One row a hit, with its words (names taken out), those around it, the codes there and who says it.

        Columns: `coding.retrieval.FOUND_COLUMNS`.
        """
        from coding.query.table import found_table

        return found_table(self.corpus, self.found, context)

    def save(self, file: str | Path, *, context: int = 60) -> Path:
        """Write the hits to a file; its suffix tells the format. Raises QUERY-014 for one that there is not.

        What goes further than the study's people policy is left out.
        """
        from coding.query.exports import save

        return save(self, Path(file), self.table(context=context))


def run(study: Study, text: str, *, loosely: bool = False) -> Result:
    """What a query finds in a study.

    loosely: take plain words that are no query of codes as words. Raises EvaluationError (QUERY-…) with the place.
    """
    corpus = Corpus(study)
    query, problems = read_loosely(text, corpus.codebook) if loosely else (read(text, corpus.codebook), ())
    wanted, conditions = parted(query.text, query.where, corpus)
    found = Evaluation(corpus, wanted).stretches(query.expression)
    for condition in conditions:
        found = found.keep(keeps(query.text, condition, corpus, found, wanted))
    return Result(query, corpus, found, problems)
