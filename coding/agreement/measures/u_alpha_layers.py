"""Krippendorff's uα over codes that overlap: each code is a layer of its own, cut into its units and gaps.

uα is that of Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016), Quality & Quantity 50, 2347–2364; it
takes units that exclude each other, and where codes do not, each is a continuum of its own. The disagreements of the
layers are added up, observed and expected, before they are divided: Janson, H. & Olsson, U. (2001), Educational and
Psychological Measurement 61, 277–289.
"""

from __future__ import annotations

from coding.agreement.measures.u_alpha import disagreements, statistics

__all__ = [
    "BY_CHANCE",
    "BY_CODER",
    "CUT",
    "MEETING",
    "NAME",
    "SYMBOL",
    "TAKES",
    "WEIGHTS",
    "disagreements",
    "statistics",
]

NAME = "u-alpha-layers"
SYMBOL = "uα+"
TAKES = "continuum"
WEIGHTS = ("nominal",)
BY_CODER = False
BY_CHANCE = True
CUT = ("layers",)
MEETING = False
