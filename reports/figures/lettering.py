"""How wide a text is in print, and where to break it."""

from __future__ import annotations

import re
from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

FAMILY = "DejaVu Sans"
SIZE = 8.0
LINE = 10.5
CAPITALS = 0.729 * SIZE


@cache
def width_of(text: str) -> float:
    """Width in points at the size all figures are lettered in."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(family=FAMILY, size=SIZE), False)
    return float(width)


def widest(texts: list[str]) -> float:
    return max((width_of(text) for text in texts), default=0.0)


def one_line(text: object) -> str:
    """The text without line breaks, tabs and doubled spaces; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", str(text)).strip()


def wrap(text: str, width: float) -> list[str]:
    """Lines no wider than `width` points, broken at spaces, after hyphens and slashes, else inside a word."""
    lines = [""]
    for piece in re.findall(r"[^ \-/]*[\-/]+|[^ \-/]+ ?| ", one_line(text)):
        if width_of((lines[-1] + piece).rstrip(" ")) <= width:
            lines[-1] += piece
        else:
            lines += _split(piece, width)
    return [line for line in (each.strip(" ") for each in lines) if line] or [""]


def shorten(text: str, width: float) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if width_of(text) <= width:
        return text
    cut = next((at for at in range(len(text) - 1, 1, -1) if width_of(f"{text[:at].rstrip()}…") <= width), 1)
    return f"{text[:cut].rstrip()}…"


def _split(word: str, width: float) -> list[str]:
    """A word by itself; one too wide for the line is cut and given hyphens."""
    if width_of(word.rstrip(" ")) <= width or len(word) < 3:
        return [word]
    cut = next((at for at in range(len(word) - 1, 1, -1) if width_of(f"{word[:at]}-") <= width), 1)
    return [f"{word[:cut]}-", *_split(word[cut:], width)]
