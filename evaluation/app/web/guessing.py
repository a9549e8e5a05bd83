"""How often an address has asked for something by a token that opens nothing."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from threading import Lock

MOST, WINDOW = 30, 60.0  # wrong tokens from one address, in so many seconds
ADDRESSES = 10_000  # remembered at the most; the oldest are forgotten first


class Guesses:
    """Counts wrong tokens only: whoever has a right one is never kept waiting."""

    def __init__(self, clock: object = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Count one wrong token; returns the seconds to wait before the next, 0 while there are not too many."""
        now = self._clock()  # type: ignore[operator]
        with self._lock:
            begun, count = self._seen.pop(address, (now, 0))
            if now - begun >= WINDOW:
                begun, count = now, 0
            self._seen[address] = (begun, count + 1)
            if len(self._seen) > ADDRESSES:
                self._seen.popitem(last=False)
        return math.ceil(begun + WINDOW - now) if count >= MOST else 0
