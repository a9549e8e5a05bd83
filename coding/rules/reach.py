"""Keeps what was found in a block of answers to one sentence each, as what an indicator finds must be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from coding.rules.block import Block
from coding.rules.finding import Finds
from coding.rules.places import SENTENCE_MAY_END, within_one_sentence
from coding.text.sentences import is_surely_parted
from coding.text.spans import Span, trimmed
from coding.text.word_places import Places
from evaluation.language import Language
from evaluation.sources.tongue import guess_language


def within_sentences(found: Finds, block: Block, texts: list[str], language: Language | None) -> Finds:
    """The finds that lie in one sentence; `language` is guessed from each answer when it is not given."""
    unsure = np.array(list(_unsure(found, block)), np.int64)
    kept = np.ones(len(found.starts), bool)
    kept[unsure] = list(_inside(found, block, texts, unsure, language))
    return found.of(kept)


def _unsure(found: Finds, block: Block) -> Iterator[int]:
    """The numbers of the finds that may reach into another sentence, which needs at least white space."""
    candidates = np.flatnonzero(found.loose)
    starts, ends = found.starts[candidates].tolist(), found.ends[candidates].tolist()
    for number, start, end in zip(candidates.tolist(), starts, ends, strict=True):
        if SENTENCE_MAY_END.search(block.folded, start, end):
            yield number


def _inside(found: Finds, block: Block, texts: list[str], numbers: Places, language: Language | None) -> Iterator[bool]:
    rows = block.stretches_of(found.starts[numbers])
    starts, ends = found.starts[numbers] - block.begins[rows], found.ends[numbers] - block.begins[rows]
    placed = zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)
    for row, group in groupby(placed, key=lambda each: each[0]):
        text = texts[row]
        yield from _in_one(text, [Span(start, end) for _, start, end in group], language)


def _in_one(text: str, spans: list[Span], language: Language | None) -> list[bool]:
    """Whether each of these stretches lies in one sentence; the language is guessed only where it matters."""
    if all(is_surely_parted(text, *span) for span in spans):
        return [False] * len(spans)
    spoken_in = language or guess_language(text) or "nb"
    return within_one_sentence(text, [trimmed(text, 0, len(text))], spans, spoken_in)
