"""The study's own names and values in the words of another language."""

from __future__ import annotations

import pytest

from evaluation.language import Language
from evaluation.model import Evaluation, Organisation, Participant, People
from evaluation.people.telling import told_people

ABOUT = Evaluation.model_validate(
    {
        "title": "Halvveis i avtalen",
        "agreement": {"name": "Intensjonsavtalen", "short": "IA-avtalen"},
        "words": {
            "Halvveis i avtalen": {"en": "Half-way through"},
            "IA-avtalen": {"nn": "IA-avtala", "en": "the IA agreement"},
            "Virksomhet A": {"nn": "Verksemd A", "en": "Organisation A"},
            "barnehage": {"en": "kindergarten"},
            "styrer": {"nn": "styrar", "en": "head"},
        },
    }
)
PEOPLE = People(
    organisations=(Organisation(id="a", pseudonym="Virksomhet A", sector="barnehage"),),
    participants=(Participant(id="p1", pseudonym="Informant 1", role="styrer"),),
)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ("Halvveis i avtalen", "IA-avtalen", "Virksomhet A", "barnehage", "styrer")),
        ("nn", ("Halvveis i avtalen", "IA-avtala", "Verksemd A", "barnehage", "styrar")),
        ("en", ("Half-way through", "the IA agreement", "Organisation A", "kindergarten", "head")),
    ],
)
def test_names_and_values_are_told_in_the_language_where_it_has_words(
    language: Language, expected: tuple[str, ...]
) -> None:
    about, people = ABOUT.told(language), told_people(PEOPLE, ABOUT, language)
    organisation, person = people.organisations[0], people.participants[0]
    told = (about.title, about.agreement.short, organisation.pseudonym, organisation.sector, person.role)
    assert told == expected
    assert (about.agreement.name, person.pseudonym) == ("Intensjonsavtalen", "Informant 1")
