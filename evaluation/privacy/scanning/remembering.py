"""Texts that were read before are not read again, as long as the register is the same."""

from __future__ import annotations

from hashlib import sha256
from threading import Lock

from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import Register
from evaluation.privacy.scanning.scan import scan

MOST = 100_000  # texts; of a study with more, all are forgotten at once


class _Memory:
    """The finds in texts, by the text's hash, for one register at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._register: Register | None = None
        self._known: dict[tuple[bytes, int], tuple[Find, ...]] = {}

    def of(self, register: Register) -> tuple[Register, dict[tuple[bytes, int], tuple[Find, ...]]]:
        """The register as it was first seen, with what was worked out of it since, and what is known by it."""
        with self._lock:
            if self._register is None or self._register != register or len(self._known) > MOST:
                self._register, self._known = register, {}
            return self._register, self._known


_MEMORY = _Memory()


def scanned(text: str, register: Register, *, k: int = 5) -> tuple[Find, ...]:
    """What `scan` finds, of a text that was read lately from memory."""
    register, known = _MEMORY.of(register)
    key = (sha256(text.encode("utf-8", "surrogatepass")).digest(), k)
    if key not in known:
        known[key] = tuple(scan(text, register, k=k))
    return known[key]
