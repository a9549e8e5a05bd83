"""What a piece of work costs, measured from outside the process that does it, and the line that tells it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

PER_MEGABYTE = 1024**2 if sys.platform == "darwin" else 1024  # ru_maxrss counts bytes on macOS, kilobytes on Linux


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the wall and of CPU, peak memory in megabytes; `printed` is what the process wrote."""

    wall: float
    cpu: float
    peak: float
    printed: str = ""

    def told(self) -> dict[str, float]:
        return {"wall_s": round(self.wall, 3), "cpu_s": round(self.cpu, 3), "peak_mb": round(self.peak, 1)}


@contextmanager
def compiled() -> Iterator[None]:
    """Let the processes run here keep their compiled modules, as every installation does from its second start on.

    Where `PYTHONPYCACHEPREFIX` names a folder for them already, that one is used and stays.
    """
    before = dict(os.environ)
    with TemporaryDirectory(prefix="underveis-") as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ.setdefault("PYTHONPYCACHEPREFIX", folder)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def run(command: Sequence[str | Path]) -> Cost:
    """Run a process to its end. Raises CalledProcessError where it fails."""
    began = time.perf_counter()
    with subprocess.Popen([str(each) for each in command], stdout=subprocess.PIPE, text=True) as process:
        printed = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, printed)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / PER_MEGABYTE, printed)


def run_part(script: str, part: str, *arguments: str | Path) -> Cost:
    """Run one part of a benchmark script, `script --part PART …`, in a process of its own."""
    return run([sys.executable, script, "--part", part, *arguments])


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds on the wall and of CPU that a call takes in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each measure."""
    return Cost(*(median(getattr(each, name) for each in costs) for name in ("wall", "cpu", "peak")))


def figure(name: str, *, limit: float, ours: float, peer: float | None, unit: str, **more: Any) -> dict[str, Any]:
    """One measured figure; it is reached when `ours` is below the limit. `ratio` is ours for each of the peer's."""
    return {
        "figure": name,
        "target": f"< {limit:g} {unit}",
        "ours": round(ours, 3),
        "peer": None if peer is None else round(peer, 3),
        "unit": unit,
        "ratio": round(ours / peer, 2) if peer else None,
        "reached": ours < limit,
        **more,
    }


def tell(told: dict[str, Any]) -> None:
    """Print the figure, with the machine it was measured on, as one line of JSON."""
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    print(json.dumps({**told, "machine": machine}, ensure_ascii=False))
