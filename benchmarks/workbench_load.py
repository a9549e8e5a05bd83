"""Many who code at once: how long a coding takes, whether any is lost or there twice, and what a killed server loses.

`underveis serve` runs in a process of its own, on a study with accounts, in SQLite or in a PostgreSQL of its own that
is started from Debian's packages. Everybody signs in, has a text open and follows the live feed. In the middle the
server is killed with -9 and started again; what had been confirmed is held against the store before anybody sends
anything again. One line of JSON for each database.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from coders import Coder, Key, Record
from made import as_text, conversation
from measuring import compiled, tell

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 0.2  # seconds, for 95 of 100 codings
CODERS = {"sqlite": 20, "postgresql": 100}
SECONDS, RATE, TEXTS, WORDS, STANDING, CODES = 120.0, 5.0, 10, 12_000, 500, 40
SMALL = {"coders": 8, "seconds": 4.0, "rate": 10.0, "texts": 2, "words": 600, "standing": 20}
PASSWORD = "seks helt vanlige ord her"
SERVE = "import sys; from evaluation.app.cli.main import main; sys.exit(main(sys.argv[1:]))"
FAULTS = ("lost", "doubled", "unasked", "changes_amiss", "unheard", "refused", "lost_by_kill")
SETTLING = 60.0  # seconds that the live feeds get, at most, to tell of the last codings


def main() -> None:
    asked = _asked()
    with TemporaryDirectory(prefix="underveis-") as folder, compiled():
        for name in [asked.database] if asked.database else list(CODERS):
            with _database(name, asked.url) as url:
                told = _measured(Path(folder) / name, name, url, asked)
            tell(told)
            if any(told[each] for each in FAULTS):
                sys.exit(f"{name}: {', '.join(f'{told[each]} {each}' for each in FAULTS)}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=list(CODERS), help="this one alone")
    parser.add_argument("--url", default="", help="a PostgreSQL that runs already, and is empty")
    parser.add_argument("--small", action="store_true", help="a short form")
    parser.add_argument("--kills", type=int, default=1)
    for name, kind, usual in (("coders", int, None), ("seconds", float, SECONDS), ("rate", float, RATE)):
        parser.add_argument(f"--{name}", type=kind, default=usual)
    for name, usual in (("texts", TEXTS), ("words", WORDS), ("standing", STANDING)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    asked = parser.parse_args()
    for name, value in (SMALL if asked.small else {}).items():
        setattr(asked, name, value)
    return asked


@contextmanager
def _database(name: str, url: str) -> Iterator[str]:
    """The address of the database, "" for SQLite in the study's folder."""
    if name == "sqlite" or url:
        yield url
        return
    sys.path.insert(0, str(ROOT))
    from tests.databases import postgresql_server

    with postgresql_server(safe=True) as found:
        yield found


def _measured(folder: Path, name: str, url: str, asked: argparse.Namespace) -> dict[str, Any]:
    os.environ.pop("UNDERVEIS_DATABASE", None)
    if url:
        os.environ["UNDERVEIS_DATABASE"] = url
    many = asked.coders or CODERS[name]
    study = _study(folder, many, asked)
    record = Record()
    server = Server(folder)
    coders = _coders(study, server.port, many, asked, record)
    before = {each.id for each in study.codings()}
    try:
        killed = asyncio.run(_coded(study, server, coders, asked))
    finally:
        server.stop()
    faults = {**_held_against(study, record, before), "lost_by_kill": sum(killed), "kills": len(killed)}
    load = {"coders": many, "seconds": asked.seconds, "rate": asked.rate, "texts": asked.texts}
    cpu = {"server_cpu_s": round(server.cpu, 1), "coding_cpu_s": round(server.cpu - server.before, 1)}
    return {**_told(name, record, faults, load), **cpu}


def _told(name: str, record: Record, faults: dict[str, int], load: dict[str, Any]) -> dict[str, Any]:
    spread = _spread(list(record.confirmed.values()))
    return {
        "figure": f"a coding of {load['coders']} coders at once, 95 of 100, in {name}",
        "target": f"< {LIMIT:g} s",
        "ours": spread["p95"],
        "peer": None,
        "unit": "s",
        "ratio": None,
        "reached": spread["p95"] < LIMIT and not any(faults[each] for each in FAULTS),
        "database": name,
        **load,
        "sent": len(record.sent),
        "confirmed": len(record.confirmed),
        **faults,
        "sent_again": record.again,
        **{f"{key}_s": value for key, value in spread.items()},
        "steady_s": _spread(record.steady),
        "heard_s": _spread(record.delays),
        "news": {"n": len(record.news), "told_along": record.along, **_spread(record.news)},
    }


def _spread(taken: list[float]) -> dict[str, float]:
    if len(taken) < 2:
        return {}
    told = {"p50": median(taken), "p95": quantiles(taken, n=20)[-1], "max": max(taken)}
    return {name: round(value, 4) for name, value in told.items()}


# The study


def _study(folder: Path, many: int, asked: argparse.Namespace) -> Any:
    """Texts with codings on them from before, and an account for everybody."""
    from coding import transcripts
    from evaluation.app.accounts.keeping import add_account
    from evaluation.model import Code, Codebook, Coding
    from evaluation.study import open_study

    folder.mkdir()
    (folder / "evaluation.yaml").write_text("title: Belastning\nlanguages: [nb]\n", encoding="utf-8")
    study = open_study(folder)
    for n in range(asked.texts):
        file = folder / f"samtale-{n}.txt"
        file.write_text(as_text(conversation(n, asked.words)), encoding="utf-8", newline="\n")
        study.add(transcripts.read(file))
    study.import_codebook(Codebook(name="kodebok", codes=tuple(Code(name=f"kode-{n}") for n in range(CODES))))
    chance = random.Random(7)
    for n in range(asked.texts):
        length = len(study.source(f"samtale-{n}").text)
        places = {(at, at + chance.randint(20, 300)) for at in chance.sample(range(length - 400), asked.standing)}
        codes = [f"kode-{chance.randrange(CODES)}" for _ in places]
        study.add(
            [Coding(f"samtale-{n}", *at, code, coder="eldre") for at, code in zip(sorted(places), codes, strict=True)]
        )
    add_account(study, "eier", "owner", password=PASSWORD)
    for n in range(many):
        add_account(study, f"koder{n}", "coder", password=PASSWORD)
    return study


def _coders(study: Any, port: int, many: int, asked: argparse.Namespace, record: Record) -> list[Coder]:
    """Everybody with places of their own in one of the texts, which are shared out among them."""
    lengths = [len(study.source(f"samtale-{n}").text) for n in range(asked.texts)]
    needed = int(asked.seconds * asked.rate / many * 2) + 10
    found = []
    for n in range(many):
        chance = random.Random(n)
        starts = chance.sample(range(lengths[n % asked.texts] - 200), needed)
        places = [(start, start + chance.randint(10, 150)) for start in starts]
        codes = [f"kode-{code}" for code in range(CODES)]
        found.append(Coder(f"koder{n}", n, port, f"samtale-{n % asked.texts}", places, codes, record))
    return found


# The load


async def _coded(study: Any, server: Server, coders: list[Coder], asked: argparse.Namespace) -> list[int]:
    """Everybody works until the time is up; returns how many confirmed codings each kill has lost."""
    server.start()
    for each in coders:
        await each.enter(PASSWORD)
    following = [asyncio.create_task(task) for each in coders for task in (each.listen(), each.read_news())]
    while not all(each.listening for each in coders):
        await asyncio.sleep(0.05)
    begins, pause = time.perf_counter(), len(coders) / asked.rate
    server.coding_from()
    work = asyncio.gather(*(each.work(begins, asked.seconds, pause) for each in coders))
    lost = []
    for kill in range(asked.kills):
        await asyncio.sleep(max(0.0, begins + asked.seconds * (kill + 1) / (asked.kills + 1) - time.perf_counter()))
        lost.append(await asyncio.to_thread(_killed, study, server, coders[0].record))
    await work
    await _settled(coders)
    for each in following:
        each.cancel()
    return lost


def _killed(study: Any, server: Server, record: Record) -> int:
    """Kill the server, count what was confirmed and is not there, and start it again."""
    server.kill()
    confirmed = set(record.confirmed)
    there = {(each.coder, _key(each)) for each in study.codings()}
    server.start()
    return len(confirmed - there)


async def _settled(coders: list[Coder]) -> None:
    """Wait until everybody has heard of everything, for a while."""
    record, until = coders[0].record, time.perf_counter() + SETTLING
    while time.perf_counter() < until and any(set(record.begun) - each for each in record.heard.values()):
        await asyncio.sleep(0.05)


def _key(coding: Any) -> Key:
    return (coding.source, coding.start, coding.end, coding.code)


def _held_against(study: Any, record: Record, before: set[int]) -> dict[str, int]:
    """What is not there, what is there twice, what nobody asked for, and what somebody was not told of."""
    found = Counter((each.coder, _key(each)) for each in study.codings() if each.id not in before)
    acts = Counter(each.who for each in study.log() if each.act == "code.add")
    wanted = Counter(coder for coder, _ in found)
    changes = sum(abs(acts[who] - wanted[who]) for who in {*acts, *wanted} if who.startswith("koder"))
    return {
        "lost": len(record.sent - found.keys()),
        "doubled": sum(count - 1 for count in found.values()),
        "unasked": len(found.keys() - record.sent),
        "changes_amiss": changes,
        "unheard": sum(len(set(record.begun) - heard) for heard in record.heard.values()),
        "refused": len(record.refused),
    }


class Server:
    """`underveis serve` in a process of its own, always at the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.cpu, self.before = folder, 0.0, 0.0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-c", SERVE, "serve", "--study", str(self.folder), "--port", str(self.port)]
        place = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "PYTHONPATH": place}
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        while self._process.stdout and "Ctrl+C" not in self._process.stdout.readline():
            if self._process.poll() is not None:
                raise RuntimeError("the server did not start")

    def coding_from(self) -> None:
        """What was used until now was used to sign in and to open texts."""
        used = psutil.Process(self._process.pid).cpu_times() if self._process else None
        self.before = self.cpu + (used.user + used.system if used else 0.0)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: int) -> None:
        if self._process is None:
            return
        os.kill(self._process.pid, how)
        _, _, used = os.wait4(self._process.pid, 0)
        self.cpu += used.ru_utime + used.ru_stime
        self._process.returncode = 0
        if self._process.stdout:
            self._process.stdout.close()
        self._process = None


if __name__ == "__main__":
    main()
