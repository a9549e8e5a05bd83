"""`report update` on a study of a million codings: the time and the memory it takes when codings have changed."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made_codings import begun, made_codings
from measuring import compiled, figure, run_part, tell, timed

from evaluation.study import open_study

CHANGED = 1_000  # codings taken away between two renewals


def main() -> None:
    small = "--small" in sys.argv
    sources, words, number = (4, 1_000, 4_000) if small else (200, 12_000, 1_000_000)
    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        study = Path(folder) / "study"
        run_part(__file__, "begin", study, str(sources), str(words), str(number))
        cost = run_part(__file__, "update", study)
    told: dict[str, Any] = json.loads(cost.printed)
    name = f"report update on {number:,} codings"
    time = figure(name, limit=20, ours=told["cpu"], peer=None, unit="s of CPU")
    memory = figure(f"{name}: peak memory", limit=3000, ours=cost.peak, peer=None, unit="MB")
    parts = [time | {"wall_s": told["wall"], "differences": told["differences"], "stale": told["stale"]}, memory]
    tell(parts[0] | {"reached": all(part["reached"] for part in parts), "parts": parts})


# What is run in a process of its own


def _begin(folder: str, sources: str, words: str, number: str) -> None:
    from reports.draft import draft_report

    study = begun(Path(folder), int(sources), int(words))
    study.replace_codings([], made_codings(study, int(number)))
    draft_report(study)
    file = Path(folder) / "report" / "report.qmd"
    text = file.read_text(encoding="utf-8")
    told = "Det er {{< var codings.n >}} kodinger i alt, og @fig-heatmap viser hvordan de er fordelt.\n"
    file.write_text(f"{text}\n{told}", encoding="utf-8")
    study.replace_codings(study.codings()[:CHANGED], [])


def _update(folder: str) -> None:
    from reports.update import update_report

    found: list[Any] = []
    wall, cpu = timed(lambda: found.append(update_report(open_study(folder))))
    [renewed] = found
    told = {"differences": len(renewed.differences), "stale": len(renewed.stale)}
    print(json.dumps({"wall": wall, "cpu": cpu, **told}))


PARTS: dict[str, Callable[..., None]] = {"begin": _begin, "update": _update}

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](*sys.argv[3:])
    else:
        main()
