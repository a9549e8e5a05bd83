"""The way back to the original file, when the text it was read from has been changed since."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.model import OffsetMap
from evaluation.sources.alignment import Alignment
from evaluation.sources.difference import gaps

MOST = 10_000  # characters put in by hand for which a way back is kept, one by one


def composed(alignment: Alignment, offsets: OffsetMap) -> OffsetMap | None:
    """The map of the new text; what was put in leads to where it was put in. None where too much was put in."""
    added = sum(max(gap.new_end - gap.new - (gap.old_end - gap.old), 0) for gap in alignment.gaps)
    if added > MOST:
        return None
    steps: list[tuple[int, int]] = []
    for stored, original in sorted(_steps(alignment, offsets)):
        if not steps or steps[-1][1] - steps[-1][0] != original - stored:
            steps.append((stored, original))
    return OffsetMap(tuple(steps) or ((0, offsets.original(0)),))


def _steps(alignment: Alignment, offsets: OffsetMap) -> Iterator[tuple[int, int]]:
    stretches = [(block.old, block.old_end, block.new) for block in alignment.blocks]
    for gap in gaps(alignment.blocks, len(alignment.old), len(alignment.new)):
        shared = min(gap.old_end - gap.old, gap.new_end - gap.new)
        stretches.append((gap.old, gap.old + shared, gap.new))
        yield from ((at, offsets.original(gap.old_end)) for at in range(gap.new + shared, gap.new_end))
    for old, end, new in sorted(stretches):
        if old < end:
            yield new, offsets.original(old)
            yield from ((new + stored - old, original) for stored, original in offsets.steps if old < stored < end)
