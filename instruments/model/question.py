"""One question: what is asked, of whom, how it is answered and when it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from evaluation.model.people import Handle
from instruments.model.wording import Wording

QuestionType = Literal[
    "open", "single", "multi", "scale", "grid", "number", "date", "rank", "text", "information"
]  # fmt: skip
Priority = Literal["must", "should", "could"]
# A name in data: what SPSS, Stata, R and XLSForm all take.
Variable = Annotated[str, Field(pattern=r"^[A-Za-z](?:[A-Za-z0-9_]{0,30}[A-Za-z0-9])?$")]
Codes = Mapping[int, Wording]

LONGEST = 32
CODED: frozenset[QuestionType] = frozenset({"single", "multi", "scale", "grid", "rank"})


class Question(BaseModel):
    """`probes` are asked when the answer is short; `listen_for` is what the moderator should catch.

    `variable` is what the answer is called in data; without one it follows from the id. `scale` names a scale of the
    instrument, `choices` and `missing` are codes of the question's own; `rows` are a grid's, by variable.
    `show_if` is a condition on earlier answers. `parallel` is the same question elsewhere: `instrument/question`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: Handle
    variable: Variable = ""
    type: QuestionType = "open"
    text: Wording
    help: Wording = Wording()
    themes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    priority: Priority = "should"
    show_if: str = ""
    scale: str | None = None
    choices: Codes = {}
    missing: Codes = {}
    rows: Mapping[Variable, Wording] = {}
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    probes: tuple[Wording, ...] = ()
    listen_for: tuple[Wording, ...] = ()
    parallel: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _name(cls, value: Any) -> Any:
        """A question without a variable gets one from its id: `ia-arbeid-1` is `ia_arbeid_1`."""
        if not isinstance(value, dict) or "variable" in value or not isinstance(value.get("id"), str):
            return value
        return {**value, "variable": variable_of(value["id"])}

    @property
    def is_asked(self) -> bool:
        return self.type != "information"

    @property
    def is_coded(self) -> bool:
        return self.type in CODED

    def columns(self, codes: Codes) -> Iterator[str]:
        """The variables its answer fills; `codes` are those it may be answered with."""
        if self.type == "grid":
            yield from self.rows
        elif self.type in ("multi", "rank"):
            yield from (f"{self.variable}_{code}" for code in codes)
        elif self.is_asked:
            yield self.variable


def variable_of(id_: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "_", id_).strip("_")
    return (name if name[:1].isalpha() else f"q{name}")[:LONGEST].rstrip("_")
