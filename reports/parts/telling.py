"""What a part of a report is told from: the study, the language, and what the report is of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evaluation.language import Language
from evaluation.study import Study
from reports.facts import Facts, gather


@dataclass(frozen=True)
class Telling:
    """`of` is what the one who drafted chose: a round, a group that meets, a period; empty for none in particular.

    file: the report's `report.qmd`, written or to be written. names: whether people may go by their names in it.
    gathered: what has been read of the study already.
    """

    study: Study
    language: Language
    of: str
    file: Path
    names: bool = False
    gathered: Facts | None = None

    @cached_property
    def facts(self) -> Facts:
        return self.gathered or gather(self.study, self.language, self.file)
