"""The key to a figure's colours and shapes, set in lines as words are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from reports.figures.lettering import width_of
from reports.figures.style import WIDTH, write

SYMBOL = 11.0
NEAR, APART, ROW, EDGE = 5.0, 14.0, 16.0, 0.5


@dataclass(frozen=True, slots=True)
class Key:
    """A symbol and its meaning. `paint` puts the symbol on the axes, centred on x, y; None: words alone."""

    text: str
    paint: Callable[[Axes, float, float], None] | None = None

    @property
    def width(self) -> float:
        return width_of(self.text) + (SYMBOL + NEAR if self.paint else 0)


def swatch(text: str, **style: Any) -> Key:
    """A key whose symbol is a small box."""

    def paint(axes: Axes, x: float, y: float) -> None:
        half = SYMBOL / 2
        axes.add_patch(Rectangle((x - half, y - half), SYMBOL, SYMBOL, **style))

    return Key(text, paint)


def places(keys: Sequence[Key], width: float = WIDTH) -> list[tuple[float, int]]:
    """Where each key begins: points from the left, and the number of its row."""
    found: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for key in keys:
        if x > 0 and x + key.width > width:
            x, row = 0.0, row + 1
        found.append((x, row))
        x += key.width + APART
    return found


def height_of(keys: Sequence[Key], width: float = WIDTH) -> float:
    return ROW * (places(keys, width)[-1][1] + 1) if keys else 0.0


def explain(axes: Axes, keys: Sequence[Key], top: float, width: float = WIDTH) -> None:
    """Draw the keys from the left margin, the first row just under `top`."""
    for key, (x, row) in zip(keys, places(keys, width), strict=True):
        y = top + ROW * (row + 0.5)
        if key.paint:
            key.paint(axes, x + SYMBOL / 2 + EDGE, y)
        write(axes, x + (SYMBOL + NEAR if key.paint else 0), y, key.text)
