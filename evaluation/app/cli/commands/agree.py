"""`underveis agree`: how far coders agree."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 83
UNIVERSE = keys("units coded sources codes where drawn uncounted", left_out=[keys("source coders")])
FIGURE = (
    "measure unit code value low high units coders reason reason_code rounds categories codes weights resamples seed"
)
SHAPES = {"agree": [keys(FIGURE, universe=UNIVERSE)]}
Several = list[str] | None
MOST = 100_000  # samples


def register(app: typer.Typer) -> None:
    app.command("agree", cls=Command, help=phrase("agreement.cli.help"))(agree)


def agree(
    *,
    unit: Annotated[str, typer.Option(metavar="text", help="agreement.cli.unit")] = "sentence",
    measure: Annotated[Several, typer.Option(metavar="text", help="agreement.cli.measure")] = None,
    coder: Annotated[Several, typer.Option(metavar="text", help="agreement.cli.coder")] = None,
    round_: Annotated[Several, typer.Option("--round", metavar="text", help="agreement.cli.round")] = None,
    code: Annotated[Several, typer.Option(metavar="code", help="agreement.cli.code")] = None,
    children: Annotated[bool, typer.Option("--children", help="agreement.cli.children")] = False,
    source: Annotated[Several, typer.Option(metavar="source", help="agreement.cli.source")] = None,
    where: Annotated[str | None, typer.Option(metavar="text", help="agreement.cli.where")] = None,
    all_sources: Annotated[bool, typer.Option("--all-sources", help="agreement.cli.all_sources")] = False,
    seed: Annotated[int, typer.Option(metavar="number", help="agreement.cli.seed", min=0)] = 1,
    resamples: Annotated[int, typer.Option(metavar="number", help="agreement.cli.resamples", min=0, max=MOST)] = 1000,
) -> None:
    from coding.agreement import Drawn
    from coding.comparison import Wanted, agreed, compared
    from coding.comparison.agreeing import DEFAULT, asked
    from coding.comparison.places import unit_named
    from coding.comparison.wanted import UNITS

    measures = asked([each.strip() for one in measure or DEFAULT for each in one.split(",")])
    wanted = Wanted(
        unit=unit_named(unit, UNITS),
        coders=_once(coder),
        rounds=_once(round_),
        codes=_once(code),
        children=children,
        sources=_once(source),
        where=(where or "").strip(),
        all_sources=all_sources,
    )
    study = opened()
    found = agreed(compared(study, wanted), measures, Drawn(resamples, seed))
    if chosen.as_json:
        show_json([_told(each.record()) for each in found])
    else:
        from evaluation.app.cli.agreement import show_agreement

        show_agreement(found, study, shown_language(study))


def _once(given: Several) -> tuple[str, ...]:
    return tuple(dict.fromkeys(given or ()))


def _told(record: dict[str, Any]) -> dict[str, Any]:
    """The reason as one reads it, and the word for it that programs may rely on."""
    code = record["reason"]
    return {**record, "reason": phrase(f"agreement.reason.{code}") if code else None, "reason_code": code}
