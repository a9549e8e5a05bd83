"""`underveis survey compare` and `scale`: whether groups differ, and whether statements measure one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.survey_data import coded, dataset_of
from evaluation.app.cli.survey_design import Clusters, Lonely, Population, Strata, Weight, Where, plan_of
from evaluation.app.cli.wording import Command, group_named
from evaluation.language import phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    import pandas as pd

    from instruments.responses.dataset import Dataset
    from instruments.statistics.association import Test
    from instruments.statistics.comparing import Difference
    from instruments.statistics.design import Design
    from instruments.statistics.reliability import Reliability

ORDER = 58  # after the group `survey`, to which these belong
TESTED = "question by n statistic numerator denominator p adjusted effect effect_name method"
PAIRED = "question first second difference low high p adjusted effect effect_name"
SHAPES = {
    "survey compare": keys("tests pairs", tests=[keys(TESTED)], pairs=[keys(PAIRED)]),
    "survey scale": keys(
        "n alpha low high standardised mean_correlation omega",
        items=[keys("item label alpha_without correlation loading")],
        problems=[PROBLEM],
    ),
}
Name = Annotated[str, typer.Argument(metavar="text", help="survey.cli.name")]


def register(app: typer.Typer) -> None:
    group = group_named(app, "survey")
    group.command("compare", cls=Command, help=phrase("survey.cli.compare"))(compare)
    group.command("scale", cls=Command, help=phrase("survey.cli.scale"))(scale)


def compare(
    name: Name,
    variables: Annotated[list[str], typer.Argument(metavar="text", help="survey.cli.tabled")],
    *,
    by: Annotated[str, typer.Option(metavar="text", help="survey.cli.by")],
    weight: Weight = None,
    strata: Strata = None,
    clusters: Clusters = None,
    population: Population = None,
    lonely: Lonely = "error",
    where: Where = None,
    test: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.test")] = None,
    pairs: Annotated[bool, typer.Option("--pairs", help="survey.cli.pairs")] = False,
    adjust: Annotated[str, typer.Option(metavar="text", help="survey.cli.adjust")] = "holm",
) -> None:
    from instruments.statistics.association import STATISTICS
    from instruments.statistics.comparing import ADJUSTINGS, adjust_p
    from instruments.tabulating import design_of_plan, variables_of

    adjusting = choose("adjust", adjust, ADJUSTINGS)
    statistic = choose("test", test, STATISTICS) if test else None
    plan = plan_of(weight, strata, clusters, population, lonely, where)
    dataset = coded(name, dataset_of(name), [*variables, by, *plan.where])
    design = design_of_plan(dataset, plan)
    asked = [each for variable in variables for each in variables_of(dataset, variable)]
    tests = [_test(dataset, each, by, design, statistic) for each in asked]
    adjusted = adjust_p([each.p for each in tests], adjusting).tolist()
    told = [_tested(*each, by) for each in zip(asked, tests, adjusted, strict=True)]
    paired = [_paired(each, pair) for each in asked for pair in _pairs(dataset, each, by, design, adjusting)]
    if chosen.as_json:
        show_json({"tests": told, "pairs": paired if pairs else []})
        return
    show_problems(design.notices)
    _show(told, adjusting, tests)
    if pairs:
        _show_pairs(paired)


def _test(dataset: Dataset, name: str, by: str, design: Design, statistic: Any) -> Test:
    from instruments.statistics.association import association

    return association(dataset.valid(name).rename(name), _groups(dataset, by), design, statistic=statistic)


def _pairs(dataset: Dataset, name: str, by: str, design: Design, adjusting: Any) -> Sequence[Difference]:
    from instruments.statistics.comparing import pairwise

    if dataset.variable(name).kind != "number":
        return ()
    return pairwise(dataset.valid(name).rename(name), _groups(dataset, by), design, adjusting=adjusting)


def _groups(dataset: Dataset, by: str) -> pd.Series[Any]:
    """The groups by what they are called: `2024` and not `2024.0`."""
    import pandas as pd

    from instruments.tabulating import groups_of

    found = groups_of(dataset, by)
    if not pd.api.types.is_numeric_dtype(found):
        return found
    order = [f"{each:g}" for each in sorted(found.dropna().unique().tolist())]
    told = found.map(lambda each: f"{each:g}", na_action="ignore")
    return pd.Series(pd.Categorical(told, categories=order, ordered=True), index=found.index, name=by)


def _tested(name: str, test: Test, adjusted: float, by: str) -> dict[str, Any]:
    figures = ("statistic", "numerator", "denominator", "p", "effect")
    told: dict[str, Any] = {"question": name, "by": by, "n": test.n}
    told |= {each: _finite(getattr(test, each)) for each in figures} | {"adjusted": _finite(adjusted)}
    return told | {"effect_name": test.effect_name, "method": test.method.statistic}


def _paired(name: str, pair: Difference) -> dict[str, Any]:
    estimate, test = pair.estimate, pair.test
    figures = {"difference": estimate.value, "low": estimate.low, "high": estimate.high, "p": test.p,
               "adjusted": pair.adjusted, "effect": test.effect}  # fmt: skip
    told = {"question": name, "first": pair.first, "second": pair.second}
    return told | {key: _finite(value) for key, value in figures.items()} | {"effect_name": test.effect_name}


def _show(rows: Sequence[dict[str, Any]], adjusting: str, tests: Sequence[Test]) -> None:
    columns = ["question", "n", "statistic", "p", *(["adjusted"] if len(rows) > 1 else []), "effect"]
    show_table([phrase(f"survey.compare.{each}") for each in columns], [list(_cells(row, columns)) for row in rows])
    for kind in dict.fromkeys(each.method.statistic for each in tests):
        print(phrase(f"survey.test.{kind}"))
    print(phrase("survey.compare.v"))
    if len(rows) > 1:
        print(phrase(f"survey.adjust.{adjusting}", tests=len(rows)))


def _show_pairs(rows: Sequence[dict[str, Any]]) -> None:
    columns = ["question", "first", "second", "difference", "low", "high", "p", "adjusted", "effect"]
    print()
    show_table([phrase(f"survey.compare.{each}") for each in columns], [list(_cells(row, columns)) for row in rows])
    for kind in dict.fromkeys(row["effect_name"] for row in rows):
        print(phrase(f"survey.compare.{kind}"))


def _cells(row: dict[str, Any], columns: Sequence[str]) -> Iterator[str]:
    for column in columns:
        value = row[column]
        if column in ("p", "adjusted"):
            yield _p(value)
        else:
            yield "–" if value is None else write_number(value, 2) if isinstance(value, float) else str(value)


def _p(value: float | None) -> str:
    if value is None:
        return "–"
    least = 0.001
    return f"< {write_number(least, 3)}" if value < least else write_number(value, 3)


def scale(
    name: Name,
    items: Annotated[list[str], typer.Argument(metavar="text", help="survey.cli.items")],
    *,
    reverse: Annotated[list[str] | None, typer.Option(metavar="text", help="survey.cli.reverse")] = None,
) -> None:
    from instruments.statistics.reliability import reliability
    from instruments.tabulating import variables_of

    dataset = dataset_of(name)
    asked = [each for item in items for each in variables_of(dataset, item)]
    turned = {each for item in reverse or () for each in variables_of(dataset, item)}
    found = reliability(_answers(dataset, asked, turned))
    labels = {name: dataset.variable(name).label for name in asked}
    rows = [{"item": each.name, "label": labels[each.name], "alpha_without": _finite(each.alpha_without),
             "correlation": _finite(each.correlation), "loading": _finite(loading)}
            for each, loading in zip(found.each, found.loadings, strict=True)]  # fmt: skip
    if chosen.as_json:
        figures = ("alpha", "low", "high", "standardised", "mean_correlation", "omega")
        told = {"n": found.n, **{key: _finite(getattr(found, key)) for key in figures}}
        show_json({**told, "items": rows, "problems": [as_json(each) for each in found.notices]})
        return
    show_problems(found.notices)
    _show_scale(found, rows)


def _answers(dataset: Dataset, names: Sequence[str], turned: set[str]) -> pd.DataFrame:
    """The valid answers; those of items that point the other way are turned on the scale of their labels."""
    import pandas as pd

    columns = {}
    for name in names:
        column, codes = dataset.valid(name), _codes(dataset, name)
        columns[name] = min(codes) + max(codes) - column if name in turned and codes else column
    return pd.DataFrame(columns)


def _codes(dataset: Dataset, name: str) -> list[float]:
    """The codes of a scale that are answers: those with labels, else those that occur."""
    variable = dataset.variable(name)
    missing = {each.low for each in variable.missing if each.is_single}
    labelled = [float(code) for code in variable.labels if code not in missing and not isinstance(code, str)]
    return labelled or [float(each) for each in dataset.valid(name).dropna().unique().tolist()]


def _show_scale(found: Reliability, rows: Sequence[dict[str, Any]]) -> None:
    figures = {key: write_number(getattr(found, key), 2) for key in ("alpha", "low", "high", "omega", "standardised")}
    print(phrase("survey.scale.alpha", n=found.n, count=write_number(found.n), **figures))
    print(found.method.told(), "\n")
    columns = ("item", "label", "alpha_without", "correlation", "loading")
    show_table([phrase(f"survey.scale.{each}") for each in columns], [list(_cells(row, columns)) for row in rows])


def _finite(value: float) -> float | None:
    return float(value) if isfinite(value) else None
