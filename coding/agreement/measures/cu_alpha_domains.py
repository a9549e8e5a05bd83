"""Krippendorff's Cuα: whether coders choose codes of the same domain for the matter that they both coded.

As cuα of Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016), Quality & Quantity 50, 2347–2364, with the
domain for the code: in a codebook, the topmost code above it. Written with a capital C by González-Prieto, Á., Perez,
J., Diaz, J. & López-Fernández, D. (2023), Reliability in software engineering qualitative research through inter-coder
agreement, Journal of Systems and Software 202, 111707. Not defined where a coder has units of two domains in one place.
"""

from __future__ import annotations

from coding.agreement.measures.cu_alpha import disagreements, statistics

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

NAME = "cu-alpha-domains"
SYMBOL = "Cuα"
TAKES = "continuum"
WEIGHTS = ("nominal",)
BY_CODER = False
BY_CHANCE = True
CUT = ("domains",)
MEETING = True
