"""How often each theme is coded in each organisation, as a heat map with the numbers written in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.cells import paint
from reports.figures.drawing import Drawing
from reports.figures.lettering import one_line
from reports.figures.style import figure_of, settled
from reports.figures.wording import Amount, most_and_least, quote, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "heatmap"


def draw(table: pd.DataFrame, /, *, language: Language, columns: str = "organisation") -> Drawing:
    """Themes (rows) × organisations (columns), the labels as they shall stand, each cell a count of codings.

    `columns` says what the columns are, if no organisations: `sector`, `role`, `session` or `group`.

    Legible on a page up to 25 themes and 12 organisations; more columns make the sheet wider than the text.
    A table without rows or without columns gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language)
    counts = [[int(value) for value in row] for row in table.fillna(0).to_numpy()]
    themes, organisations = ([one_line(each) for each in axis] for axis in (table.index, table.columns))
    with settled():
        axes = paint(themes, organisations, counts, phrase("figure.heatmap.legend", language), language)
    alternative = _alternative(themes, organisations, counts, language, columns)
    return Drawing(NAME, figure_of(axes), phrase("figure.heatmap.caption", language), alternative)


def _alternative(
    themes: Sequence[str], organisations: Sequence[str], counts: list[list[int]], language: Language, columns: str
) -> str:
    totals = [sum(row) for row in counts]
    codings = "figure.heatmap.codings" if sum(totals) else "figure.heatmap.no_codings"
    opening = phrase(
        "figure.heatmap.alternative",
        language,
        n=sum(totals),
        codings=write_count(codings, sum(totals), language),
        themes=write_count("figure.heatmap.themes", len(themes), language),
        organisations=write_count(f"figure.heatmap.{columns}", len(organisations), language),
    )
    amounts = [Amount(theme, total) for theme, total in zip(themes, totals, strict=True)]
    ranking = most_and_least(NAME, amounts, language, lambda value: write_number(value, language=language))
    peak = _peak(themes, organisations, counts, language)
    return " ".join(part for part in (opening, ranking if sum(totals) else "", peak) if part)


def _peak(themes: Sequence[str], organisations: Sequence[str], counts: list[list[int]], language: Language) -> str:
    """A sentence on the cell with the highest count; nothing when two share it, or there is one column only."""
    cells = [
        (count, theme, organisation)
        for theme, row in zip(themes, counts, strict=True)
        for organisation, count in zip(organisations, row, strict=True)
    ]
    largest = max(count for count, _, _ in cells)
    highest = [cell for cell in cells if cell[0] == largest]
    if len(highest) > 1 or len(organisations) < 2:
        return ""
    count, theme, organisation = highest[0]
    written = write_number(count, language=language)
    names = {"theme": quote(theme, language), "organisation": quote(organisation, language)}
    return phrase("figure.heatmap.peak", language, amount=written, **names)


def example(language: Language, /) -> pd.DataFrame:
    """Three themes in two made-up organisations."""
    import pandas as pd

    label = {"nb": "Forebyggende arbeid", "nn": "Førebyggjande arbeid", "en": "Preventive work"}[language]
    return pd.DataFrame({"A": [4, 0, 11], "B": [7, 2, 1]}, index=["IA", "BHT", label])
