"""Codes suggested from what is coded already; nothing is coded until somebody accepts.

`fit` and `measure` take plain tables and know of no study; the rest work on one.
"""

from coding.suggest.acts import Proposals, Suggestion, accept, circular, find_suggestions, measure_study, propose
from coding.suggest.model import Model, fit
from coding.suggest.quality import measure
from coding.suggest.refusals import Refused, list_refusals, propose_again, refuse

__all__ = [
    "Model",
    "Proposals",
    "Refused",
    "Suggestion",
    "accept",
    "circular",
    "find_suggestions",
    "fit",
    "list_refusals",
    "measure",
    "measure_study",
    "propose",
    "propose_again",
    "refuse",
]
