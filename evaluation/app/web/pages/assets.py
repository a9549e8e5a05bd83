"""The stylesheet and the small programs of the pages, at addresses that change with what is in them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "assets"
AT = "/assets"


@cache
def address_of(name: str) -> str:
    """Where a file of `assets/` is found; a browser that has it never asks again until it changes."""
    return f"{AT}/{name}?{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]}"
