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
    """Counts wrong tokens only: whoever has a right one is never kept waiting."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._in_all = (clock(), 0)

    def wait(self, address: str) -> int:
        """Count one wrong token; returns the seconds to wait before the next, 0 while there are not too many."""
        now, network = self._clock(), network_of(address)
        with self._lock:
            own = self._seen[network] = _counted(self._seen.pop(network, (now, 0)), now)
            self._in_all = _counted(self._in_all, now)
            if len(self._seen) > NETWORKS:
                self._seen.popitem(last=False)
            return max(_rest(own, now, MOST), _rest(self._in_all, now, MOST_IN_ALL))


def network_of(address: str) -> str:
    """What one visitor has for themselves: an address of the old kind, or a whole /64 of the new."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return EVERYWHERE
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))


def _counted(seen: tuple[float, int], now: float) -> tuple[float, int]:
    begun, count = seen
    return (now, 1) if now - begun >= WINDOW else (begun, count + 1)


def _rest(seen: tuple[float, int], now: float, most: int) -> int:
    begun, count = seen
    return math.ceil(begun + WINDOW - now) if count > most else 0
