"""How many organisations and participants stand behind a theme or a piece of evidence, of how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from reports.facts import Facts


@dataclass(frozen=True, slots=True)
class Behind:
    """Those who said something, and all who could have."""

    organisations: int
    of_organisations: int
    participants: int
    of_participants: int

    @property
    def share(self) -> tuple[int, int]:
        """Organisations of organisations, where the study has more than one; else participants."""
        if self.of_organisations > 1:
            return self.organisations, self.of_organisations
        return self.participants, self.of_participants

    def sentence(self, language: Language) -> str:
        numbers = ("organisations", "of_organisations", "participants", "of_participants")
        told = {name: write_number(getattr(self, name), language=language) for name in numbers}
        return phrase(f"finding.behind.{'both' if self.of_organisations > 1 else 'participants'}", language, **told)


def behind(facts: Facts, participants: Iterable[str]) -> Behind:
    """participants: ids of those who said it; interviewers and those who have withdrawn do not count."""
    known = {each.id: each for each in facts.informants}
    spoke = {each for each in participants if each in known}
    all_places = {each.organisation for each in facts.informants if each.organisation}
    places = {known[each].organisation for each in spoke} & all_places
    return Behind(len(places), len(all_places), len(spoke), len(known))


def behind_theme(facts: Facts, theme: str) -> Behind:
    """Those with codings under a theme."""
    rows = facts.codings[facts.codings["theme"] == theme]
    return behind(facts, {str(each) for each in rows["participant"].dropna()})
