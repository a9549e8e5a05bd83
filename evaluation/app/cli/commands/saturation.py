"""`underveis saturation`: when the data stop bringing new codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.analyses import picture_format, show_analysis, write_picture
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json
from evaluation.app.cli.quoting import Quotes, columns_meant, meant, show_quotes
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.app.pictures import units_in_order
from evaluation.language import phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    import pandas as pd

    from coding.saturation import Saturation

ORDER = 87
SHAPES = {
    "saturation": keys(
        "",
        rows=[keys("position unit codings codes new total mean low high")],
        rule=keys(
            "base run threshold seed orders saturated_after base_codes",
            runs=[keys("from to new ratio")],
        ),
    )
}
COLUMNS = ("position", "unit", "codings", "codes", "new", "total", "mean", "low", "high")


def register(app: typer.Typer) -> None:
    app.command("saturation", cls=Command, help=phrase("analysis.saturate.help"))(saturation)


def saturation(
    *,
    orders: Annotated[int, typer.Option(metavar="number", help="analysis.saturate.orders", min=1)] = 1000,
    seed: Annotated[int, typer.Option(metavar="number", help="analysis.saturate.seed", min=0)] = 1,
    base: Annotated[int, typer.Option(metavar="number", help="analysis.saturate.base", min=1)] = 4,
    run: Annotated[int, typer.Option(metavar="number", help="analysis.saturate.run", min=1)] = 2,
    threshold: Annotated[
        float, typer.Option(metavar="number", help="analysis.saturate.threshold", min=0, max=1)
    ] = 0.05,
    quotes: Quotes = None,
    picture: Annotated[Path | None, typer.Option(metavar="file", help="analysis.option.picture")] = None,
) -> None:
    from coding.counted import counted_table
    from coding.quotes import of_codings
    from coding.saturation import COUNTS, behind, new_codes, random_orders, run_length_rule

    picture_format(picture)
    study = opened()
    codings = counted_table(study)
    unit, order = units_in_order(study)
    if quotes:
        name, counted = meant("unit", quotes[0], order, {}), meant("column", quotes[1], COUNTS, columns_meant(COUNTS))
        show_quotes(study, of_codings(behind(codings, order, name, counted, unit=unit)))
        return
    added = new_codes(codings, order, unit=unit)
    drawn = random_orders(codings, order, unit=unit, orders=orders, seed=seed)
    table = added.merge(drawn, on="position")
    rule = run_length_rule(list(added["new"]), base=base, run=run, threshold=threshold)
    told = {"base": base, "run": run, "threshold": threshold, "seed": seed, "orders": orders}
    if chosen.as_json:
        _show_json(table, rule, told)
    else:
        show_analysis(table, COLUMNS)
        print(_sentence(rule, base, run, threshold))
    write_picture(picture, "saturation", table, shown_language(study))


def _show_json(table: pd.DataFrame, rule: Saturation, told: dict[str, Any]) -> None:
    from coding.retrieval import as_records

    runs = as_records(rule.runs.rename(columns={"from_": "from"}))
    found = {"saturated_after": rule.units, "base_codes": rule.base_codes, "runs": runs}
    show_json({"rows": as_records(table), "rule": told | found})


def _sentence(rule: Saturation, base: int, run: int, threshold: float) -> str:
    values = {"base": base, "run": run, "percent": write_number(100 * threshold, 0 if threshold * 100 % 1 == 0 else 1)}
    if not len(rule.runs):
        return phrase("analysis.saturate.too_few", **values)
    if rule.units is None:
        return phrase("analysis.saturate.not_yet", **values)
    return phrase("analysis.saturate.reached", units=rule.units, **values)
