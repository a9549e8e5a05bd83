"""A store of a million codings: filled with its change log, opened, read by code and coder, crossed in matrices."""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from made_codings import CODERS, begun, made_codings
from measuring import compiled, figure, run_part, tell, timed
from sqlalchemy import create_engine

from coding.matrices import crossed
from coding.retrieval import codings_table
from evaluation.model import Coding
from evaluation.store import schema
from evaluation.store.coding_queries import CodingFilter, CodingTest, find_codings
from evaluation.study import DATABASE, Study, open_study

MATRICES = (
    ("theme", "organisation"),
    ("code", "coder"),
    ("theme", "sector"),
    ("code", "question"),
    ("theme", "source"),
)
ONE = "SELECT source, start, end FROM coding WHERE code = 12 AND coder = 'ida'"


def main() -> None:
    small = "--small" in sys.argv
    sources, words, number = (4, 1_000, 4_000) if small else (200, 12_000, 1_000_000)
    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        study = Path(folder) / "study"
        run_part(__file__, "begin", study, str(sources), str(words))
        peers = {kind: _run(kind, study, Path(folder) / kind, str(number)) for kind in ("core", "sqlite3")}
        filled = _run("fill", study, str(number))
        read = _run("read", study)
    parts = [*_filling(number, filled, peers), *_reading(read)]
    tell(parts[0] | {"reached": all(part["reached"] for part in parts), "parts": parts})


def _run(part: str, *arguments: str | Path) -> dict[str, Any]:
    cost = run_part(__file__, part, *arguments)
    return {"peak": cost.peak, **json.loads(cost.printed)}


def _filling(number: int, filled: dict[str, Any], peers: dict[str, Any]) -> list[dict[str, Any]]:
    name = f"store {number:,} codings with their change log"
    told = figure(name, limit=12, ours=filled["cpu"], peer=peers["core"]["cpu"], unit="s of CPU")
    peer_is = "the same rows by SQLAlchemy Core, and by sqlite3, without checks, ids or log"
    more = {"peer_is": peer_is, "sqlite3": peers["sqlite3"], "core": peers["core"], "wall_s": filled["wall"]}
    memory = figure(f"{name}: peak memory", limit=1000, ours=filled["peak"], peer=peers["core"]["peak"], unit="MB")
    return [told | more, memory]


def _reading(read: dict[str, Any]) -> list[dict[str, Any]]:
    opening = figure("open_study", limit=0.3, ours=read["open"], peer=None, unit="s of CPU")
    one = figure(
        "codings of one code by one coder", limit=0.05, ours=read["one"], peer=read["one_peer"], unit="s of CPU"
    )
    slowest = max(read["matrices"].values())
    matrix = figure("the slowest of five matrices", limit=1, ours=slowest, peer=read["matrix_peer"], unit="s of CPU")
    memory = figure("reading: peak memory", limit=1000, ours=read["peak"], peer=None, unit="MB")
    return [
        opening,
        one | {"peer_is": "the same question in SQL, by sqlite3", "rows": read["rows"]},
        matrix | {"peer_is": "SQL that counts by code and coder, which are columns", "matrices": read["matrices"]},
        memory,
    ]


# What is run in a process of its own


def _begin(study: str, sources: str, words: str) -> None:
    begun(Path(study), int(sources), int(words))


def _fill(study: str, number: str) -> None:
    opened = open_study(study)
    codings = made_codings(opened, int(number))
    wall, cpu = timed(lambda: opened.replace_codings([], codings))
    print(json.dumps({"wall": wall, "cpu": cpu}))


def _core(study: str, folder: str, number: str) -> None:
    engine = create_engine(f"sqlite:///{folder}.sqlite")
    rows = _rows(study, int(number))

    def write() -> None:
        with engine.begin() as connection:
            schema.metadata.create_all(connection)
            connection.execute(schema.coding.insert(), rows)

    wall, cpu = timed(write)
    print(json.dumps({"wall": wall, "cpu": cpu}))


def _sqlite3(study: str, folder: str, number: str) -> None:
    rows = [tuple(row.values()) for row in _rows(study, int(number))]
    with closing(create_engine(f"sqlite:///{folder}.sqlite").raw_connection()) as connection:
        schema.metadata.create_all(create_engine(f"sqlite:///{folder}.sqlite"))
        columns = ", ".join(f'"{column.name}"' for column in schema.coding.columns)
        marks = ", ".join("?" * len(schema.coding.columns))

        def write() -> None:
            connection.cursor().executemany(f"INSERT INTO coding ({columns}) VALUES ({marks})", rows)
            connection.commit()

        wall, cpu = timed(write)
    print(json.dumps({"wall": wall, "cpu": cpu}))


def _rows(study: str, number: int) -> list[dict[str, Any]]:
    opened = open_study(study)
    sources = {each.name: each.id for each in opened.list_sources()}
    codes = {code.name: at for at, code in enumerate(opened.codebook, 1)}
    return [_row(id_, each, sources, codes) for id_, each in enumerate(made_codings(opened, number), 1)]


def _row(id_: int, coding: Coding, sources: dict[str, int], codes: dict[str, int]) -> dict[str, Any]:
    place = {"id": id_, "source": sources[coding.source], "start": coding.start, "end": coding.end}
    made = {"code": codes[coding.code], "coder": coding.coder, "round": "1", "origin": "manual", "note": ""}
    return {**place, **made, "certainty": None, "code_version": 1}


def _read(folder: str) -> None:
    opening, study = _middle(lambda: open_study(folder))
    one, rows = _middle(lambda: _of_one_coder(study))
    file = str(Path(folder) / DATABASE)
    matrices = {f"{row} × {column}": _middle(lambda: _matrix(study, row, column))[0] for row, column in MATRICES}  # noqa: B023
    counted = "SELECT code, coder, count(*) FROM coding GROUP BY code, coder"
    told = {"open": opening, "one": one, "one_peer": _middle(lambda: _asked(file, ONE))[0], "rows": rows}
    print(json.dumps({**told, "matrices": matrices, "matrix_peer": _middle(lambda: _asked(file, counted))[0]}))


def _middle(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """The median of the CPU time of a few runs, and what the last of them gave."""
    taken: list[float] = []
    for _ in range(times):
        began = process_time()
        found = work()
        taken.append(process_time() - began)
    return round(median(taken), 4), found


def _of_one_coder(study: Study) -> int:
    wanted = CodingFilter((CodingTest("coder", "in", (CODERS[0],)),))
    with study.store.reading() as connection:
        return len(find_codings(connection, ["kode-11"], wanted))


def _matrix(study: Study, row: str, column: str) -> None:
    crossed(codings_table(study, (row, column)), row, column)


def _asked(file: str, question: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return len(connection.execute(question).fetchall())


PARTS: dict[str, Callable[..., None]] = {
    "begin": _begin, "fill": _fill, "core": _core, "sqlite3": _sqlite3, "read": _read
}  # fmt: skip

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](*sys.argv[3:])
    else:
        main()
