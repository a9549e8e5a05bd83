"""Places as the page read them, carried to the text as it is now: to the same words, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from coding.text.spans import Span
from coding.workbench.wire import Units
from evaluation.errors import EvaluationError, fail
from evaluation.model import Source
from evaluation.sources.alignment import Alignment, align
from evaluation.sources.moving import is_whole, moved
from evaluation.store.texts import former_text, text_version
from evaluation.study import Study


@dataclass(frozen=True)
class Placing:
    """`source` is as it is now; `read` are the units of the text that the page read, `since` how that lies along it."""

    source: Source
    read: Units
    since: Alignment | None = None

    @property
    def is_current(self) -> bool:
        return self.since is None

    def span(self, start: int, end: int) -> Span:
        """Where the words are now. Raises CORRECT-001 where they are not the same any more."""
        return self.same(self.read.span(start, end))

    def same(self, read: Span) -> Span:
        """The same of a place in code points of the text that was read."""
        if self.since is None:
            return read
        block = self.since.before(read.start)
        if block is None or read.end > block.old_end or read.start >= read.end:
            raise self.changed()
        now = Span(block.new + read.start - block.old, block.new + read.end - block.old)
        if is_whole(self.since.old, *read) and not is_whole(self.since.new, *now):
            raise self.changed()
        return now

    def followed(self, start: int, end: int) -> Span:
        """Where what stood on the words stands now. Raises CORRECT-001 where they are gone."""
        return self.after(self.read.span(start, end))

    def after(self, read: Span) -> Span:
        """The same of a place in code points of the text that was read."""
        if self.since is None:
            return read
        [move] = moved(self.since, [(read.start, read.end)]).moves
        if move.place is None:
            raise self.changed()
        return Span(*move.place)

    def changed(self) -> EvaluationError:
        return fail("CORRECT-001", name=self.source.name)


def placing_of(study: Study, name: str, version: str | None) -> Placing:
    """How a page that read this version of a source's text finds its places in it; None: the text as it is now.

    Raises CORRECT-001 where that text is not known any more.
    """
    source = study.source(name)
    if version in (None, text_version(source.text)):
        return Placing(source, Units(source.text))
    with study.store.reading() as connection:
        then = former_text(connection, name, version or "")
    if then is None:
        raise fail("CORRECT-001", name=name)
    return Placing(source, Units(then), align(then, source.text))
