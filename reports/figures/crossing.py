"""Any table of counts or shares as a heat map: what stands in rows, what stands in columns, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evaluation.language import Language, phrase
from evaluation.numbers import write_number, write_percent
from reports.figures.blank import draw_blank
from reports.figures.cells import paint
from reports.figures.drawing import Drawing
from reports.figures.lettering import one_line
from reports.figures.style import figure_of, settled
from reports.figures.wording import quote

if TYPE_CHECKING:
    import pandas as pd

NAME = "crossing"


def draw(table: pd.DataFrame, /, *, language: Language, caption: str = "", legend: str = "") -> Drawing:
    """Rows × columns, the labels as they shall stand, each cell a count, or a share from 0 to 1 where they are floats.

    caption, legend: what is crossed, and what the numbers are. A table without rows or without columns gives a drawing
    that says so.
    """
    if table.empty:
        return draw_blank(NAME, language, "analysis")
    shares = all(kind.kind == "f" for kind in table.dtypes)
    values = table.fillna(0).to_numpy().tolist()
    counts = [[_whole(value) if shares else int(value) for value in row] for row in values]
    rows, columns = ([one_line(each) for each in axis] for axis in (table.index, table.columns))
    told = legend or phrase("analysis.crossing.legend", language)
    with settled():
        axes = paint(rows, columns, counts, f"{told}:", language, _unit(language) if shares else "")
    named = caption or phrase("analysis.crossing.caption", language)
    highest = _highest(rows, columns, values, language, shares=shares)
    alternative = phrase("analysis.crossing.alternative", language, caption=named, rows=len(rows), columns=len(columns))
    return Drawing(NAME, figure_of(axes), named, f"{alternative} {highest}".strip())


def _whole(share: float) -> int:
    """Whole per cent; what there is least of is still something."""
    return max(1, round(100 * share)) if share > 0 else 0


def _unit(language: Language) -> str:
    return write_percent(0, 0, language).lstrip("0")


def _highest(
    rows: Sequence[str], columns: Sequence[str], values: list[list[float]], language: Language, *, shares: bool
) -> str:
    """A sentence on the highest cell; nothing where two share it or all are empty."""
    cells = sorted(
        (
            (value, row, column)
            for row, own in zip(rows, values, strict=True)
            for column, value in zip(columns, own, strict=True)
        ),
        reverse=True,
    )
    top = cells[0]
    if not top[0] or (len(cells) > 1 and cells[1][0] == top[0]):
        return ""
    amount = write_percent(top[0], 0, language) if shares else write_number(top[0], language=language)
    names = {"row": quote(top[1], language), "column": quote(top[2], language)}
    return phrase("analysis.crossing.highest", language, amount=amount, **names)


def example(language: Language, /) -> pd.DataFrame:
    """Two codes in two made-up sources."""
    import pandas as pd

    label = {"nb": "Forebygging", "nn": "Førebygging", "en": "Prevention"}[language]
    return pd.DataFrame({"fg1": [4, 11], "fg2": [7, 1]}, index=["BHT", label])
