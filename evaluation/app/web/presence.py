"""Whether those who follow the live view are still let in: asked for all of them together, about once a second."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from anyio import to_thread

from evaluation.app.web.doors import Door, Holder
from evaluation.errors import EvaluationError

FRESH = 1.0  # seconds for which an answer is taken to hold


@dataclass
class Presence:
    """Nobody is told of anything by an answer that is older than `FRESH`."""

    door: Door
    _passes: Counter[str] = field(default_factory=Counter, repr=False)
    _there: Mapping[str, Holder] = field(default_factory=dict, repr=False)
    _asked: frozenset[str] = field(default=frozenset(), repr=False)
    _asked_at: float = float("-inf")
    _asking: asyncio.Future[None] | None = field(default=None, repr=False)

    @contextmanager
    def following(self, pass_: str) -> Iterator[None]:
        """As long as this lasts, whoever has the pass is asked after along with the others."""
        self._passes[pass_] += 1
        try:
            yield
        finally:
            self._passes[pass_] -= 1
            self._passes += Counter()  # drops those who have gone

    async def holder(self, pass_: str) -> Holder | None:
        """Who the pass belongs to; None where it is worth nothing any more, and where nobody can tell just now."""
        came = time.monotonic()
        while came - self._asked_at > FRESH or pass_ not in self._asked:
            if self._asking is None or self._asking.done():
                self._asking = asyncio.ensure_future(self._ask())
            await asyncio.shield(self._asking)
        return self._there.get(pass_)

    def known(self, pass_: str) -> Holder | None:
        """The same from what is known already; None where that is too old to be relied upon, or nothing is."""
        fresh = time.monotonic() - self._asked_at <= FRESH and pass_ in self._asked
        return self._there.get(pass_) if fresh else None

    def forget(self, pass_: str) -> None:
        """Whoever has this pass has left."""
        self._asked -= {pass_}
        self._there = {each: found for each, found in self._there.items() if each != pass_}

    async def _ask(self) -> None:
        began, passes = time.monotonic(), frozenset(self._passes)
        try:
            self._there = await to_thread.run_sync(self.door.holders, passes)
        except EvaluationError:  # busy, or gone for a while: those who follow come back
            self._there = {}
        self._asked, self._asked_at = passes, began
