"""Reading a .sav of 100,000 respondents and 300 variables with its meaning, beside pyreadstat alone."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from measuring import compiled, figure, run_part, tell, timed

TIMES, MEMORY, AGAIN = 1.25, 1.5, 3
LABELS = {1: "Helt uenig", 2: "Litt uenig", 3: "Verken enig eller uenig", 4: "Litt enig", 5: "Helt enig", 9: "Vet ikke"}


def main() -> None:
    respondents, variables = (1_000, 20) if "--small" in sys.argv else (100_000, 300)
    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        file = Path(folder) / "svar.sav"
        run_part(__file__, "make", file, str(respondents), str(variables))
        for part in ("ours", "peer"):  # so that every module is compiled and the file is at hand
            run_part(__file__, part, file)
        found = {part: [run_part(__file__, part, file) for _ in range(AGAIN)] for part in ("ours", "peer")}
    seconds = {part: median(json.loads(each.printed)["cpu"] for each in costs) for part, costs in found.items()}
    peaks = {part: median(each.peak for each in costs) for part, costs in found.items()}
    name = f"a .sav of {respondents:,} × {variables} read into a dataset, CPU"
    told = figure(name, limit=round(TIMES * seconds["peer"], 3), ours=seconds["ours"], peer=seconds["peer"], unit="s")
    memory = figure(
        "peak memory", limit=round(MEMORY * peaks["peer"], 1), ours=peaks["ours"], peer=peaks["peer"], unit="MB"
    )
    tell(told | {"reached": told["reached"] and memory["reached"], "parts": [memory]})


# What is run in a process of its own


def _make(file: str, respondents: str, variables: str) -> None:
    """Nine in ten variables are statements on a scale of five, one in twenty a text, the others decimals."""
    from pyreadstat import write_sav

    chance, rows, columns = np.random.default_rng(2026), int(respondents), int(variables)
    words = np.array(["Vi savner enklere skjemaer.", "", "Kontaktpersonen er til god hjelp.", "Vet ikke helt."])
    made: dict[str, object] = {}
    for number in range(columns):
        if number % 20 == 0:
            made[f"t{number}"] = words[chance.integers(0, len(words), rows)]
        elif number % 20 == 1:
            made[f"x{number}"] = chance.normal(size=rows)
        else:
            made[f"q{number}"] = chance.choice([1.0, 2.0, 3.0, 4.0, 5.0, 9.0, np.nan], rows)
    scales = [name for name in made if name.startswith("q")]
    write_sav(
        pd.DataFrame(made), file, column_labels={name: f"Hvor enig er du i påstand {name}?" for name in made},
        variable_value_labels=dict.fromkeys(scales, LABELS), missing_ranges={name: [9] for name in scales},
        row_compress=True,
    )  # fmt: skip


def _ours(file: str) -> None:
    from instruments.responses.files import read_dataset

    _told(lambda: read_dataset(file))


def _peer(file: str) -> None:
    from pyreadstat import read_sav

    _told(lambda: read_sav(file))


def _told(work: Callable[[], object]) -> None:
    wall, cpu = timed(work)
    print(json.dumps({"wall": round(wall, 3), "cpu": round(cpu, 3)}))


PARTS: dict[str, Callable[..., None]] = {"make": _make, "ours": _ours, "peer": _peer}

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](*sys.argv[3:])
    else:
        main()
