"""Codes suggested from what is coded already; nothing is coded until somebody accepts.

`fit` and `measure` take plain tables and know of no study; `propose`, `accept` and `measure_study` work on one.
"""

from coding.suggest.acts import Proposals, Suggestion, accept, circular, find_suggestions, measure_study, propose
from coding.suggest.model import Model, fit
from coding.suggest.quality import measure

__all__ = [
    "Model",
    "Proposals",
    "Suggestion",
    "accept",
    "circular",
    "find_suggestions",
    "fit",
    "measure",
    "measure_study",
    "propose",
]
