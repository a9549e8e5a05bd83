"""Whose words may stand for a closed answer: those informants whose own row of the survey gave it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evaluation.language import Language, phrase
from reports.facts import Facts
from reports.surveys.reading import SurveyRead
from reports.surveys.statements import either, statements_of


@dataclass(frozen=True)
class Chosen:
    """The informants who gave the answers a theme's quotes are chosen by; none where too few gave them."""

    theme: str
    answers: str
    participants: frozenset[str]
    enough: bool

    def told(self, language: Language, *, quoted: bool) -> str:
        """Whose the quote is, or why there is none."""
        key = "few" if not self.enough else "chosen" if quoted else "nobody"
        return phrase(f"chapter.quotes.{key}", language, answers=self.answers)


def chosen_for(facts: Facts, theme: str) -> Chosen | None:
    """None where the settings choose no quotes for the theme.

    An answer that fewer than the threshold gave chooses nobody: the quote would tell who they are.
    """
    for survey in facts.surveys.surveys:
        for choice in survey.read.settings.quotes:
            if choice.theme == theme:
                return _chosen(survey.read, theme, dict(choice.answered), facts)
    return None


def _chosen(read: SurveyRead, theme: str, answered: dict[str, tuple[int, ...]], facts: Facts) -> Chosen:
    matching = pd.Series(read.design.inside, index=read.dataset.values.index)
    for name, codes in answered.items():
        gave = [read.dataset.valid(each).isin([float(code) for code in codes]) for each in read.variables(name)]
        matching &= pd.concat(gave, axis=1).any(axis=1)
    enough = int(matching.sum()) >= read.settings.threshold
    people = _people(read, matching, facts) if enough else frozenset()
    return Chosen(theme, _words(read, answered), people, enough)


def _people(read: SurveyRead, matching: pd.Series[bool], facts: Facts) -> frozenset[str]:
    """Informants whose own row, or whose organisation's, is among them."""
    own = read.settings.respondent
    found: set[str] = set()
    if own.participant:
        found |= {each.id for each in facts.informants if each.id in _values(read, own.participant, matching)}
    if own.organisation:
        theirs = _values(read, own.organisation, matching)
        found |= {each.id for each in facts.informants if each.organisation and each.organisation in theirs}
    return frozenset(found)


def _values(read: SurveyRead, name: str, matching: pd.Series[bool]) -> set[str]:
    return {str(each) for each in read.dataset.valid(name)[matching].dropna().unique()}


def _words(read: SurveyRead, answered: dict[str, tuple[int, ...]]) -> str:
    language = read.language
    quoted = [phrase("figure.quoted", language, name=label) for name, codes in answered.items()
              for statement in statements_of(read, name)[:1]
              for code, label in statement.labels.items() if code in codes]  # fmt: skip
    return either(quoted, language)
