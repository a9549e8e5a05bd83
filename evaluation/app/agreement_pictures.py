"""The pictures of agreement: how far coders agree on each code, which codes met, and where in a text they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evaluation.app.agreement_told import code_name, measure_name
from evaluation.language import Language

if TYPE_CHECKING:
    import pandas as pd

    from coding.agreement import Agreement
    from coding.consensus.comparing import Comparison
    from reports.figures.drawing import Drawing

PAIR = 2


def by_code(figures: Sequence[Agreement], called: Mapping[str, str], language: Language) -> Drawing | None:
    """The first measure's figures with their intervals; None where there is none to show."""
    import pandas as pd

    shown = [each for each in figures if each.measure == figures[0].measure] if figures else []
    if not any(each.defined for each in shown):
        return None
    rows = [
        {"code": code_name(each, dict(called)), "value": each.value, "low": each.low, "high": each.high}
        for each in shown
    ]
    return _drawn("agreement", pd.DataFrame(rows), language, measure=measure_name(figures[0].measure))


def met(comparison: Comparison, called: Mapping[str, str], language: Language) -> Drawing | None:
    """Which code of the one met which of the other; None where not two are compared."""
    from coding.consensus.tables import confusion

    if len(comparison.coders) != PAIR:
        return None
    first, second = comparison.coders
    table = confusion(comparison, first, second)
    codes = [*(code for code in called if code in comparison.found.overlap), ""]
    table = table.reindex(index=codes, columns=codes, fill_value=0)
    table.index = table.columns = [called.get(code, code) for code in codes]
    return _drawn("confusion", table, language, first=first, second=second)


def apart(comparison: Comparison, source: str, called: Mapping[str, str], language: Language) -> Drawing | None:
    """Where in one text each gave which code; None where not two are compared, or the text is none of those."""
    from coding.consensus.tables import strip

    if len(comparison.coders) != PAIR or source not in comparison.texts:
        return None
    first, second = comparison.coders
    where = strip(comparison, source, first, second)
    order = {code: at for at, code in enumerate(called)}
    where = where.sort_values("code", key=lambda column: column.map(order), kind="stable")
    where = where.assign(code=where["code"].map(called))
    return _drawn("difference", where, language, source=source, first=first, second=second)


def _drawn(kind: str, table: pd.DataFrame, language: Language, **options: Any) -> Drawing:
    from reports.figures.discover import figure_kind

    return figure_kind(kind).draw(table, language=language, **options)
