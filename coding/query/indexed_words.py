"""What an indicator finds in the index of words: the vocabulary first, then the places of the words that answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from coding.indicators import parse
from coding.query.indexing import PLACE
from coding.query.segments import Marks, Places
from coding.rules.occurrences import occurrences
from coding.rules.rulebook import Rule
from coding.rules.vocabulary import Entry, Vocabulary
from coding.text.stems import TONGUES, Tongue, beginning_of_stem, stem
from evaluation.store.search_index import IndexedSource, IndexedWord, SearchIndex


@dataclass(frozen=True)
class Finds:
    """Places [starts, ends) of one portion of the index, in these sources of it; `sure`: within one sentence."""

    sources: tuple[IndexedSource, ...]
    starts: Places
    ends: Places
    sure: Marks

    def in_sources(self, marked: Marks) -> list[tuple[int, Places, Places]]:
        """The marked places source by source (its id), counted from the beginning of its text."""
        order = np.argsort(self.starts[marked], kind="stable")
        starts, ends = self.starts[marked][order], self.ends[marked][order]
        borders = [(np.searchsorted(starts, [each.begin, each.end]).tolist(), each) for each in self.sources]
        return [
            (each.id, starts[low:high] - each.begin, ends[low:high] - each.begin)
            for (low, high), each in borders
            if low < high
        ]


def finds(index: SearchIndex, written: str) -> Iterator[Finds]:
    """What an indicator finds, portion by portion; a place that may reach over the end of a sentence is not `sure`."""
    sources, pattern = index.sources(), parse(written)
    if pattern.excludes:
        return  # what should not be there is found nowhere
    for tongue in get_args(Tongue):
        spoken = [each for each in sources if TONGUES[each.language] == tongue]  # type: ignore[index]
        if not spoken:
            continue
        entries = [Entry(tongue, word) for word in pattern.words]
        vocabulary = Vocabulary(entries)
        rule = Rule("", pattern, tuple(vocabulary.numbers[entry] for entry in entries))
        words = _answering(index, vocabulary)
        for portion in sorted({each.portion for each in spoken} & {word.portion for word, _ in words}):
            here = tuple(each for each in spoken if each.portion == portion)
            loose = np.frombuffer(index.about(portion), PLACE).astype(np.int64)
            yield Finds(here, *_occurrences(index, rule, [each for each in words if each[0].portion == portion], loose))


_Answering = tuple[IndexedWord, tuple[int, ...]]


def _answering(index: SearchIndex, vocabulary: Vocabulary) -> list[_Answering]:
    """The words that answer to entries of the vocabulary, with the numbers of these."""
    candidates = dict.fromkeys(word for entry in vocabulary.numbers for word in index.words(**_looked_up(entry)))
    answers = ((word, vocabulary.answers(word.spelling)) for word in candidates)
    return [(word, entries) for word, entries in answers if entries]


def _looked_up(entry: Entry) -> dict[str, str]:
    """What finds every word that may answer to an entry, and some that do not."""
    way, text = entry.word.way, entry.word.text
    if way == "form":
        return {"form": text}
    if way == "stem":
        return {"beginning": beginning_of_stem(stem(text, entry.tongue), entry.tongue)}
    return {"beginning": text[:-1]} if text.find("*") == len(text) - 1 else {"shape": text}


def _occurrences(
    index: SearchIndex, rule: Rule, words: Sequence[_Answering], loose: Places
) -> tuple[Places, Places, Marks]:
    """Starts and ends, and whether each is sure to lie in one sentence."""
    stored = index.places([word.id for word, _ in words])
    tables = [np.frombuffer(stored[word.id], PLACE).reshape(-1, 2).astype(np.int64) for word, _ in words]
    numbers, starts = np.concatenate(tables).T
    counts = [len(table) for table in tables]
    ends = starts + np.repeat([len(word.spelling) for word, _ in words], counts)
    broken = np.repeat(["\n" in word.spelling for word, _ in words], counts)
    order = np.argsort(numbers)
    rows = occurrences(rule, _positions(tables, words))
    least, most = rows.min(axis=1), rows.max(axis=1)
    first, last = (order[np.searchsorted(numbers, at, sorter=order)] for at in (least, most))
    return starts[first], ends[last], _is_sure(least, most, loose) & ~broken[first]


def _is_sure(first: Places, last: Places, loose: Places) -> Marks:
    """Whether no sentence can end between these words."""
    return np.asarray((first == last) | (np.searchsorted(loose, first) == np.searchsorted(loose, last)))


def _positions(tables: Sequence[Places], words: Sequence[_Answering]) -> dict[int, Places]:
    """For each entry the numbers of the words that answer to it, in order."""
    found: dict[int, list[Places]] = {}
    for table, (_, entries) in zip(tables, words, strict=True):
        for entry in entries:
            found.setdefault(entry, []).append(table[:, 0])
    return {entry: np.sort(np.concatenate(each)) for entry, each in found.items()}
