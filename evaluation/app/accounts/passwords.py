"""Passwords: what is asked of one, and the hash that is all that is kept of it."""

from __future__ import annotations

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from evaluation.errors import fail

SHORTEST, LONGEST = 12, 1024
AT_ONCE = 2  # each hash takes 64 MiB: more at once would let strangers fill the memory

_hasher = PasswordHasher()
_turn = BoundedSemaphore(AT_ONCE)
_of_nobody = ""


def hashed(password: str, name: str) -> str:
    """The hash of a new password. Raises TEAM-007 for one that is short, endless or made of the name."""
    told = _composed(password)
    easy = len(set(told)) < 5 or told.casefold().replace(name.casefold(), "") == ""
    if not SHORTEST <= len(told) <= LONGEST or easy:
        raise fail("TEAM-007", least=SHORTEST, most=LONGEST)
    with _turn:
        return _hasher.hash(told)


def fits(password: str, kept: str) -> bool:
    """Whether this is the password whose hash is kept. It takes as long where there is none."""
    with _turn:
        try:
            return _hasher.verify(kept or _nobodys(), _composed(password)[:LONGEST]) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether the hash is easier to guess by than today's would be."""
    return _hasher.check_needs_rehash(kept)


def _composed(password: str) -> str:
    """`å` is one character or two, as the keyboard has it; here it is always one."""
    return unicodedata.normalize("NFC", password.encode("utf-8", "replace").decode())


def _nobodys() -> str:
    global _of_nobody  # noqa: PLW0603 - made when first needed, for it takes its time
    if not _of_nobody:
        _of_nobody = _hasher.hash("nobody's password")
    return _of_nobody
