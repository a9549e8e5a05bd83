"""Codes, the codebook they stand in, and the codings made with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from evaluation.model.localised import Localised

Origin = Literal["manual", "rule", "suggestion"]


class Indicator(BaseModel):
    """Words that point to a code, per language: stems, wildcards, phrases, gaps, exclusions."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    nb: tuple[str, ...] = ()
    nn: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Code(BaseModel):
    """One code. `name` is its short ASCII handle; `parent` the code above it, `parents` any further ones.

    `version` is counted by the store: it rises when definition, include, exclude, example or indicators change.
    `guid` is what other programs know it by, where it came from one or was renamed since.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(pattern=r"^[^\s/][^/\n]*$")
    parent: str | None = None
    label: Localised = Localised()
    definition: Localised = Localised()
    include: Localised = Localised()
    exclude: Localised = Localised()
    example: Localised = Localised()
    colour: str | None = Field(default=None, pattern=r"^#[0-9A-Fa-f]{6}$")
    indicators: Indicator = Indicator()
    parents: tuple[str, ...] = ()
    archived: bool = False
    version: int = Field(default=1, ge=1)
    guid: str | None = Field(default=None, pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


class Codebook(BaseModel):
    """A named list of codes, parents before their children."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    title: Localised = Localised()
    version: str = "1"
    codes: tuple[Code, ...] = ()

    def __iter__(self) -> Iterator[Code]:  # type: ignore[override]
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, name: object) -> bool:
        return any(code.name == name for code in self.codes)

    def code(self, name: str) -> Code:
        """The code of this name. KeyError when there is none."""
        for each in self.codes:
            if each.name == name:
                return each
        raise KeyError(name)

    def path(self, name: str) -> str:
        """The names from the root to the code, joined by ` / `."""
        parent = self.code(name).parent
        return f"{self.path(parent)} / {name}" if parent else name


@dataclass(frozen=True, slots=True)
class Coding:
    """Words of a source, [start, end) in code points, said to be about a code.

    certainty: 0–100, how sure the coder is. code_version: the version of the code it was made under.
    """

    source: str
    start: int
    end: int
    code: str
    coder: str = ""
    round: str = "1"
    origin: Origin = "manual"
    note: str = ""
    certainty: int | None = field(default=None, compare=False)
    code_version: int | None = field(default=None, compare=False)
    id: int | None = field(default=None, compare=False)
