"""The colours of the figures, and the contrast between two of them."""

from __future__ import annotations

from collections.abc import Sequence

# The report's own blues. Every pair that must be told apart differs in lightness too: it holds in black and white,
# and for readers who do not see colours.
INK = "#1d2733"
ACCENT = "#1b4a66"
QUIET = "#4d5b66"
MIDDLE = "#5f7d90"
PALE = "#eef3f6"
BLANK = "#f6f8f9"
WHITE = "#ffffff"
# No step lies in the middle greys, where neither dark nor white letters reach 4.5:1.
STEPS = ("#d5e3ec", "#b3ccda", "#82acc4", "#38708f", "#143c55")
# The other end of a scale that has two: as light and as dark, step for step, and told apart by where it stands as well.
WARM = ("#f2ddcb", "#e6c3a3", "#d59f70", "#9c5a22", "#5f3210")
EVEN = "#d9dde1"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1, as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def letters_on(background: str, choices: Sequence[str] = (INK, WHITE)) -> str:
    """The letters that are read most easily on this background."""
    return max(choices, key=lambda each: contrast(each, background))


def steps(count: int) -> tuple[str, ...]:
    """`count` colours of the sequence (1 to 5) from light to dark, as far from each other as may be."""
    if count == 1:
        return (STEPS[2],)
    if count == 4:  # the two lightest lie nearest each other
        return (STEPS[0], *STEPS[2:])
    return tuple(STEPS[round(at * (len(STEPS) - 1) / (count - 1))] for at in range(count))


def sides(negative: int, positive: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Colours of the levels below and above the middle of a scale, from one end to the other (1 to 3 on each side)."""
    ends = {0: (), 1: (3,), 2: (2, 4), 3: (1, 2, 4)}
    return tuple(WARM[at] for at in reversed(ends[negative])), tuple(STEPS[at] for at in ends[positive])
