"""What has happened to a text, found out once for all whom the feed has told that something has.

Many who have the same text open ask the same at the same time. The store is asked for the first of them, and a few
such questions at a time: whoever saves a coding meanwhile does not wait for them.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread

from coding.workbench.news import News, find_news, news_of, with_steps
from evaluation.app.web.feed import Feed
from evaluation.study import Study

AT_ONCE = 2  # questions to the store
KEPT = 200  # answers
Told = TypeVar("Told")
Asked = tuple[str, int, int]  # a source, since which change, and up to which all have been told


@dataclass
class Hearsay:
    """Answers hold until the feed tells of something new; while a blind round is open everybody gets their own."""

    feed: Feed
    _answers: OrderedDict[Asked, asyncio.Future[News]] = field(default_factory=OrderedDict, repr=False)
    _looking: CapacityLimiter | None = None

    async def news(self, study: Study, source: str, since: int) -> dict[str, Any]:
        """As `news_of`, though of changes that the feed has not told of yet it may be silent."""
        told_to = self.feed.told_to
        if told_to is None:
            return await self._look(partial(news_of, study, source, since))
        found = await self._shared(study, (source, since, told_to))
        if found.hidden:
            return await self._look(partial(news_of, study, source, since))
        if found.concern_steps_of(study.who):
            return await self._look(partial(with_steps, study, found))
        return found.told

    async def _shared(self, study: Study, asked: Asked) -> News:
        if asked not in self._answers:
            looking = asyncio.ensure_future(self._look(partial(find_news, study, *asked[:2])))
            looking.add_done_callback(_noted)  # else its words would stand in the log, should all who asked have left
            self._answers[asked] = looking
            if len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        try:
            return await asyncio.shield(self._answers[asked])
        except Exception:
            self._answers.pop(asked, None)  # whoever asks again gets another try
            raise

    async def _look(self, look: Callable[[], Told]) -> Told:
        self._looking = self._looking or CapacityLimiter(AT_ONCE)
        return await to_thread.run_sync(look, limiter=self._looking)


def _noted(looking: asyncio.Future[News]) -> None:
    if not looking.cancelled():
        looking.exception()
