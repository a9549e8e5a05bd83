"""What can be measured on a drawing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from reports.figures.drawing import Drawing
from reports.figures.style import settled

Texts = Callable[[Drawing], list[tuple[Text, Bbox]]]


def measure(drawing: Drawing) -> list[tuple[Text, Bbox]]:
    """Each text of the drawing with its box in points."""
    with settled():
        drawn = [text for text in drawing.figure.axes[0].texts if text.get_text()]
        return [(text, text.get_window_extent()) for text in drawn]


@pytest.fixture
def texts() -> Texts:
    return measure


@pytest.fixture
def collisions() -> Callable[[Drawing], list[tuple[str, str]]]:
    """Pairs of upright texts whose boxes overlap by more than half a point."""

    def find(drawing: Drawing) -> list[tuple[str, str]]:
        upright = [(text.get_text(), box.padded(-0.25)) for text, box in measure(drawing) if not text.get_rotation()]
        return [(one, other) for (one, here), (other, there) in combinations(upright, 2) if here.overlaps(there)]

    return find


@pytest.fixture
def outside() -> Callable[[Drawing], list[str]]:
    """Texts that are not wholly on the sheet."""

    def find(drawing: Drawing) -> list[str]:
        width, height = (72 * inches for inches in drawing.figure.get_size_inches())
        return [
            text.get_text()
            for text, box in measure(drawing)
            if box.x0 < -0.5 or box.y0 < -0.5 or box.x1 > width + 0.5 or box.y1 > height + 0.5
        ]

    return find
