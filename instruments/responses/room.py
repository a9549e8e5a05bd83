"""Whether a file fits in the memory there is, asked before it is read."""

from __future__ import annotations

import re
from pathlib import Path

from evaluation.errors import fail
from evaluation.numbers import write_number

SHARE = 0.8  # of the memory that is free: the rest is for what is made of the values


def refuse_too_large(file: Path, needed: int, available: int | None = None) -> None:
    """Raise DATASET-003 where reading would need more memory than there is. needed, available: bytes."""
    free = memory_available() if available is None else available
    if free is not None and needed > free * SHARE:
        raise fail("DATASET-003", file=file, needed=_gigabytes(needed), available=_gigabytes(free))


def memory_available(told: Path = Path("/proc/meminfo")) -> int | None:
    """Bytes that a program may still take; None where the system does not tell."""
    try:
        found = re.search(r"^MemAvailable:\s+(\d+) kB", told.read_text("ascii"), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) * 1024 if found else None


def _gigabytes(size: int) -> str:
    return write_number(round(size / 1e9, 1))
