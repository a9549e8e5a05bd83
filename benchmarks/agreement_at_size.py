"""Krippendorff's alpha of 4 coders × 100,000 units with an interval, and of text that coders cut, beside its peers."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from measuring import compiled, figure, run, run_part, tell, timed

PEERS = "UNDERVEIS_BENCH_AGREEMENT"  # a Python that has krippendorff and irrCAC
TIMES_AS_FAST, INTERVAL_LIMIT, TEXT_LIMIT, MEMORY_LIMIT = 3, 1.0, 0.1, 150.0
CODERS, CATEGORIES, MISSING, RESAMPLES = 4, 12, 0.1, 1000
CHARACTERS, UNITS_EACH = 100_000, 50


def main() -> None:
    units = 2_000 if "--small" in sys.argv else 100_000
    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        file = Path(folder) / "ratings.npy"
        np.save(file, ratings(units))
        run_part(__file__, "warm", file)  # so that every module is compiled
        ours = _run("ratings", file)
        text = _run("text", file)
        peers = _peers(file)
    fastest = min(peers, key=lambda name: peers[name]["cpu_s"])
    limit = peers[fastest]["cpu_s"] / TIMES_AS_FAST
    name = f"alpha of {CODERS} coders × {units:,} units × {CATEGORIES} categories, CPU"
    alpha = figure(name, limit=limit, ours=ours["cpu"], peer=peers[fastest]["cpu_s"], unit="s") | {"peer_is": fastest}
    interval = figure(f"with {RESAMPLES:,} resamples", limit=INTERVAL_LIMIT, ours=ours["interval"], peer=None, unit="s")
    cut = f"uα of {CHARACTERS:,} characters, {UNITS_EACH} units a coder"
    family = figure(cut, limit=TEXT_LIMIT, ours=text["cpu"], peer=None, unit="s") | {
        "with_interval_s": text["interval"]
    }
    memory = figure("peak memory", limit=MEMORY_LIMIT, ours=ours["peak"], peer=None, unit="MB")
    parts = [alpha, interval, family, memory]
    equal = all(abs(each["value"] - ours["value"]) < 5e-5 for each in peers.values())  # irrCAC gives five digits
    reached = all(part["reached"] for part in parts)
    tell(alpha | {"reached": reached, "peers": peers, "equal": equal, "parts": parts[1:]})


def ratings(units: int) -> npt.NDArray[np.float64]:
    """Units × coders: four of five ratings are what the unit is, the others any; a tenth is missing."""
    chance = np.random.default_rng(2026)
    truth = chance.integers(0, CATEGORIES, (units, 1))
    given = np.where(chance.random((units, CODERS)) < 0.8, truth, chance.integers(0, CATEGORIES, (units, CODERS)))
    return np.where(chance.random((units, CODERS)) < MISSING, np.nan, given)


def cuts() -> pd.DataFrame:
    """Units of each coder: where one of them cut, the others cut a little beside it."""
    chance = np.random.default_rng(2026)
    room = CHARACTERS // UNITS_EACH
    start = np.arange(UNITS_EACH) * room + chance.integers(0, room // 4, (CODERS, UNITS_EACH))
    end = start + chance.integers(room // 4, room // 2, (CODERS, UNITS_EACH))
    code = chance.integers(0, CATEGORIES, UNITS_EACH) + (chance.random((CODERS, UNITS_EACH)) < 0.2)
    names = np.repeat([f"k{each}" for each in range(CODERS)], UNITS_EACH)
    return pd.DataFrame({"coder": names, "start": start.ravel(), "end": end.ravel(), "code": code.ravel().astype(str)})


def _peers(file: Path) -> dict[str, Any]:
    """What other packages take; NLTK is always there."""
    script = Path(__file__).with_name("agreement_peers.py")
    found = {"NLTK": json.loads(run([sys.executable, script, "NLTK", file]).printed)}
    if python := os.environ.get(PEERS):
        found |= {name: json.loads(run([python, script, name, file]).printed) for name in ("krippendorff", "irrCAC")}
    return found


def _run(part: str, file: Path) -> dict[str, Any]:
    cost = run_part(__file__, part, file)
    return {"peak": cost.peak, **json.loads(cost.printed)}


def _median(work: Callable[[], Any], times: int = 5) -> float:
    return round(median(timed(work)[1] for _ in range(times)), 4)


# What is run in a process of its own


def _ratings(file: str) -> None:
    from coding.agreement import Drawn, Ratings, agreement

    table = pd.DataFrame(np.load(file))

    def alpha(resamples: int) -> float:
        return agreement(Ratings.of(table), "krippendorff-alpha", drawn=Drawn(resamples)).value

    value = alpha(0)
    cost = {"cpu": _median(lambda: alpha(0)), "interval": _median(lambda: alpha(RESAMPLES), 3)}
    print(json.dumps({"value": value, **cost}))


def _text(_: str) -> None:
    from coding.agreement import Continuum, Drawn, unitised

    table = cuts()

    def family(resamples: int) -> float:
        line = Continuum.of(table, CHARACTERS)
        return unitised(line, ["u-alpha", "u-alpha-binary", "cu-alpha", "ku-alpha"], drawn=Drawn(resamples))[0].value

    family(0)
    print(json.dumps({"cpu": _median(lambda: family(0)), "interval": _median(lambda: family(RESAMPLES), 3)}))


PARTS: dict[str, Callable[[str], None]] = {"ratings": _ratings, "text": _text, "warm": _ratings}

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](sys.argv[3])
    else:
        main()
