"""Co-occurrence by overlap of a million codings, beside making the pairs in numpy and a self join in SQLite."""

from __future__ import annotations

import sqlite3
import sys
from statistics import median

import numpy as np
import numpy.typing as npt
import pandas as pd
from measuring import figure, tell, timed

from coding.cooccurrence.overlap import overlapping

LIMIT = 1.0
CODES, CODERS, LENGTH, LONGEST = 80, 4, 400_000, 1_000
SUBSET = 10  # sources that SQLite joins


def main() -> None:
    codings, sources = (4_000, 4) if "--small" in sys.argv else (1_000_000, 200)
    table = made(codings, sources)
    tables: list[pd.DataFrame] = []
    runs = [timed(lambda: tables.append(overlapping(table))) for _ in range(3)]
    ours = median(cpu for _, cpu in runs)
    naive: list[npt.NDArray[np.int64]] = []
    _, pairs_cpu = timed(lambda: naive.append(by_pairs(table)))
    counted = without_diagonal(tables[0])
    few = table[table["source"].isin([f"s{each}" for each in range(SUBSET)])]
    joined: list[int] = []
    _, join_cpu = timed(lambda: joined.append(by_join(few)))
    told = figure(f"overlap of {codings:,} codings, CPU", limit=LIMIT, ours=ours, peer=pairs_cpu, unit="s")
    tell(
        told
        | {"peer_is": "numpy that makes every pair and counts them", "wall_s": round(median(w for w, _ in runs), 3)}
        | {"pairs": int(counted.sum()) // 2, "equal": bool((counted == naive[0]).all())}
        | {"sqlite_s": round(join_cpu, 3), "sqlite_sources": min(SUBSET, sources)}
        | {"sqlite_scaled_s": round(join_cpu * sources / min(SUBSET, sources), 1)}
        | {"sqlite_equal": joined[0] == int(without_diagonal(overlapping(few)).sum()) // 2}
    )


def made(codings: int, sources: int) -> pd.DataFrame:
    chance = np.random.default_rng(2026)
    start = chance.integers(0, LENGTH, codings)
    drawn = {name: chance.integers(0, top, codings) for name, top in (("source", sources), ("code", CODES))}
    coder = chance.integers(0, CODERS, codings)
    return pd.DataFrame(
        {
            "source": [f"s{each}" for each in drawn["source"]],
            "start": start,
            "end": start + chance.integers(1, LONGEST * 2, codings),
            "code": [f"c{each:02d}" for each in drawn["code"]],
            "coder": [f"k{each}" for each in coder],
        }
    )


def without_diagonal(counts: pd.DataFrame) -> npt.NDArray[np.int64]:
    values = counts.to_numpy(copy=True)
    np.fill_diagonal(values, 0)
    return values


def by_pairs(table: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Sort by start; every coding meets those that start before it ends: make these pairs and count them."""
    code = pd.factorize(table["code"], sort=True)[0]
    counts = np.zeros((CODES, CODES), dtype=np.int64)
    for rows in table.groupby("source").indices.values():
        ordered = rows[np.argsort(table["start"].to_numpy()[rows])]
        starts, ends = (table[each].to_numpy()[ordered] for each in ("start", "end"))
        met = np.searchsorted(starts, ends) - np.arange(len(ordered)) - 1
        first = np.repeat(np.arange(len(ordered)), met)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(met) - met, met)
        cell = code[ordered][first] * CODES + code[ordered][second]
        counts += np.bincount(cell, minlength=CODES**2).reshape(CODES, CODES)
    both = counts + counts.T
    np.fill_diagonal(both, 0)
    return both


def by_join(table: pd.DataFrame) -> int:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE coding (id INTEGER PRIMARY KEY, source, start, stop, code)")
        rows = table[["source", "start", "end", "code"]].itertuples(index=False, name=None)
        connection.executemany("INSERT INTO coding (source, start, stop, code) VALUES (?, ?, ?, ?)", rows)
        connection.execute("CREATE INDEX place ON coding (source, start, stop, code)")
        counted = connection.execute(
            "SELECT a.code, b.code, count(*) FROM coding a JOIN coding b ON a.source = b.source AND a.code < b.code "
            "AND a.start < b.stop AND b.start < a.stop AND a.start > b.start - ? AND a.start < b.start + ? "
            "GROUP BY a.code, b.code",
            (2 * LONGEST, 2 * LONGEST),
        )
        return sum(number for _, _, number in counted)


if __name__ == "__main__":
    main()
