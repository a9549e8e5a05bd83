"""The peer: svy's shares by group with beta intervals, run by a Python that has it; one line of JSON."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np

SCALED = 20  # so many items are measured, and the time is scaled up to all of them


def main(file: str, compared: int) -> None:
    import polars as pl
    import svy

    loaded = np.load(file)
    names = [f"q{number}" for number in range(len(loaded["items"]))]
    columns = {name: pl.Series(column).fill_nan(None) for name, column in zip(names, loaded["items"], strict=True)}
    columns |= {name: pl.Series(loaded[name]) for name in ("stratum", "cluster", "weight", "group")}
    sample = svy.Sample(pl.DataFrame(columns), svy.Design(wgt="weight", stratum="stratum", psu="cluster"))
    measured = names[:SCALED]
    wall, cpu = time.perf_counter(), time.process_time()
    found = sample.estimation.prop(measured, by="group", drop_nulls=True, ci_method="beta")
    scale = len(names) / len(measured)
    wall, cpu = (time.perf_counter() - wall) * scale, (time.process_time() - cpu) * scale
    print(
        json.dumps(
            {
                "wall": round(wall, 1),
                "cpu": round(cpu, 1),
                "rows": [row for each in found[:compared] for row in _rows(each)],
            }
        )
    )


def _rows(estimate: Any) -> list[list[float]]:
    """By group and answer, as ours stand."""
    told = sorted(estimate.to_dicts(), key=lambda row: (float(_first(row["by_level"])), float(_first(row["y_level"]))))
    return [[row["est"], row["se"], row["lci"], row["uci"]] for row in told]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
