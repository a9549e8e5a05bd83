"""What a page of the comparison is asked for, and the comparison it is about."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from coding.comparison import Wanted as Agreeing
from coding.comparison.wanted import Unit
from coding.consensus.comparing import Comparison, Wanted, compare_study
from coding.consensus.listing import Order, Sought, State
from evaluation.errors import EvaluationError, Problem
from evaluation.model.round import DisagreementKind
from evaluation.store.coding_queries import read_coding_values
from evaluation.study import Study

MOST, DRAWN = 100, 10_000  # names that may be chosen at once; samples that a page waits for
Name = Annotated[str, Field(max_length=500)]
Names = Annotated[list[Name], Field(max_length=MOST)]


class Whose(BaseModel):
    """Whose codings are held against whose: empty means what the comparison chooses by itself."""

    model_config = ConfigDict(frozen=True)
    coder: Names = Field(default_factory=list)
    round: Names = Field(default_factory=list)
    source: Names = Field(default_factory=list)

    @property
    def wanted(self) -> Wanted:
        return Wanted(_given(self.coder), _given(self.round), _given(self.source))

    def pairs(self, **other: object) -> list[tuple[str, str]]:
        """The fields as they stand in an address, but for those that are as usual; `other`: values in their stead."""
        told: dict[str, Any] = {**self.model_dump(include=self.fields()), **other}
        usual = self.usual()
        return [
            (key, str(each))
            for key, value in told.items()
            if value != usual.get(key)
            for each in (value if isinstance(value, list) else [value])
            if each not in ("", None)
        ]

    def query(self, **other: object) -> str:
        return urlencode(self.pairs(**other))

    def whose(self) -> str:
        """The part of the address that says who is compared."""
        return urlencode([each for each in self.pairs() if each[0] in Whose.model_fields])

    @classmethod
    def fields(cls) -> set[str]:
        return set(cls.model_fields)

    @classmethod
    def usual(cls) -> dict[str, Any]:
        return {name: each.get_default(call_default_factory=True) for name, each in cls.model_fields.items()}


class Places(Whose):
    """Which disagreements, in what order."""

    code: Name = ""
    kind: Literal["", "boundary", "presence", "code"] = ""
    state: State = "open"
    order: Order = "worst"
    page: Annotated[int, Field(ge=1, le=100_000)] = 1

    @property
    def sought(self) -> Sought:
        kinds: tuple[DisagreementKind, ...] = (self.kind,) if self.kind else ()
        return Sought((self.code,) if self.code else (), kinds, self.state, self.order)


class Figures(Whose):
    """Which figures of agreement."""

    unit: Unit = "sentence"
    measure: Names = Field(default_factory=list)
    code: Names = Field(default_factory=list)
    children: bool = False
    where: Annotated[str, Field(max_length=2_000)] = ""
    all_sources: bool = False
    resamples: Annotated[int, Field(ge=0, le=DRAWN)] = 1_000
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1

    @property
    def agreeing(self) -> Agreeing:
        return Agreeing(
            unit=self.unit,
            coders=_given(self.coder),
            rounds=_given(self.round),
            codes=_given(self.code),
            children=self.children,
            sources=_given(self.source),
            where=self.where.strip(),
            all_sources=self.all_sources,
        )


def comparison_of(study: Study, asked: Whose) -> tuple[Comparison | None, tuple[Problem, ...]]:
    """The comparison, or why there is none."""
    try:
        return compare_study(study, asked.wanted), ()
    except EvaluationError as error:
        return None, told(error)


def told(error: EvaluationError) -> tuple[Problem, ...]:
    """The problems that whoever asked can do something about; raises it again where the store is at fault."""
    if error.problems[0].code.startswith("STORE-"):
        raise error
    return error.problems


def choices_of(study: Study) -> dict[str, list[str]]:
    """What may be chosen to compare: coders and rounds that whoever asks can see codings of, and all sources."""
    with study.store.reading() as connection:
        coders, rounds = (read_coding_values(connection, name) for name in ("coder", "round"))
    return {"coder": coders, "round": rounds, "source": [each.name for each in study.list_sources()]}


def _given(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in names if each))
