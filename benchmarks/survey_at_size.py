"""A million respondents, sixty variables: read, described and tabulated, as a file of SPSS and as Parquet in parts."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from measuring import compiled, figure, run_part, tell

MEMORY_LIMIT = 24_000.0  # MB: the room of the machine
SECTORS, LEVELS, MISSING, UNSURE = 6, 5, 0.05, 9.0


def main() -> None:
    respondents, variables = (2_000, 12) if "--small" in sys.argv else (1_000_000, 60)
    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        run_part(__file__, "make", folder, str(respondents), str(variables))
        parts = {name: run_part(__file__, name, folder) for name in ("sav", "parquet", "peer")}
    found = {name: json.loads(cost.printed) for name, cost in parts.items() if cost.printed.strip()}
    name = f"{respondents:,} × {variables} read, described and tabulated from .sav: peak memory"
    ours, peer = parts["sav"].peak, parts["peer"].peak
    told = figure(name, limit=MEMORY_LIMIT, ours=ours, peer=peer, unit="MB")
    more = {"seconds": {name: each.told() for name, each in parts.items()}, "steps_s": found}
    tell(told | more | {"parquet_peak_mb": round(parts["parquet"].peak, 1)})


def make(folder: str, respondents: str, variables: str) -> None:
    from evaluation.errors import EvaluationError
    from instruments.responses.dataset import Dataset
    from instruments.responses.files import write_dataset
    from instruments.responses.meaning import Meaning, MissingRange, Variable

    chance, rows = np.random.default_rng(2026), int(respondents)
    columns: dict[str, Any] = {"sektor": chance.integers(1, SECTORS + 1, rows).astype(float)}
    columns["vekt"] = chance.uniform(0.5, 2, rows)
    for number in range(int(variables) - len(columns)):
        given = chance.integers(1, LEVELS + 1, rows).astype(float)
        given[chance.random(rows) < MISSING] = UNSURE
        columns[f"q{number}"] = given
    labels = {float(code): f"Svar {code}" for code in range(1, LEVELS + 1)} | {UNSURE: "Vet ikke"}
    asked = [
        Variable(name, labels=labels, missing=(MissingRange(UNSURE, UNSURE),)) for name in columns if name[0] == "q"
    ]
    known = (Variable("sektor"), Variable("vekt", measure="scale"), *asked)
    dataset = Dataset(pd.DataFrame(columns), Meaning(known))
    write_dataset(dataset, Path(folder) / "svar.sav")
    try:
        write_dataset(dataset, Path(folder) / "svar.parquet")
    except EvaluationError as error:  # without pyarrow the figure of Parquet is left out
        print(error, file=sys.stderr)


def sav(folder: str) -> None:
    from instruments.describing import describe
    from instruments.responses.files import read_dataset
    from instruments.tabulating import Plan, tabulate

    steps = _Steps()
    dataset = steps.of("read", lambda: read_dataset(Path(folder) / "svar.sav"))
    steps.of("describe", lambda: describe(dataset))
    names = [name for name in dataset.names if name[0] == "q"]
    steps.of("tabulate", lambda: tabulate(dataset, names, by="sektor", plan=Plan(weight="vekt"), threshold=0))
    steps.tell()


def parquet(folder: str) -> None:
    from instruments.describing import describe
    from instruments.responses.parquet import open_parquet
    from instruments.tabulating import Plan
    from instruments.tabulating_parts import tabulate_parts

    file, steps = Path(folder) / "svar.parquet", _Steps()
    if not file.is_file():
        return
    stored = steps.of("open", lambda: open_parquet(file))
    steps.of("describe", lambda: describe(stored))
    names = [name for name in stored.names if name[0] == "q"]
    steps.of("tabulate", lambda: tabulate_parts(stored, names, by="sektor", plan=Plan(weight="vekt"), threshold=0))
    steps.tell()


def peer(folder: str) -> None:
    """pyreadstat alone: it reads, and counts nothing."""
    from pyreadstat import read_sav

    steps = _Steps()
    steps.of("read", lambda: read_sav(Path(folder) / "svar.sav", user_missing=True))
    steps.tell()


class _Steps:
    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def of(self, name: str, work: Any) -> Any:
        begun = time.perf_counter()
        found = work()
        self.taken[name] = round(time.perf_counter() - begun, 2)
        return found

    def tell(self) -> None:
        print(json.dumps(self.taken))


PARTS = {"make": make, "sav": sav, "parquet": parquet, "peer": peer}

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](*sys.argv[3:])
    else:
        main()
