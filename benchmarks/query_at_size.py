"""Queries on a million codings, and on ten million words once they are indexed, beside SQL and SQLite's FTS5."""

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

from made_codings import begun, made_codings
from measuring import compiled, figure, run_part, tell

from coding.query import run
from coding.query.corpus import Corpus
from coding.query.words import words_read
from evaluation.store.search_index import NAME
from evaluation.study import DATABASE, open_study

NEAR = "kode-11 NEAR/turn kode-25 WHERE sector = renhold AND coder = ida"
QUERIES = (NEAR, "kode-10 NEAR/30 kode-20 WHERE sector = helse AND session = fg1", "kode-30 AND NOT kode-41")
WORDS = ('"turnusene"', '"sykmelding*"', '"*fravær"', '"tillitsvalgt* ~3 møte"', '"leder" NEAR/30 "plan"')
JOIN = """
    SELECT DISTINCT a.source, a.start, a.end FROM coding a
    JOIN turn t ON t.source = a.source AND t.start < a.end AND t.end > a.start
    JOIN coding b ON b.source = a.source AND b.start < t.end AND b.end > t.start AND b.code = 26 AND b.coder = 'ida'
    WHERE a.code = 12 AND a.coder = 'ida'
"""


def main() -> None:
    small = "--small" in sys.argv
    sources, words, number = (4, 1_000, 4_000) if small else (200, 12_000, 1_000_000)
    long = (4, 2_000) if small else (400, 25_000)
    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        coded, spoken = Path(folder) / "coded", Path(folder) / "spoken"
        run_part(__file__, "begin", coded, str(sources), str(words), str(number))
        codings = _run("codings", coded)
        run_part(__file__, "begin", spoken, *map(str, long), "0")
        index, found = _run("index", spoken), _run("words", spoken)
    name = f"NEAR with two attributes, {number:,} codings"
    near = figure(name, limit=0.5, ours=codings["queries"][NEAR], peer=codings["join"], unit="s of CPU")
    text = figure(
        "words in 10 million", limit=0.1, ours=found["queries"][WORDS[0]], peer=found["fts5"], unit="s of CPU"
    )
    memory = figure("peak memory", limit=1000, ours=max(codings["peak"], index["peak"]), peer=None, unit="MB")
    peers = {"peer_is": "a self join in SQL, without the attribute of the speaker", "queries": codings["queries"]}
    more = {"peer_is": "FTS5: the turns that hold a form, without places", "queries": found["queries"]}
    built = {
        "indexed_s": index["wall"],
        "megabytes": index["megabytes"],
        "fts5": index["fts5"],
        "read_s": found["read"],
    }
    parts = [near | peers, text | more | built, memory]
    tell(parts[0] | {"reached": all(part["reached"] for part in parts), "parts": parts})


def _run(part: str, *arguments: str | Path) -> dict[str, Any]:
    cost = run_part(__file__, part, *arguments)
    return {"peak": cost.peak, **json.loads(cost.printed)}


# What is run in a process of its own


def _begin(folder: str, sources: str, words: str, number: str) -> None:
    study = begun(Path(folder), int(sources), int(words))
    if int(number):
        study.replace_codings([], made_codings(study, int(number)))


def _codings(folder: str) -> None:
    study = open_study(folder)
    told = {query: _middle(lambda: len(run(study, query))) for query in QUERIES}  # noqa: B023 - called at once
    with closing(sqlite3.connect(Path(folder) / DATABASE)) as connection:
        join = _middle(lambda: connection.execute(JOIN).fetchall(), 1)
    print(json.dumps({"queries": told, "join": join}))


def _index(folder: str) -> None:
    study = open_study(folder)
    wall = _middle(lambda: run(study, WORDS[0]), 1)
    size = (Path(folder) / NAME).stat().st_size
    print(json.dumps({"wall": wall, "megabytes": round(size / 1e6, 1), "fts5": _fts5(folder)}))


def _fts5(folder: str) -> dict[str, float]:
    """The peer's index: every turn a row."""
    study, file = open_study(folder), Path(folder) / "fts5.sqlite"
    turns = [(source.words_of(turn),) for source in study.sources() for turn in source.turns]
    with closing(sqlite3.connect(file)) as connection:
        table = "CREATE VIRTUAL TABLE t USING fts5(w, content='', tokenize=\"unicode61 remove_diacritics 0\")"
        connection.execute(table)
        wall = _middle(lambda: connection.executemany("INSERT INTO t (w) VALUES (?)", turns), 1)
        connection.commit()
    return {"wall": wall, "megabytes": round(file.stat().st_size / 1e6, 1)}


def _words(folder: str) -> None:
    study = open_study(folder)
    run(study, '"ord"')  # so that every module is loaded
    told = {query: _middle(lambda: len(run(study, query))) for query in WORDS}  # noqa: B023 - called at once
    with closing(sqlite3.connect(Path(folder) / "fts5.sqlite")) as connection:
        peer = _middle(lambda: connection.execute("SELECT rowid FROM t WHERE t MATCH 'turnusene'").fetchall())
    corpus = Corpus(study)
    corpus.texts.load_sources(range(len(corpus.sources)))
    read = _middle(lambda: words_read(corpus, "turnusene"), 1)
    print(json.dumps({"queries": told, "fts5": peer, "read": read}))


def _middle(work: Callable[[], Any], times: int = 3) -> float:
    taken: list[float] = []
    for _ in range(times):
        began = process_time()
        work()
        taken.append(process_time() - began)
    return round(median(taken), 4)


PARTS: dict[str, Callable[..., None]] = {"begin": _begin, "codings": _codings, "index": _index, "words": _words}

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](*sys.argv[3:])
    else:
        main()
