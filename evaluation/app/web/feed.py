"""What happens in the study, as it happens: one watch on the store for all who follow."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, takewhile

from anyio import to_thread
from sqlalchemy import Connection

from coding.workbench.news import codings_told
from evaluation.errors import EvaluationError
from evaluation.model.round import Round
from evaluation.store.database import Store
from evaluation.store.feed import Happening, last_change, read_happenings, seen_by
from evaluation.store.rounds import read_rounds

PAUSE = 0.25  # seconds between two looks at the store
MANY = 25  # so many who follow are told at once; where they are more, each is told more at a time and less often
LONGEST = 1.0  # seconds between two looks, however many follow
SPREAD = 0.7  # of the time between two looks: over so much of it those are told who are more than `MANY`
HEARTBEAT = 15.0  # seconds of silence after which those who follow are told that all is well
KEPT = 500  # changes that are remembered for whoever was away for a little
FEW = 20  # codings that an act is told of together with what they are
FURTHEST = 2_000  # changes that are read again for whoever was away for long; beyond that, a page is read anew


@dataclass(frozen=True, slots=True)
class Behind:
    """Too much has happened since: what is shown must be read anew. `latest`: the last change there is."""

    latest: int


@dataclass
class Feed:
    """`follow` gives what a reader may see; as long as nobody follows, nothing is watched."""

    store: Store
    closed: bool = False
    _recent: deque[Happening] = field(default_factory=lambda: deque(maxlen=KEPT))
    _read_to: int = -1  # the last change that was looked at; -1 before the first look
    _remembered_from: int = 0  # changes after this one are in `_recent`
    _along: dict[int, str] = field(default_factory=dict)  # change → its codings as they stood, told along with it
    _rounds: Sequence[Round] = ()
    _following: int = 0
    _news: asyncio.Event | None = None
    _watch: asyncio.Task[None] | None = None
    _joining: asyncio.Lock = field(default_factory=asyncio.Lock)
    _recalling: asyncio.Lock = field(default_factory=asyncio.Lock)
    _seats: Iterator[int] = field(default_factory=count)

    @property
    def told_to(self) -> int | None:
        """The last change that those who follow have been told of; None where nobody watches for changes."""
        return self._read_to if self._watch is not None and not self._watch.done() else None

    def along(self, told: Happening | Behind) -> str:
        """The codings that a change made or took away, as JSON: whoever is told of it need not ask.

        Empty where it did more, or to many, and where something is hidden from anybody: then each asks for their own.
        """
        if isinstance(told, Behind) or _is_any_blind(self._rounds):
            return ""
        return self._along.get(told.id, "")

    def close(self) -> None:
        """Let all who follow go; for when the server stops. May be called from any thread of the loop's."""
        self.closed = True
        if self._news is not None:
            self._news.set()

    async def follow(self, reader: str, after: int | None = None) -> AsyncIterator[Sequence[Happening | Behind]]:
        """What happens after a change, from now on without one: all there is of it at a time.

        Nothing comes after a silence, and at once at the start.
        """
        try:
            await self._join()
            seat = next(self._seats)
            seen = self._read_to if after is None else min(after, self._read_to)
            yield ()
            while not self.closed:
                waiting, until = self._news, self._read_to
                found = (self._told(each, reader) for each in await self._since(seen, until))
                if told := [each for each in found if each is not None]:
                    yield told
                seen = max(seen, until)
                if await _heard(waiting):
                    await self._turn(seat)
                else:
                    self._raise_what_ended_it()
                    yield ()
        finally:
            self._leave()

    async def _join(self) -> None:
        self._following += 1
        async with self._joining:  # of two who come at once, one begins: a change between two beginnings would be lost
            if self._watch is None or self._watch.done():
                self._news = asyncio.Event()
                await self._look()
                self._watch = asyncio.create_task(self._keep_watch())

    def _leave(self) -> None:
        self._following -= 1
        if self._following == 0 and self._watch is not None:
            self._watch.cancel()
            self._watch = None

    @property
    def _pause(self) -> float:
        return min(max(PAUSE, LONGEST), PAUSE * max(1.0, self._following / MANY))

    async def _turn(self, seat: int) -> None:
        """Where many follow, they are told one after the other: whoever saves something would wait for them all."""
        if self._following > MANY:
            await asyncio.sleep(SPREAD * self._pause * (seat % self._following) / self._following)

    def _told(self, happening: Happening | Behind, reader: str) -> Happening | Behind | None:
        return happening if isinstance(happening, Behind) else seen_by(happening, reader, self._rounds)

    def _raise_what_ended_it(self) -> None:
        """A watch that came to grief is a fault of ours: whoever follows is cut off, and comes back to a new one."""
        if self._watch is not None and self._watch.done():
            self._watch.result()

    async def _keep_watch(self) -> None:
        while not self.closed:
            await asyncio.sleep(self._pause)
            if await self._look() and self._news is not None:
                told, self._news = self._news, asyncio.Event()
                told.set()

    async def _look(self) -> bool:
        try:
            found, along, rounds, latest = await to_thread.run_sync(self._read, self._read_to)
        except EvaluationError:  # busy, or gone for a while: the next look will tell
            return False
        if self._read_to < 0:
            self._remembered_from = latest
        self._recent.extend(found)
        oldest = self._recent[0].id if self._recent else 0
        self._along = {id_: told for id_, told in {**self._along, **along}.items() if id_ >= oldest}
        if len(self._recent) == KEPT:
            self._remembered_from = self._recent[0].id - 1
        self._read_to, changed = latest, latest != self._read_to
        if changed:
            self._rounds = rounds
        return changed

    def _read(self, after: int) -> tuple[list[Happening], dict[int, str], Sequence[Round], int]:
        with replace(self.store, reader=None).reading() as connection:
            latest = last_change(connection)
            if latest == after:
                return [], {}, (), latest
            found = read_happenings(connection, after, KEPT) if after >= 0 else []
            rounds = read_rounds(connection)
            along = {} if _is_any_blind(rounds) else dict(_codings_of(connection, found))
            return found, along, rounds, found[-1].id if len(found) == KEPT else latest

    async def _since(self, seen: int, until: int) -> Sequence[Happening | Behind]:
        if until - seen <= KEPT:
            await self._recall(seen)
        if seen >= self._remembered_from:
            newest = takewhile(lambda each: each.id > seen, reversed(self._recent))
            return [each for each in newest if each.id <= until][::-1]
        return await to_thread.run_sync(self._read_again, seen, until)

    async def _recall(self, seen: int) -> None:
        """Remember what came before, once for all who come back to a server that has just begun."""
        async with self._recalling:
            if seen >= (since := self._remembered_from):
                return
            try:
                found, along = await to_thread.run_sync(self._read_before, seen, since)
            except EvaluationError:  # busy: it is read for each who asks
                return
            if since == self._remembered_from and len(self._recent) + len(found) <= KEPT:
                self._recent.extendleft(reversed(found))
                self._along, self._remembered_from = {**along, **self._along}, seen

    def _read_before(self, after: int, until: int) -> tuple[list[Happening], dict[int, str]]:
        with replace(self.store, reader=None).reading() as connection:
            found = [each for each in read_happenings(connection, after, until - after) if each.id <= until]
            return found, {} if _is_any_blind(read_rounds(connection)) else dict(_codings_of(connection, found))

    def _read_again(self, seen: int, until: int) -> Sequence[Happening | Behind]:
        if until - seen > FURTHEST:
            return [Behind(until)]
        with replace(self.store, reader=None).reading() as connection:
            return [each for each in read_happenings(connection, seen, FURTHEST) if each.id <= until]


def _codings_of(connection: Connection, found: Sequence[Happening]) -> Iterator[tuple[int, str]]:
    """What can be told along with acts that touched nothing but a few codings of one text; no undo: it has steps."""
    for each in found:
        ids = [id_ for touched in each.touched for id_ in touched.ids]
        names = [*{name for touched in each.touched for name in touched.sources}]
        only = {touched.table for touched in each.touched} == {"coding"} and each.act not in ("undo", "redo")
        if only and len(names) == 1 and 0 < len(ids) <= FEW:
            yield each.id, json.dumps(codings_told(connection, names[0], ids), ensure_ascii=False)


def _is_any_blind(rounds: Sequence[Round]) -> bool:
    return any(each.blind and each.is_open for each in rounds)


async def _heard(news: asyncio.Event | None) -> bool:
    try:
        async with asyncio.timeout(HEARTBEAT):
            await news.wait() if news else await asyncio.sleep(HEARTBEAT)
    except TimeoutError:
        return False
    return True
