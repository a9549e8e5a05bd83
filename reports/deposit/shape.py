"""What a deposit is made of: the datasets as they leave the study, what stays behind, and the points of its list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from evaluation.errors import Problem
from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from instruments.describing import Summary
from instruments.model import Instrument
from instruments.responses.dataset import Dataset

LANGUAGES: tuple[Language, ...] = ("nb", "en")
Reason = Literal["open", "identifier", "names", "asked"]
REASONS: tuple[Reason, ...] = get_args(Reason)
State = Literal["done", "look", "missing"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the depositor decides. without: variables that stay behind; weights: those that hold weights."""

    open_answers: bool = False
    without: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A variable that stays in the study, and why."""

    variable: str
    reason: Reason


@dataclass(frozen=True)
class Prepared:
    """A dataset as it is deposited. `masked` open answers had a name taken out; `bare` rows stand for few people."""

    name: str
    dataset: Dataset
    summaries: tuple[Summary, ...]
    left: tuple[LeftOut, ...]
    instrument: Instrument | None = None
    weight: str = ""
    masked: int = 0
    background: tuple[str, ...] = ()
    rare: int = 0

    @property
    def file(self) -> str:
        return f"data/{self.name}.sav"

    def left_for(self, *reasons: Reason) -> tuple[str, ...]:
        return tuple(each.variable for each in self.left if each.reason in reasons)


@dataclass(frozen=True, slots=True)
class Printed:
    """An instrument as it was used, and the name its files have; `named` where it mentions somebody, and stays."""

    name: str
    sha256: str
    instrument: Instrument | None
    named: bool = False

    @property
    def stem(self) -> str:
        return f"{self.name}-{self.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class Check:
    """A point of the list: done, to be looked at, or missing. Numbers among its values are written as people do."""

    id: str
    state: State
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, language: Language | None = None) -> str:
        written = {
            name: write_number(value, language=language) if isinstance(value, int) else value
            for name, value in self.values.items()
        }
        return phrase(f"deposit.check.{self.id}.{self.state}", language, **written)


@dataclass(frozen=True, slots=True)
class Deposited:
    """What was made: the folder, its files, what stayed behind, by dataset, the list, and what SPSS cut."""

    folder: Path
    files: tuple[Path, ...]
    left: Mapping[str, tuple[LeftOut, ...]]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...] = ()
