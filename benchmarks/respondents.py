"""People who answer a form at the same time, over real connections that stay open."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from made import conversation

from instruments.model import Instrument, Question


@dataclass
class Respondent:
    """One who answers: what they told and the server confirmed, and how long each save took, in seconds."""

    token: str
    number: int
    confirmed: dict[str, Any] = field(default_factory=dict)
    saves: list[float] = field(default_factory=list)


class Connection:
    """One connection to the server, asked one thing after another."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def ask(self, method: str, path: str, content: Any = None, key: str = "") -> Any:
        body = b"" if content is None else json.dumps(content).encode()
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
        if content is not None:
            lines += ["Content-Type: application/json", f"X-Underveis-Form: {key}"]
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await self.writer.drain()
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = next((int(line.split(":")[1]) for line in head.split("\r\n") if line.startswith("content-length")), 0)
        told = json.loads(await self.reader.readexactly(length) or b"null")
        status = head.split()[1]
        if status not in ("200", "201"):
            raise RuntimeError(f"{method}: {status} {told}")
        return told


async def answer_all(
    port: int, tokens: Sequence[str], pages: Sequence[Sequence[Question]], instrument: Instrument, pause: float
) -> list[Respondent]:
    """Everybody begins within one pause, saves each page after a pause of about `pause` seconds, and hands in."""
    people = [Respondent(token, number) for number, token in enumerate(tokens)]
    await asyncio.gather(*(_answer(port, each, pages, instrument, pause) for each in people))
    return people


async def _answer(
    port: int, one: Respondent, pages: Sequence[Sequence[Question]], instrument: Instrument, pause: float
) -> None:
    chance = random.Random(one.number)
    await asyncio.sleep(chance.uniform(0, pause))
    connection = Connection(*await asyncio.open_connection("127.0.0.1", port))
    own = f"/f/{one.token}"
    key = (await connection.ask("GET", f"{own}/state"))["csrf"]
    revision = (await connection.ask("POST", f"{own}/begin", {"consent": True, "language": "nb"}, key))["revision"]
    answers: dict[str, Any] = {}
    for page in pages:
        await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)
        answers |= {question.variable: _told(instrument, question, chance, one.number) for question in page}
        began = time.perf_counter()
        told = await connection.ask("PUT", f"{own}/answers", {"revision": revision, "answers": answers}, key)
        one.saves.append(time.perf_counter() - began)
        revision, one.confirmed = told["revision"], dict(answers)
    await connection.ask("POST", f"{own}/submit", {"revision": revision, "answers": answers}, key)
    connection.writer.close()
    await connection.writer.wait_closed()


def _told(instrument: Instrument, question: Question, chance: random.Random, number: int) -> Any:
    codes = [*instrument.codes_of(question)]
    if question.type == "grid":
        return {row: chance.choice(codes) for row in question.rows}
    if question.type in ("multi", "rank"):
        return chance.sample(codes, chance.randint(1, len(codes)))
    if codes:
        return chance.choice(codes)
    if question.type == "number":
        return chance.randint(int(question.minimum or 0), int(question.maximum or 100))
    return "2026-04-22" if question.type == "date" else f"Nr. {number}: {next(conversation(number, 40, 1)).words}"


async def insert_all(port: int, number: int, saves: int, pause: float, content: str) -> list[float]:
    """The same load against a server that only inserts a row; returns the seconds of each save."""
    taken: list[float] = []

    async def one(seed: int) -> None:
        chance = random.Random(seed)
        await asyncio.sleep(chance.uniform(0, pause))
        connection = Connection(*await asyncio.open_connection("127.0.0.1", port))
        for _ in range(saves):
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)
            began = time.perf_counter()
            await connection.ask("PUT", "/", content)
            taken.append(time.perf_counter() - began)
        connection.writer.close()

    await asyncio.gather(*(one(seed) for seed in range(number)))
    return taken
