"""Where given words stand in files that were read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from reports.checks.readable.passage import Passage

Read = Mapping[Path, list[Passage]]


def standing(words: str, read: Read) -> Path | None:
    """The first file in which the words stand as words of their own, whatever their case and wherever lines break."""
    inner = r"\s+".join(map(re.escape, words.split()))
    pattern = re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)
    return next((file for file, passages in read.items() if any(pattern.search(each.text) for each in passages)), None)
