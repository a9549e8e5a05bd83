"""200 respondents answer the survey to member organisations at the same time: how long a save takes, and none lost.

Each saves every page and hands in, over a connection of their own that stays open, with about three seconds between
pages. The peer is a handler on the same server program that inserts what it is sent as a row and does nothing else.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from measuring import compiled, figure, tell
from respondents import Respondent, answer_all, insert_all

PEOPLE, PAUSE = 200, 3.0
SMALL_PEOPLE, SMALL_PAUSE = 40, 0.2
LIMIT = 0.3  # seconds, for 95 of 100 saves
FORM = "medlemmer"
EVALUATION = """\
title: Belastning
languages: [nb]
information: {controller: Instituttet, purpose: Å måle, legal_basis: Samtykke, kept_until: 2030-01-01}
"""
PEOPLE_FILE = "sessions: [{id: bolge, kind: survey-wave}]\n"
SERVE = "import sys; from evaluation.app.cli.main import main; sys.exit(main(sys.argv[1:]))"


def main() -> None:
    small = "--small" in sys.argv
    people, pause = (SMALL_PEOPLE, SMALL_PAUSE) if small else (PEOPLE, PAUSE)
    with TemporaryDirectory(prefix="underveis-") as folder, compiled():
        ours, faults, saves = _ours(Path(folder) / "study", people, pause)
        peer = _peer(Path(folder) / "rows.sqlite", people, saves, pause)
    told = {f"{name}_s": value for name, value in _spread(ours).items()} | faults
    told["peer_spread"] = _spread(peer)
    tell(
        figure(
            f"a save of a form that {people} answer at the same time, 95 of 100",
            limit=LIMIT,
            ours=_spread(ours)["p95"],
            peer=_spread(peer)["p95"],
            unit="s",
            saves=len(ours),
            **told,
        )
    )
    if faults["lost"] or faults["mixed"]:
        sys.exit(f"{faults['lost']} answers lost, {faults['mixed']} mixed up")


def _spread(taken: list[float]) -> dict[str, float]:
    told = {"p50": median(taken), "p95": quantiles(taken, n=20)[-1], "max": max(taken)}
    return {name: round(value, 4) for name, value in told.items()}


def _ours(folder: Path, people: int, pause: float) -> tuple[list[float], dict[str, int], int]:
    from evaluation.study import open_study
    from instruments.form.opening import invite, open_form
    from instruments.load import read_instrument
    from instruments.shipping import copy_into

    (folder / "instruments").mkdir(parents=True)
    (folder / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE_FILE, encoding="utf-8")
    study = open_study(folder)
    study.import_people(folder / "people.yaml")
    instrument = read_instrument(copy_into(folder, "member-survey"))
    open_form(study, FORM, instrument="member-survey", session="bolge")
    tokens = [each.token for each in invite(study, FORM, number=people)]
    pages = [[each for each in section.questions if each.is_asked] for section in instrument.sections]
    with _running([sys.executable, "-c", SERVE, "serve", "--study", str(folder), "--port"]) as port:
        answered = asyncio.run(answer_all(port, tokens, pages, instrument, pause))
    taken = [seconds for each in answered for seconds in each.saves]
    return taken, _held_against(study, answered, instrument), len(pages)


def _held_against(study: Any, answered: list[Respondent], instrument: Any) -> dict[str, int]:
    """How many respondents' answers are not there, and how many are another's or not what was confirmed."""
    from evaluation.store import responses
    from instruments.form.tokens import digest_of
    from instruments.form.validation import check
    from instruments.form.wire import from_form

    with study.store.reading() as connection:
        there = {each.digest: each for each in responses.read_responses(connection)}
    spoken = {each.name: each.text for each in study.sources()}
    lost = mixed = 0
    for each in answered:
        found = there.get(digest_of(each.token))
        if found is None or found.state != "submitted":
            lost += 1
            continue
        wanted = check(instrument, from_form(instrument, each.confirmed)).answers
        words = [said for said in wanted.values() if isinstance(said, str) and said.startswith("Nr. ")]
        whole = dict(found.answers) == dict(wanted) and all(said in spoken[found.source or ""] for said in words)
        mixed += not whole
    return {"lost": lost, "mixed": mixed}


def _peer(file: Path, people: int, saves: int, pause: float) -> list[float]:
    with _running([sys.executable, __file__, "--part", "rows", str(file)]) as port:
        taken = asyncio.run(insert_all(port, people, saves, pause, "Så sa hen noe om det. " * 200))
    with closing(sqlite3.connect(file)) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM answers")
    if count != len(taken):
        sys.exit(f"the peer lost {len(taken) - count} rows")
    return taken


def _serve_rows(file: str, port: str) -> None:
    """The peer: a row for each request, on disk before it is answered."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL").close()
    connection.execute("PRAGMA synchronous = FULL").close()
    connection.execute("CREATE TABLE answers (words TEXT)")
    turn = Lock()

    def insert(words: str) -> None:
        with turn:
            connection.execute("INSERT INTO answers VALUES (?)", (words,))

    async def keep(request: Request) -> JSONResponse:
        await run_in_threadpool(insert, json.dumps(await request.json()))
        return JSONResponse({"revision": 1})

    app = Starlette(routes=[Route("/", keep, methods=["PUT"])])
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="error", access_log=False)


@contextmanager
def _running(command: list[str]) -> Iterator[int]:
    """A server in a process of its own, at a free port, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL, env=_environment()) as process:
        try:
            _await(port)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)


def _environment() -> dict[str, str]:
    place = str(Path(__file__).parents[1])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (place, os.environ.get("PYTHONPATH"))))}


def _await(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the server did not start")


if __name__ == "__main__":
    if "--part" in sys.argv:
        _serve_rows(*sys.argv[3:])
    else:
        main()
