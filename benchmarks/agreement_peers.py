"""The peers: one package's nominal alpha of a table of ratings, run by a Python that has it; one line of JSON."""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np

TIMES = 3


def krippendorff(table: Any) -> float:
    import krippendorff

    return float(krippendorff.alpha(table.T, level_of_measurement="nominal"))


def irrcac(table: Any) -> float:
    import pandas as pd
    from irrCAC.raw import CAC

    return float(CAC(pd.DataFrame(table)).krippendorff()["est"]["coefficient_value"])


def nltk(table: Any) -> float:
    from nltk.metrics.agreement import AnnotationTask

    rows = np.argwhere(~np.isnan(table))
    return float(AnnotationTask([(coder, unit, table[unit, coder]) for unit, coder in rows]).alpha())


PEERS: dict[str, Callable[[Any], float]] = {"krippendorff": krippendorff, "irrCAC": irrcac, "NLTK": nltk}


def main(name: str, file: str) -> None:
    warnings.simplefilter("ignore")
    table = np.load(file)
    runs = []
    for _ in range(TIMES):
        began = time.process_time()
        value = PEERS[name](table)
        runs.append(time.process_time() - began)
    print(json.dumps({"cpu_s": round(median(runs), 3), "value": value}))


if __name__ == "__main__":
    main(*sys.argv[1:])
