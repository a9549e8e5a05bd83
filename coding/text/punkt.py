"""NLTK's Punkt with the abbreviations kept here, so that nothing is downloaded."""

from __future__ import annotations

from functools import cache

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from coding.text.abbreviations import ABBREVIATIONS
from evaluation.language import Language


class _Signs(PunktLanguageVars):  # type: ignore[misc]
    sent_end_chars = (".", "?", "!", "…")


@cache
def punkt(language: Language) -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS[language])
    return PunktSentenceTokenizer(parameters, lang_vars=_Signs())
