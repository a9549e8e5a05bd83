"""The drawing that stands where there is nothing to show yet, so that a report refers to no missing file."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from evaluation.language import Language, phrase
from reports.figures.colours import PALE, QUIET
from reports.figures.drawing import Drawing
from reports.figures.style import WIDTH, figure_of, settled, sheet, write

HEIGHT = 48.0


def draw_blank(name: str, language: Language, room: str = "figure") -> Drawing:
    """A pale box with `<room>.<name>.empty` in it; the same words are the alternative text."""
    words = phrase(f"{room}.{name}.empty", language)
    with settled():
        axes = sheet(HEIGHT)
        axes.add_patch(Rectangle((0, 0), WIDTH, HEIGHT, facecolor=PALE))
        write(axes, WIDTH / 2, HEIGHT / 2, words, align="center", colour=QUIET)
    return Drawing(name, figure_of(axes), phrase(f"{room}.{name}.caption", language), words)
