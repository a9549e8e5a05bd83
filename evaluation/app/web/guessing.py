"""How often anyone has asked for something by a token that opens nothing."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

WINDOW = 60.0  # seconds
MOST = 30  # wrong tokens from one network in a window
MOST_IN_ALL = 1_000  # from everywhere
NETWORKS = 10_000  # remembered at the most; the oldest are forgotten first
EVERYWHERE = ""


class Guesses:
    """Counts wrong tokens only: whoever has a right one is never kept waiting.

    `counted_by`: what of an address, or of whatever else is asked with, guesses are counted by.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        window: float = WINDOW,
        most: int = MOST,
        most_in_all: float = MOST_IN_ALL,
        counted_by: Callable[[str], str] | None = None,
    ) -> None:
        self._clock, self._window = clock, window
        self._most, self._most_in_all = most, most_in_all
        self._counted_by = counted_by or network_of
        self._lock = Lock()
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._in_all = (clock(), 0)

    def wait(self, address: str) -> int:
        """Count one wrong token; returns the seconds to wait before the next, 0 while there are not too many."""
        now, network = self._clock(), self._counted_by(address)
        with self._lock:
            own = self._seen[network] = self._counted(self._seen.pop(network, (now, 0)), now)
            self._in_all = self._counted(self._in_all, now)
            if len(self._seen) > NETWORKS:
                self._seen.popitem(last=False)
            return max(self._rest(own, now, self._most), self._rest(self._in_all, now, self._most_in_all))

    def forgive(self, address: str) -> None:
        """Count one less: what was counted before it was tried turned out to be right."""
        own = self._counted_by(address)
        with self._lock:
            begun, count = self._seen.get(own, (self._clock(), 0))
            if count:
                self._seen[own] = (begun, count - 1)

    def _counted(self, seen: tuple[float, int], now: float) -> tuple[float, int]:
        begun, count = seen
        return (now, 1) if now - begun >= self._window else (begun, count + 1)

    def _rest(self, seen: tuple[float, int], now: float, most: float) -> int:
        begun, count = seen
        return max(0, math.ceil(begun + self._window - now)) if count > most else 0


def network_of(address: str) -> str:
    """What one visitor has for themselves: an address of the old kind, or a whole /64 of the new."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return EVERYWHERE
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))
