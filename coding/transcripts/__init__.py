"""Who says what in a text, when, and to which question."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coding.transcripts.transcript import parse, read

__all__ = ["parse", "read"]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that the package costs nothing to those who do not read."""
    if name not in __all__:
        raise AttributeError(name)
    found = getattr(import_module("coding.transcripts.transcript"), name)
    globals()[name] = found
    return found
