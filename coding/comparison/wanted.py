"""What is to be compared, as somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Unit = Literal["character", "token", "sentence", "turn", "question", "source"]
UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty means any. `where`: a condition as it stands after WHERE in a query, on who says what and where.

    children: with `codes`, each stands for those under it too; without, the topmost codes do. all_sources: also texts
    that not all of the coders have worked on.
    """

    unit: Unit = "sentence"
    coders: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    children: bool = False
    sources: tuple[str, ...] = ()
    where: str = ""
    all_sources: bool = False
