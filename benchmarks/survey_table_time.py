"""A weighted table of 200 items by six groups, with design-based intervals, of 100,000 respondents."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from measuring import compiled, figure, run, run_part, tell, timed

PEER = "UNDERVEIS_BENCH_SVY"  # a Python that has svy
LIMIT, MEMORY_LIMIT = 5.0, 1500.0
GROUPS, STRATA, CLUSTERS, LEVELS, MISSING, COMPARED = 6, 20, 50, 5, 0.05, 5


def main() -> None:
    respondents, items = (2_000, 10) if "--small" in sys.argv else (100_000, 200)
    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        file = Path(folder) / "answers.npz"
        np.savez(file, **answers(respondents, items))
        run_part(__file__, "warm", file)  # so that every module is compiled
        clustered, single = (_run(part, file) for part in ("clustered", "single"))
        naive = _run("naive", file)
        script = Path(__file__).with_name("survey_peers.py")
        python = os.environ.get(PEER)
        svy = json.loads(run([python, script, file, str(COMPARED)]).printed) if python else None
    name = f"{items} items × {GROUPS} groups × {LEVELS} answers, {respondents:,} respondents in clusters, CPU"
    told = figure(name, limit=LIMIT, ours=clustered["cpu"], peer=svy and svy["cpu"], unit="s")
    alone = figure("without clusters: each respondent a unit", limit=LIMIT, ours=single["cpu"], peer=None, unit="s")
    memory = figure("peak memory", limit=MEMORY_LIMIT, ours=single["peak"], peer=None, unit="MB")
    parts = [told, alone, memory]
    peers = {"naive": naive["cpu"]} | ({"svy": svy["cpu"], "svy wall": svy["wall"]} if svy else {})
    found = [clustered["rows"]] + ([svy["rows"]] if svy else [])
    equal = all(np.allclose(naive["rows"], rows, rtol=0, atol=1e-9) for rows in found)
    reached = all(part["reached"] for part in parts)
    tell(told | {"wall_s": clustered["wall"], "reached": reached, "peers": peers, "equal": equal, "parts": parts[1:]})


def answers(respondents: int, items: int) -> dict[str, Any]:
    """Items of five answers with gaps; strata of clusters; weights that vary fourfold."""
    chance = np.random.default_rng(2026)
    stratum = chance.integers(0, STRATA, respondents)
    given = chance.integers(1, LEVELS + 1, (items, respondents)).astype(float)
    given[chance.random(given.shape) < MISSING] = np.nan
    cluster = stratum * CLUSTERS + chance.integers(0, CLUSTERS, respondents)
    weights, group = chance.uniform(0.5, 2, respondents), chance.integers(0, GROUPS, respondents)
    return {"items": given, "stratum": stratum, "cluster": cluster, "weight": weights, "group": group}


def frame_of(file: str) -> tuple[pd.DataFrame, list[str]]:
    loaded = np.load(file)
    items = {f"q{number}": column for number, column in enumerate(loaded["items"])}
    design = {name: loaded[name] for name in ("stratum", "cluster", "weight", "group")}
    return pd.DataFrame(items | design), list(items)


def _run(part: str, file: Path) -> dict[str, Any]:
    cost = run_part(__file__, part, file)
    return {"peak": cost.peak, **json.loads(cost.printed)}


# What is run in a process of its own


def _table(file: str, clusters: tuple[str, ...]) -> None:
    from instruments.statistics.design import design_of
    from instruments.statistics.tables import frequencies_of

    frame, items = frame_of(file)
    made: list[Any] = []

    def work() -> None:
        design = design_of(frame, weight="weight", strata="stratum", clusters=clusters)
        made.append(frequencies_of(frame, items, design, by="group"))

    wall, cpu = timed(work)
    rows = [[row.value, row.se, row.low, row.high] for table in made[0][:COMPARED] for row in table.rows]
    print(json.dumps({"wall": round(wall, 3), "cpu": round(cpu, 3), "rows": rows}))


def _naive(file: str) -> None:
    """The textbook, cell by cell with pandas, for the first items; its time is scaled up to all of them."""
    frame, items = frame_of(file)
    rows: list[list[float]] = []

    def work() -> None:
        for name in items[:COMPARED]:
            for group in range(GROUPS):
                domain = (frame["group"] == group) & frame[name].notna()
                rows.extend(_cell(frame, domain, frame[name] == level) for level in range(1, LEVELS + 1))

    cpu = timed(work)[1] * len(items) / COMPARED
    print(json.dumps({"cpu": round(cpu, 1), "rows": rows}))


def _cell(frame: pd.DataFrame, domain: pd.Series[bool], hit: pd.Series[bool]) -> list[float]:
    from scipy import stats

    weights = frame["weight"].where(domain, 0)
    share = (weights * hit).sum() / weights.sum()
    units = (weights * (hit - share) / weights.sum()).groupby([frame["stratum"], frame["cluster"]]).sum()
    strata = units.groupby(level=0)
    variance = float((strata.var(ddof=1) * strata.size()).sum())
    inside = frame[domain]
    degrees = inside["cluster"].nunique() - inside["stratum"].nunique()
    effective = share * (1 - share) / variance
    effective *= (stats.t.ppf(0.025, len(inside) - 1) / stats.t.ppf(0.025, degrees)) ** 2
    low = stats.beta.ppf(0.025, effective * share, effective * (1 - share) + 1)
    high = stats.beta.ppf(0.975, effective * share + 1, effective * (1 - share))
    return [float(share), variance**0.5, float(low), float(high)]


PARTS: dict[str, Callable[[str], None]] = {
    "clustered": lambda file: _table(file, ("cluster",)),
    "single": lambda file: _table(file, ()),
    "naive": _naive,
    "warm": lambda file: _table(file, ("cluster",)),
}

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](sys.argv[3])
    else:
        main()
