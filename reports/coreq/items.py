"""The 32 items of COREQ (Tong, Sainsbury and Craig 2007), in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files

from pydantic import BaseModel, ConfigDict

from evaluation.model.localised import Localised
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import load

_values = ConfigDict(frozen=True, extra="forbid")


class Item(BaseModel):
    """One item. `where`: the place in the study it is answered from, if any; `rest`: what the study leaves open."""

    model_config = _values
    number: int
    label: Localised
    asks: Localised
    where: str = ""
    rest: Localised = Localised()


class Domain(BaseModel):
    model_config = _values
    title: Localised
    items: tuple[Item, ...]


class Checklist(BaseModel):
    model_config = _values
    domains: tuple[Domain, ...]

    def __iter__(self) -> Iterator[Item]:  # type: ignore[override]
        return (item for domain in self.domains for item in domain.items)


@cache
def checklist() -> Checklist:
    with as_file(files(__package__ or "reports.coreq").joinpath("items.yaml")) as file:
        return validate(load(file), Checklist)
