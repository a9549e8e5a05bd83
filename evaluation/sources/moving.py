"""What stands off from a text, moved along when the text changes.

The rules, for a stretch [start, end) of the old text:
1. Whose words are still there is exactly on its words, also where they went to another place.
2. Whose words were changed follows the change: what was put in the place of its words is inside, what was put in just
   before or after is outside.
3. Whose words are all gone is lost, and so is one that keeps less than a tenth of its letters. A word is gone when less
   than half of its letters are kept; what is alike by chance, between two longer changes, is not kept.
4. Where words are known to have been put in the place of others that were meant, those stand for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.sources.alignment import Alignment, align, holding
from evaluation.sources.difference import Block, Gap, common_blocks

TELLING = 16  # characters: words this long are sought in all of the text
NEARBY = 2_000  # characters: shorter ones are sought in changed stretches no longer than this
PHRASE_REACH = 2  # times its length: how far from a changed stretch a phrase is sought
FEWEST = 0.1  # of its letters that a changed stretch must keep
_WORD = re.compile(r"\w+")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Move:
    """A stretch of the old text: its words then, and its place now, None when it is lost."""

    start: int
    end: int
    words: str
    place: Span | None
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Similarity:
    """Shares, from 0 to 1, of the words of the old text, and of those in the spans, that the new text kept."""

    text: float
    spans: float


@dataclass(frozen=True)
class Moved:
    """`moves` are in the order of the spans asked about."""

    moves: tuple[Move, ...]
    similarity: Similarity

    @property
    def lost(self) -> tuple[Move, ...]:
        return tuple(each for each in self.moves if each.place is None)


def move(old: str, new: str, spans: Sequence[Span]) -> Moved:
    """For each span of the old text its place in the new one, or its words where they are lost."""
    return moved(align(old, new), spans)


def moved(alignment: Alignment, spans: Sequence[Span]) -> Moved:
    """The same along texts that are aligned already."""
    found = {span: _move(alignment, *span) for span in dict.fromkeys(spans)}
    return Moved(tuple(found[span] for span in spans), similarity(alignment, spans))


def similarity(alignment: Alignment, spans: Iterable[Span]) -> Similarity:
    return Similarity(alignment.share([(0, len(alignment.old))]), alignment.share(spans))


def widened(alignment: Alignment, start: int, end: int) -> Span:
    """Where [start, end) is now with what was put in just before and after it on the same line."""
    (first, begin), (finish, last) = alignment.place(start), alignment.place(end)
    before, after = alignment.new[first:begin], alignment.new[finish:last]
    return begin - len(before.rpartition("\n")[2]), finish + len(after.partition("\n")[0].rstrip())


def _move(alignment: Alignment, start: int, end: int) -> Move:
    words = alignment.old[start:end]
    if swaps := alignment.swapped(start, end):
        return Move(start, end, words, _through(alignment, swaps, start, end), is_exact=False)
    at = next(_verbatim(alignment, start, end), None)
    if at is not None:
        return Move(start, end, words, (at, at + len(words)), is_exact=True)
    return Move(start, end, words, _followed(alignment, start, end), is_exact=False)


# Where the words stand as they were


def _verbatim(alignment: Alignment, start: int, end: int) -> Iterator[int]:
    """Places where the words stand unchanged, the surest first."""
    yield from _inside((block for block in [alignment.before(start)] if block), start, end)
    if start == end:
        yield alignment.place(start)[0]
        return
    yield from _inside(holding(alignment.strays, start, end), start, end)
    yield from _slid(alignment, start, end)
    yield from _sought(alignment, start, end)


def _inside(blocks: Iterable[Block], start: int, end: int) -> Iterator[int]:
    return (
        block.new + start - block.old for block in blocks if block.old <= start and end <= block.old_end and start < end
    )


def _slid(alignment: Alignment, start: int, end: int) -> Iterator[int]:
    """Of two equal words side by side one was taken out: which of them, nobody can tell."""
    old, new = alignment.old, alignment.new
    left = alignment.before(start) or Block(0, 0, 0)
    at = left.new + start - left.old
    here = min(left.old_end, start)
    if new.startswith(old[here:end], at - (start - here)):
        yield at
    right = next((block for block in holding(alignment.blocks, end, len(old) + 1)), Block(len(old), len(new), 0))
    at = right.new + start - right.old
    if at >= 0 and new.startswith(old[start : max(right.old, end)], at):
        yield at


def _sought(alignment: Alignment, start: int, end: int) -> Iterator[int]:
    """In what changed there; and words long enough to be told from others anywhere, if none of them are gone."""
    old, new, words = alignment.old, alignment.new, alignment.old[start:end]
    at = alignment.place(start)[0]
    if len(words) >= TELLING:
        if old.count(words) <= new.count(words):
            yield _nearest(new, words, at)
        return
    low, high = _changed(alignment, start, end)
    if high - low <= NEARBY:
        yield from sorted(_nearby(alignment, start, end, low, high), key=lambda place: abs(place - at))


def _nearby(alignment: Alignment, start: int, end: int, low: int, high: int) -> Iterator[int]:
    """Where the words stand in [low, high) of the new text, or hardly outside it.

    Of words that occur twice, those beside a change may have been taken for the others. A phrase may stand farther off
    than a word, and have its outer words joined to others; a word is whole if it was.
    """
    old, new, words = alignment.old, alignment.new, alignment.old[start:end]
    is_phrase = len(words.split()) > 1
    reach = PHRASE_REACH * len(words) if is_phrase else len(words)
    for match in re.finditer(f"(?={re.escape(words)})", new[max(low - reach, 0) : high + reach]):
        at = match.start() + max(low - reach, 0)
        if is_phrase or is_whole(old, start, end) <= is_whole(new, at, at + len(words)):
            yield at


def _changed(alignment: Alignment, start: int, end: int) -> Span:
    """The stretch of the new text that may hold what [start, end) has become."""
    first, last = alignment.gap(start), alignment.gap(end)
    low = first.new if first else alignment.place(start)[0]
    return low, last.new_end if last else alignment.place(end)[1]


def _nearest(text: str, words: str, at: int) -> int:
    after, before = text.find(words, at), text.rfind(words, 0, at + len(words))
    return after if before < 0 or 0 <= after - at <= at - before else before


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    return not any(text[at - 1 : at].isalnum() and text[at : at + 1].isalnum() for at in (start, end) if at)


# Where they were changed


def _through(alignment: Alignment, swaps: Sequence[Gap], start: int, end: int) -> Span | None:
    """From the first of the words, or what stands for it, to the last."""
    first, last = swaps[0], swaps[-1]
    begin = first.new if first.old <= start else alignment.place(start)[1]
    finish = last.new_end if end <= last.old_end else alignment.place(end)[0]
    return _trimmed(alignment.new, begin, finish)


def _followed(alignment: Alignment, start: int, end: int) -> Span | None:
    """Where the changed words are now: in their place, or where most of them went."""
    here = list(holding(alignment.blocks, start, end))
    there = max(_parts(alignment.strays, start, end), key=lambda part: part.length, default=None)
    stayed = sum(part.length for part in _parts(here, start, end))
    if there is not None and there.length > stayed:
        return _gathered(alignment, there, start, end) if _keeps_a_word(alignment.old, [there], start, end) else None
    if not _keeps_a_word(alignment.old, here, start, end):
        return None
    begin, finish = alignment.place(start)[1], alignment.place(end)[0]
    if is_whole(alignment.old, start, end):
        begin, finish = _whole_words(alignment.new, begin, finish)
    return _trimmed(alignment.new, begin, finish)


def _whole_words(text: str, start: int, end: int) -> Span:
    """The stretch with the rest of the words that it cuts at either end."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _parts(blocks: Sequence[Block], start: int, end: int) -> Iterator[Block]:
    """What the blocks hold of [start, end)."""
    for block in holding(blocks, start, end):
        low, high = max(block.old, start), min(block.old_end, end)
        if low < high:
            yield Block(low, block.new + low - block.old, high - low)


def _gathered(alignment: Alignment, most: Block, start: int, end: int) -> Span | None:
    """The stray part with what else of the stretch is found around it."""
    reach = (end - start) // 2
    low = max(most.new - (most.old - start) - reach, 0)
    high = most.new_end + (end - most.old_end) + reach
    blocks = common_blocks(alignment.old[start:end], alignment.new[low:high])
    return _trimmed(alignment.new, low + blocks[0].new, low + blocks[-1].new_end) if blocks else None


def _keeps_a_word(old: str, blocks: Sequence[Block], start: int, end: int) -> bool:
    kept = bytearray(end - start)
    for part in _parts(blocks, start, end):
        kept[part.old - start : part.old_end - start] = b"\1" * part.length
    words = [match.span() for match in _WORD.finditer(old[start:end])] or [(0, end - start)]
    return kept.count(1) >= FEWEST * len(kept) and any(
        2 * kept.count(1, first, last) >= last - first for first, last in words
    )


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Without white space at either end; None where nothing else is there."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return (begin, start + len(words.rstrip())) if begin < end else None
