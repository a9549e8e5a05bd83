"""What renewing a report brought: files, what the data now say otherwise, and the paragraphs that speak of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from reports.living.difference import Difference
from reports.living.speaking import PART
from reports.living.standing import Standing
from reports.renewing import Changes


@dataclass(frozen=True)
class Renewed:
    """`stale`: every paragraph that waits to be confirmed, those from earlier renewals too."""

    files: Changes
    differences: tuple[Difference, ...] = ()
    paragraphs: tuple[Standing, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files) or bool(self.differences)

    @property
    def new(self) -> list[str]:
        return self.files.new

    @property
    def changed(self) -> list[str]:
        return self.files.changed

    @property
    def removed(self) -> list[str]:
        return self.files.removed

    @property
    def mended(self) -> list[str]:
        return self.files.mended

    @property
    def stale(self) -> tuple[Standing, ...]:
        return tuple(each for each in self.paragraphs if each.is_stale)

    def speaking_of(self, difference: Difference) -> tuple[Standing, ...]:
        """The paragraphs that speak of what changed, or of a part of it that did."""
        parts = {f"{difference.id}{PART}{part.name}" for part in difference.parts}
        return tuple(
            each
            for each in self.paragraphs
            if difference.id in each.rests
            or parts & set(each.rests)
            or any(found.id == difference.id for found in each.changed)
        )

    def as_dict(self) -> dict[str, Any]:
        told = [
            {**each.as_dict(), "paragraphs": [found.id for found in self.speaking_of(each)]}
            for each in self.differences
        ]
        return {**asdict(self.files), "differences": told, "paragraphs": [each.as_dict() for each in self.stale]}
