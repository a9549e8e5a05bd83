"""Where words stand in all of a study's texts: from the index, by the same rules that code them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np

from coding.query.corpus import Corpus
from coding.query.indexed_words import Finds, finds
from coding.query.indexing import bring_in_line
from coding.query.segments import Marks, Places, Segments, segments
from coding.rules.places import stretches, within_one_sentence
from coding.rules.search import search
from coding.text.spans import Span
from evaluation.store.search_index import discard, open_index


def words(corpus: Corpus, written: str) -> Segments:
    """Places of what an indicator finds, each within one sentence of what is said. Raises where it is faulty."""
    try:
        return _indexed(corpus, written)
    except (sqlite3.OperationalError, OSError):
        return words_read(corpus, written)  # nothing may be written beside the study
    except sqlite3.DatabaseError:
        discard(corpus.study.folder)
        return _indexed(corpus, written)


def words_read(corpus: Corpus, written: str) -> Segments:
    """The same without the index, by reading every text."""
    ids = [each.id for each in corpus.sources]
    rows = [
        (id_, *span)
        for id_, source in zip(ids, corpus.texts.sources(), strict=True)
        for span in search(written, source)
    ]
    return corpus.placed(rows)


def _indexed(corpus: Corpus, written: str) -> Segments:
    with open_index(corpus.study.folder) as index:
        bring_in_line(index, corpus)
        with index.reading():
            found = list(finds(index, written))
    parts = [part for each in found for part in _placed(corpus, each)]
    if not parts:
        return corpus.placed([])
    starts, ends = zip(*parts, strict=True)
    return segments(np.concatenate(starts), np.concatenate(ends))


def _placed(corpus: Corpus, found: Finds) -> Iterator[tuple[Places, Places]]:
    """Starts and ends as places of the corpus; what reaches over the end of a sentence is left out."""
    unsure = found.in_sources(~found.sure)
    corpus.texts.load_sources([corpus.numbers[id_] for id_, _, _ in unsure if id_ in corpus.numbers])
    for id_, starts, ends in found.in_sources(found.sure):
        if id_ in corpus.numbers:
            base = corpus.bases[corpus.numbers[id_]]
            yield starts + base, ends + base
    for id_, starts, ends in unsure:
        if id_ in corpus.numbers:
            number = corpus.numbers[id_]
            kept = _in_one_sentence(corpus, number, starts, ends)
            yield starts[kept] + corpus.bases[number], ends[kept] + corpus.bases[number]


def _in_one_sentence(corpus: Corpus, number: int, starts: Places, ends: Places) -> Marks:
    source = corpus.texts.source(number)
    spans = [Span(*each) for each in zip(starts.tolist(), ends.tolist(), strict=True)]
    return np.array(within_one_sentence(source.text, stretches(source), spans, corpus.language_of(number)), bool)
