"""Options that are one of a few words."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.errors import fail


def choose(option: str, value: str, known: Sequence[str]) -> str:
    """The value, if it is one of those known; else an error that names them."""
    if value not in known:
        raise fail("CLI-003", option=option, value=value, known=", ".join(known))
    return value
