"""Points of time in a recording, as people and programs write them, in seconds."""

from __future__ import annotations


def seconds(written: str) -> float:
    """`12:05` is 725.0, `01:12:05,5` is 4325.5. ValueError when it is no time."""
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)
