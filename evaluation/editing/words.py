"""Words of a text put right by hand, in one act: the rest of the text stays, and what stood on them follows."""

from __future__ import annotations

import re
from dataclasses import replace

from evaluation.editing.text import Changed, changes, locked, write
from evaluation.errors import fail
from evaluation.model import Source
from evaluation.sources import turns
from evaluation.sources.alignment import Alignment, laid_along
from evaluation.sources.correcting import corrected
from evaluation.sources.normalise import BYTE_ORDER_MARK, normalise
from evaluation.sources.turns import Kept
from evaluation.store.sight import unseen
from evaluation.store.sources import read_sources
from evaluation.study import Study

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_AFTER_A_BLANK = re.compile(r"[\s.,;:!?)»]|$")


def correct_words(study: Study, source: Source, start: int, end: int, words: str, *, dry_run: bool = False) -> Changed:
    """Put other words at [start, end) of a source as it was read; none take those there away.

    A few words that were misheard keep their codings. Raises EDIT-064 unless they stand in one turn, or outside of
    turns; EDIT-065 where nothing would be left of it; EDIT-003 where the source is another by now.
    """
    told = tidy_words(words)
    if not told:
        start, end = _with_a_blank(source, start, end)
    _refuse_over_edges(source, start, end, told)
    alignment = corrected(source.text, start, end, told)
    kept = turns.shifted(source, end, len(told) - (end - start))
    return _put(study, source, alignment, kept, "source.correct", dry_run=dry_run)


def join_words(study: Study, source: Source, number: int, *, dry_run: bool = False) -> Changed:
    """Make one turn of this and the next, without what stands between them: the label of who was thought to speak."""
    joined = turns.join(source, number)
    first, second = source.turns[number - 1], source.turns[number]
    text = f"{source.text[: first.end]} {source.text[second.start :]}"
    alignment = laid_along(source.text, text, [(first.end, second.start, first.end, first.end + 1)])
    whole = replace(source, turns=tuple(turn for turn, _ in joined))
    moved = turns.shifted(whole, second.start, first.end + 1 - second.start)
    kept = tuple(Kept(turn, was) for (turn, _), (_, was) in zip(moved, joined, strict=True))
    return _put(study, source, alignment, kept, "turn.join", dry_run=dry_run)


def tidy_words(words: str) -> str:
    """Words as a text keeps them: one kind of newline and of letters, without what no file may hold."""
    return normalise(_UNWRITABLE.sub("", words.replace(BYTE_ORDER_MARK, "")))[0].strip()


def _with_a_blank(source: Source, start: int, end: int) -> tuple[int, int]:
    """Words that go take one of the blanks around them with them, in their turn."""
    text = source.text
    within = next((each for each in source.turns if each.start <= start < each.end), None)
    low, high = (within.start, within.end) if within else (0, len(text))
    if low < start and text[start - 1] == " " and _AFTER_A_BLANK.match(text, end):
        return start - 1, end
    if end < high and text[end] == " " and (start == low or text[start - 1].isspace()):
        return start, end + 1
    return start, end


def _refuse_over_edges(source: Source, start: int, end: int, words: str) -> None:
    for turn in source.turns:
        if not (turn.start < end and start < turn.end):
            continue
        if not (turn.start <= start and end <= turn.end):
            raise fail("EDIT-064", name=source.name)
        rest = source.text[turn.start : start] + words + source.text[end : turn.end]
        if not rest.strip():
            raise fail("EDIT-065", name=source.name)
    if not 0 <= start < end <= len(source.text):
        raise fail("EDIT-064", name=source.name)
    if not (source.text[:start] + words + source.text[end:]).strip():
        raise fail("EDIT-001", file="", name=source.name)


def _put(
    study: Study, source: Source, alignment: Alignment, kept: tuple[Kept, ...], act: str, *, dry_run: bool
) -> Changed:
    """What the new text does to what the asker may see; done, unless it is only tried or changes nothing."""
    if dry_run or alignment.new == source.text:
        with study.store.reading() as connection:
            return changes(connection, source, alignment.new, alignment, turns=kept)
    with study.store.act(act, study.who, name=source.name) as done:
        id_ = locked(done, source)
        if read_sources(done.connection, [source.name]) != [source]:
            raise fail("EDIT-003", name=source.name)
        whole = changes(done.connection, source, alignment.new, alignment, turns=kept)
        hidden = unseen(done.connection, study.who)
        told = changes(done.connection, source, alignment.new, alignment, hidden, kept) if hidden else whole
        write(done, id_, whole, alignment)
    return told
