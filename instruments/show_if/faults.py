"""What is wrong with a condition, and at which column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` is a problem's, `values` are its words but for the condition and the column."""

    code: str
    at: int
    values: Mapping[str, object] = field(default_factory=dict)


class Unreadable(Exception):
    """A condition that does not follow the grammar."""

    def __init__(self, code: str, at: int, **values: object) -> None:
        super().__init__(code, at)
        self.fault = Fault(code, at, values)
