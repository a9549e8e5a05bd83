"""How a survey was drawn, as it is said on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.choices import choose
from evaluation.errors import fail

if TYPE_CHECKING:
    from instruments.tabulating import Plan

Texts = list[str] | None
Weight = Annotated[str | None, typer.Option("--weight", metavar="text", help="survey.cli.weight")]
Strata = Annotated[Texts, typer.Option("--strata", metavar="text", help="survey.cli.strata")]
Clusters = Annotated[Texts, typer.Option("--cluster", metavar="text", help="survey.cli.cluster")]
Population = Annotated[Texts, typer.Option("--population", metavar="text", help="survey.cli.population")]
Lonely = Annotated[str, typer.Option("--lonely", metavar="text", help="survey.cli.lonely")]
Where = Annotated[Texts, typer.Option("--where", metavar="text", help="survey.cli.where")]


def plan_of(
    weight: str | None,
    strata: Sequence[str] | None,
    clusters: Sequence[str] | None,
    population: Sequence[str] | None,
    lonely: str,
    where: Iterable[str] | None,
) -> Plan:
    from instruments.statistics.design import LONELY
    from instruments.tabulating import Plan

    drawn, stages, sizes = (tuple(each or ()) for each in (strata, clusters, population))
    return Plan(weight, drawn, stages, sizes, choose("lonely", lonely, LONELY), _values(where or ()))


def _values(conditions: Iterable[str]) -> dict[str, float]:
    """`bolge=1` as a name and its value. Raises SURVEY-001 for what is none."""
    found: dict[str, float] = {}
    for each in conditions:
        name, sign, value = each.partition("=")
        try:
            found[name.strip()] = float(value.replace(",", ".")) if sign else float("nan")
        except ValueError:
            sign = ""
        if not sign or not name.strip():
            raise fail("SURVEY-001", value=each)
    return found
