"""How far coders agree on each code, before and after they have settled what they differed on, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, INK, PALE, QUIET, WHITE
from reports.figures.drawing import Drawing
from reports.figures.lettering import LINE, one_line, widest, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import Amount, most_and_least

if TYPE_CHECKING:
    import pandas as pd

NAME = "agreement"
LABELS, GAP, DOT, ROW, APART = 170.0, 10.0, 2.9, 24.0, 4.5
NUMBERS = 30.0
KEYS = LINE + 10
KEY, APART_KEYS = 21.0, 18.0  # a mark with the line through it; from one to the next


Scale = Callable[[float], float]  # a figure → points from the left
Figures = tuple[float, float, float]  # the figure and its interval


@dataclass(frozen=True, slots=True)
class _Row:
    """A code with its figures, NaN where they are not defined; without `after` nothing has been settled."""

    code: str
    before: Figures
    after: Figures | None


def draw(table: pd.DataFrame, /, *, language: Language, measure: str = "") -> Drawing:
    """One row for each `code`, in the order they shall stand, with `value`, `low` and `high`, NaN where not defined.

    With `value_after`, `low_after` and `high_after` a second mark stands under the first. `measure` is what the figure
    is called. A table without rows gives a drawing that says so.
    """
    if table.empty:
        return draw_blank(NAME, language, "consensus")
    rows = [_row({str(key): value for key, value in each.items()}) for each in table.to_dict("records")]
    with settled():
        axes = _paint(rows, language)
    key = "consensus.agreement.caption_of" if measure else "consensus.agreement.caption"
    caption = phrase(key, language, measure=measure)
    return Drawing(NAME, figure_of(axes), caption, _alternative(rows, language))


def _row(found: Mapping[str, Any]) -> _Row:
    before, after = (
        (float(found[f"value{end}"]), float(found[f"low{end}"]), float(found[f"high{end}"]))
        if f"value{end}" in found
        else None
        for end in ("", "_after")
    )
    return _Row(one_line(found["code"]), before or (nan, nan, nan), after)


def _paint(rows: Sequence[_Row], language: Language) -> Axes:
    labels = [wrap(each.code, LABELS) for each in rows]
    left, right = widest([line for lines in labels for line in lines]) + GAP + 6, WIDTH - NUMBERS
    least = min(
        [0.0, *(figure for each in rows for figure in (*each.before, *(each.after or ())) if not isnan(figure))]
    )
    floor = -1.0 if least < -0.5 else -0.5 if least < 0 else 0.0
    height = ROW * len(rows)
    axes = sheet(height + 2 * LINE + 6 + KEYS)

    def place(value: float) -> float:
        return left + (max(value, floor) - floor) / (1 - floor) * (right - left)

    _paint_scale(axes, [floor + (1 - floor) * at / 5 for at in range(6)], place, height, language)
    for at, (each, lines) in enumerate(zip(rows, labels, strict=True)):
        middle = ROW * (at + 0.5)
        write(axes, 0, middle, lines)
        shift = APART if each.after else 0.0
        _paint_mark(axes, each.before, place, middle - shift, language, filled=False)
        if each.after:
            _paint_mark(axes, each.after, place, middle + shift, language, filled=True)
    _paint_keys(axes, left, height + 2 * LINE + 10, language, settled_too=any(each.after for each in rows))
    return axes


def _paint_scale(axes: Axes, ticks: Sequence[float], place: Scale, height: float, language: Language) -> None:
    for tick in ticks:
        x = place(tick)
        axes.plot([x, x], [0, height], color=PALE, linewidth=1.0, zorder=0)
        write(axes, x, height + LINE, write_number(tick, 1, language), align="center", colour=QUIET)


def _paint_mark(axes: Axes, figures: Figures, place: Scale, y: float, language: Language, *, filled: bool) -> None:
    value, low, high = figures
    if isnan(value):
        write(axes, place(0) + 4, y, phrase("consensus.agreement.undefined", language), colour=QUIET)
        return
    if not isnan(low):
        axes.plot(
            [place(low), place(high)], [y, y], color=ACCENT if filled else QUIET, linewidth=1.3, solid_capstyle="butt"
        )
    face = ACCENT if filled else WHITE
    axes.add_patch(Circle((place(value), y), DOT, facecolor=face, edgecolor=ACCENT, linewidth=1.2, zorder=3))
    write(axes, WIDTH - 2, y, write_number(value, 2, language), align="right", colour=INK if filled else QUIET)


def _paint_keys(axes: Axes, left: float, y: float, language: Language, *, settled_too: bool) -> None:
    keys = (("before", False), ("after", True))[: 2 if settled_too else 1]
    told = [phrase(f"consensus.agreement.{key}", language) for key, _ in keys]
    x = max(0.0, min(left, WIDTH - sum(KEY + widest([words]) for words in told) - APART_KEYS * (len(told) - 1)))
    for (_, filled), words in zip(keys, told, strict=True):
        face = ACCENT if filled else WHITE
        axes.plot([x, x + 16], [y, y], color=ACCENT if filled else QUIET, linewidth=1.3, solid_capstyle="butt")
        axes.add_patch(Circle((x + 8, y), DOT, facecolor=face, edgecolor=ACCENT, linewidth=1.2, zorder=3))
        write(axes, x + KEY, y, words)
        x += KEY + widest([words]) + APART_KEYS


def _alternative(rows: Sequence[_Row], language: Language) -> str:
    known = [each for each in rows if not isnan(each.before[0])]
    told = [phrase("consensus.agreement.alternative", language, n=len(rows))]
    if known:
        amounts = [Amount(each.code, round(each.before[0], 2)) for each in known]
        ranked = most_and_least("agreement", amounts, language, lambda value: write_number(value, 2, language))
        told += [ranked] if ranked else []
    changed = [each for each in known if each.after and each.after[0] > each.before[0]]
    if changed:
        told.append(phrase("consensus.agreement.changed", language, n=len(changed), count=len(changed)))
    return " ".join(told)


def example(language: Language, /) -> pd.DataFrame:
    """Three codes, one of them not defined."""
    import pandas as pd

    label = {"nb": "Forebygging", "nn": "Førebygging", "en": "Prevention"}[language]
    nan = float("nan")
    return pd.DataFrame(
        {
            "code": [label, "IA", "BHT"],
            "value": [0.72, 0.55, nan],
            "low": [0.6, 0.31, nan],
            "high": [0.83, 0.74, nan],
            "value_after": [0.9, 0.71, nan],
            "low_after": [0.8, 0.5, nan],
            "high_after": [0.97, 0.87, nan],
        }
    )
