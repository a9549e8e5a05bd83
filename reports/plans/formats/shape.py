"""What a format of action plans declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluation.language import Language
from evaluation.model.plans import Plan


@dataclass(frozen=True, slots=True)
class PlanFormat:
    """`write` gives the whole file; `suffixes` without their dot."""

    suffixes: tuple[str, ...]
    write: Callable[[Plan, Language], bytes]
