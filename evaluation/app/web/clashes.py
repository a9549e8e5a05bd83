"""Who wanted to decide where somebody else just had: told to both, and lost by neither."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

MOST = 50  # that are kept for one person


@dataclass(frozen=True, slots=True)
class Clash:
    """`who` wanted `choice` at a place, for this reason, and was refused: somebody had decided there before."""

    place: int
    source: str
    who: str
    choice: str
    accepted: str
    reason: str


@dataclass
class Clashes:
    """What is to be told to those who had decided first, until they say that they have seen it."""

    _for: dict[str, dict[tuple[int, str], Clash]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def tell(self, first: Iterable[str], clash: Clash) -> None:
        with self._lock:
            for name in {*first} - {clash.who}:
                own = self._for.setdefault(name, {})
                own.pop((clash.place, clash.who), None)
                own[clash.place, clash.who] = clash
                if len(own) > MOST:
                    own.pop(next(iter(own)))

    def told_to(self, who: str) -> list[Clash]:
        with self._lock:
            return list(self._for.get(who, {}).values())

    def seen(self, who: str, place: int) -> None:
        """`who` has seen what there is to tell of a place."""
        with self._lock:
            own = self._for.get(who, {})
            for key in [each for each in own if each[0] == place]:
                del own[key]
