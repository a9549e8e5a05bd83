"""Options that are one of a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from evaluation.errors import fail

Choice = TypeVar("Choice", bound=str)


def choose(option: str, value: str, known: Sequence[Choice]) -> Choice:
    """The value, if it is one of those known; else an error that names them."""
    for each in known:
        if each == value:
            return each
    raise fail("CLI-003", option=option, value=value, known=", ".join(known))
