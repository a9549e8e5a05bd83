"""Coders who code at the same time, as our page does it: signed in, with a live feed, sending again what got lost.

Each has three connections, as a browser would: one for acts, one for the live feed, one for the news that the feed
makes the page ask for. An act that is not answered is sent again, the same, until it is; its time runs from the moment
it was meant.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

AGAIN = 1.0  # seconds before an act is sent again, as in the page; doubled each time
BACK = 2.0  # seconds before a live feed that was cut off is opened again: what the feed itself tells browsers
DEBOUNCE = (0.03, 0.2)  # seconds between hearing of something and asking what it was
PATIENCE = 30.0  # seconds to wait for an answer
GONE = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)
Key = tuple[str, int, int, str]  # source, start, end, code


class Refused(Exception):
    """An answer that no sending again would mend."""


@dataclass
class Record:
    """What all coders saw together. Moments are those of `time.perf_counter`."""

    sent: set[tuple[str, Key]] = field(default_factory=set)
    confirmed: dict[tuple[str, Key], float] = field(default_factory=dict)  # coder and place → seconds it took
    again: int = 0  # acts that had to be sent more than once
    steady: list[float] = field(default_factory=list)  # what the others took
    news: list[float] = field(default_factory=list)
    along: int = 0  # changes of the open text that were told with all that came of them
    heard: dict[str, set[int]] = field(default_factory=dict)  # coder → ids of codings told of by the feed
    begun: dict[int, float] = field(default_factory=dict)  # id of a coding → when its act was meant
    delays: list[float] = field(default_factory=list)  # from an act to another's hearing of it
    refused: list[str] = field(default_factory=list)


class Connection:
    """One connection to the server, opened anew where it was lost."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def begin(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> asyncio.StreamReader:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
        reader, writer = self._streams
        told = {"Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(body)), **headers}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()
        return reader

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str, bytes]:
        """Status, head and body of the answer. The connection is closed where it does not come.

        One that lay idle until the server closed it is opened anew at once, as browsers do.
        """
        idle = self._streams is not None
        try:
            return await self._asked(method, path, body, headers)
        except (ConnectionError, asyncio.IncompleteReadError):
            if not idle:
                raise
            return await self._asked(method, path, body, headers)

    async def _asked(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, str, bytes]:
        try:
            async with asyncio.timeout(PATIENCE):
                reader = await self.begin(method, path, body, headers)
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
                content = await reader.readexactly(int(length[1])) if length else b""
        except BaseException:
            self.close()
            raise
        if "connection: close" in head.lower():
            self.close()
        return int(head.split()[1]), head, content

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


@dataclass
class Coder:
    """`text`: the name of the one this coder works on; `places`: where codings may stand in it."""

    name: str
    number: int
    port: int
    text: str
    places: list[tuple[int, int]]
    codes: list[str]
    record: Record
    cookie: str = ""
    proof: str = ""
    revision: int = 0
    listening: bool = False

    def __post_init__(self) -> None:
        self.acts, self.feed, self.asks = (Connection(self.port) for _ in range(3))
        self.record.heard[self.name] = set()
        self._stirred = asyncio.Event()
        self._due, self._coding = 0, False

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": self.cookie, "Accept": "application/json", "X-Underveis-Proof": self.proof}

    async def enter(self, password: str) -> None:
        """Sign in and open the text, by the requests that a browser sends."""
        form = urlencode({"name": self.name, "password": password, "back": "/workbench"}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        status, head, _ = await self.acts.ask("POST", "/sign-in", form, **kind)
        if status != 303:
            raise Refused(f"{self.name}: {status}")
        found = re.search(r"set-cookie: ([^;\r\n]+)", head, re.IGNORECASE)
        self.cookie = found[1] if found else ""
        _, _, page = await self.acts.ask("GET", "/workbench", Cookie=self.cookie, Accept="text/html")
        self.proof = page.decode().split('data-proof="')[1].split('"')[0]
        for what in ("overview", f"text?source={self.text}", f"sentences?source={self.text}"):
            status, _, body = await self.acts.ask("GET", f"/workbench/{what}", **self.headers)
            if status != 200:
                raise Refused(f"{what}: {status}")
            if what.startswith("text"):
                self.revision = json.loads(body)["revision"]

    async def work(self, begins: float, seconds: float, pause: float) -> None:
        """Code a new place about every `pause` seconds, until `seconds` have gone by."""
        chance = random.Random(self.number)
        due, place = begins + chance.uniform(0, pause), 0
        while due < begins + seconds:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            start, end = self.places[place]
            await self.code((self.text, start, end, chance.choice(self.codes)), due)
            due, place = due + chance.uniform(0.5, 1.5) * pause, place + 1

    async def code(self, key: Key, due: float) -> None:
        source, start, end, code = key
        mark = {"start": start, "end": end, "code": code}
        self.record.sent.add((self.name, key))
        tries, self._coding = 0, True
        while True:
            content = json.dumps({"source": source, "since": self.revision, "mark": mark}).encode()
            kind = {**self.headers, "Content-Type": "application/json"}
            with suppress(*GONE):
                status, _, body = await self.acts.ask("POST", "/workbench/codings", content, **kind)
                if status == 200:
                    break
                if status < 500 and status != 429:
                    self.record.refused.append(f"{status} {body[:200]!r}")
                    self._coding = False
                    return
            tries += 1
            await asyncio.sleep(AGAIN * 2 ** (tries - 1))
        told = json.loads(body)
        self.record.confirmed[self.name, key] = time.perf_counter() - due
        self.record.begun[told["made"]] = due
        self.record.again += bool(tries)
        if not tries:
            self.record.steady.append(self.record.confirmed[self.name, key])
        self.revision, self._coding = max(self.revision, told["revision"]), False

    async def listen(self) -> None:
        """Follow the live feed for good; come back where one was after each time it is cut off."""
        last = self.revision
        while True:
            with suppress(*GONE):
                where = {"Last-Event-ID": str(last)}
                reader = await self.feed.begin("GET", "/events", b"", {**self.headers, **where})
                async for told in _events(reader):
                    self.listening = True
                    if told is not None:
                        last = told["id"]
                        self._take(told)
            self.listening = False
            self.feed.close()
            await asyncio.sleep(BACK)

    def _take(self, told: dict[str, Any]) -> None:
        for id_ in told["touched"].get("coding") or ():
            self.record.heard[self.name].add(id_)
            if told["who"] != self.name and id_ in self.record.begun:
                self.record.delays.append(time.perf_counter() - self.record.begun[id_])
        if told["id"] > self.revision and not self._knows(told) and self.text in told["sources"]:
            self._due = told["id"]
            self._stirred.set()

    def _knows(self, told: dict[str, Any]) -> bool:
        """Whether a change tells itself all there is to know, as in the page."""
        follows = told.get("previous") is not None and told["previous"] <= self.revision
        if not follows or told["who"] == self.name:
            return False
        if self.text in told["sources"]:
            if not told["news"] or self._coding:
                return False
            self.record.along += 1
        self.revision = told["id"]
        return True

    async def read_news(self) -> None:
        """Ask what has happened to the open text whenever the feed has told that something has."""
        chance = random.Random(-self.number)
        while True:
            await self._stirred.wait()
            await asyncio.sleep(chance.uniform(*DEBOUNCE))
            self._stirred.clear()
            if self._due <= self.revision:
                continue
            began, query = time.perf_counter(), urlencode({"source": self.text, "since": self.revision})
            with suppress(*GONE):
                status, _, body = await self.asks.ask("GET", f"/workbench/news?{query}", **self.headers)
                if status == 200:
                    self.record.news.append(time.perf_counter() - began)
                    self.revision = max(self.revision, json.loads(body)["revision"])


async def _events(reader: asyncio.StreamReader) -> AsyncIterator[dict[str, Any] | None]:
    """The changes that the feed tells of; None for each sign of life."""
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise ConnectionError(head)
    while True:
        size = int(await reader.readuntil(b"\r\n"), 16)
        part = (await reader.readexactly(size + 2)).decode()
        if not size:
            return
        for told in part.split("\n\n"):
            data = re.search(r"^data: (.*)$", told, re.MULTILINE)
            if told.strip():
                yield json.loads(data[1]) if data and "event: change" in told else None
