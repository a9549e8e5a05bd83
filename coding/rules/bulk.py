"""Codes many short answers by rule at once, with the codings that `apply` would make of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from coding.rules.block import Block, block_of_answers
from coding.rules.codings import languages_read
from coding.rules.finding import finds
from coding.rules.notes import Notes
from coding.rules.reach import within_sentences
from coding.rules.rulebook import Rulebook, rulebook
from coding.text.letters import blank
from coding.text.spans import trimmed
from coding.text.word_places import END, Places
from evaluation.language import Language
from evaluation.model import Codebook

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["answer", "match"]
# Answers are gone through in blocks of so many letters: few enough to keep memory low, enough to be quick.
_BLOCK = 1 << 23


class _Lines(NamedTuple):
    """Columns of what is found: the answer, the stretch in it, the code and the indicator or note, by number."""

    row: Places
    start: Places
    end: Places
    code: Places
    indicator: Places


class _Reading(NamedTuple):
    """How the answers are to be read."""

    rules: Rulebook
    codes: Places
    notes: Notes
    unit: Unit
    language: Language | None


def matches(
    codebook: Codebook,
    texts: Sequence[str | None] | pd.Series[str],
    *,
    unit: Unit = "answer",
    languages: Sequence[Language] | None = None,
    language: Language | None = None,
) -> pd.DataFrame:
    """A line for each coding: row (the number of the answer in `texts`, from 0), code, start, end, indicator.

    They are the codings that `apply` makes of each answer alone, with `unit="turn"` for the whole answer and
    `unit="match"` for the words found, in the same order; `indicator` is their note.
    languages: whose indicators to use; by default bokmål and nynorsk, and English with them when `language` is that.
    language: what the answers are written in; when it is not given, it is guessed for those answers in which the words
    of an indicator may stand in two sentences. A missing answer has no codings. Raises one error that lists every
    faulty indicator.
    """
    rules = rulebook(codebook, languages_read(languages, language or "nb"))
    order = {code.name: number for number, code in enumerate(codebook)}
    codes = np.array([order[rule.code] for rule in rules.including], np.int64)
    reading = _Reading(rules, codes, Notes([rule.pattern.written for rule in rules.including]), unit, language)
    lines = [_coded(reading, *part) for part in _blocks(_as_list(texts))]
    return _table(list(order), reading.notes, lines)


def _as_list(texts: Sequence[str | None] | pd.Series[str]) -> list[str]:
    listed: list[Any] = list(texts) if isinstance(texts, Sequence) else texts.fillna("").tolist()
    return [text or "" for text in listed] if None in listed else listed


def _blocks(texts: list[str]) -> Iterator[tuple[int, list[str], Places]]:
    """The answers in parts of about so many letters, each with the number of its first answer and their lengths."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    begins = np.flatnonzero(np.diff(np.cumsum(lengths) // _BLOCK, prepend=-1)).tolist()
    for first, last in pairwise([*begins, len(texts)]):
        yield first, texts[first:last], lengths[first:last]


def _coded(reading: _Reading, first: int, texts: list[str], lengths: Places) -> _Lines:
    """The codings of a block of answers, of which the first has this number."""
    block = block_of_answers(texts, lengths)
    found = within_sentences(finds(reading.rules, block), block, texts, reading.language)
    rows = block.stretches_of(found.starts)
    codes = reading.codes[found.rules]
    if reading.unit == "match":
        starts, ends = found.starts - block.begins[rows], found.ends - block.begins[rows]
        lines = _Lines(rows, starts, ends, codes, found.rules)
    else:
        order = np.argsort(rows * (int(codes.max(initial=0)) + 1) + codes, kind="stable")
        whole = _whole(texts, block, rows[order])
        lines = _Lines(rows[order], whole[0], whole[1], codes[order], found.rules[order])
    return _joined(reading.notes, lines, first)


def _whole(texts: list[str], block: Block, rows: Places) -> tuple[Places, Places]:
    """Where these answers begin and end, without the white space around them."""
    starts, ends = np.zeros(len(texts), np.int64), np.diff(block.begins, append=len(block.folded)) - len(END)
    outermost = block.letters[[block.begins, np.maximum(block.begins + ends - 1, 0)]]
    for row in np.flatnonzero(blank(outermost[0]) | blank(outermost[1])).tolist():
        starts[row], ends[row] = trimmed(texts[row], 0, len(texts[row]))
    return starts[rows], ends[rows]


def _joined(notes: Notes, lines: _Lines, first: int) -> _Lines:
    """One line for each stretch and code, with the note of all that was found there; they stand together."""
    *places, indicators = lines
    changes = np.ones(len(indicators), bool)
    changes[1:] = np.any([each[1:] != each[:-1] for each in places], axis=0)
    row, start, end, code = (each[changes] for each in places)
    return _Lines(row + first, start, end, code, notes.of_groups(np.cumsum(changes) - 1, indicators))


def _table(codes: list[str], notes: Notes, parts: list[_Lines]) -> pd.DataFrame:
    import pandas as pd

    nothing = np.empty(0, np.int64)
    columns = zip((nothing,) * len(_Lines._fields), *parts, strict=True)
    row, start, end, code, note = (np.concatenate(column).astype(np.int32) for column in columns)
    return pd.DataFrame(
        {
            "row": row,
            "code": pd.Categorical.from_codes(code, pd.Index(codes, dtype=object)),
            "start": start,
            "end": end,
            "indicator": pd.Categorical.from_codes(note, pd.Index(notes.texts, dtype=object)),
        }
    )
