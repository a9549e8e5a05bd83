"""How much a reader learns of who said something."""

import datetime as dt

import pytest

from evaluation.language import Language
from evaluation.model import Consent, Organisation, Participant, People
from evaluation.model.evaluation import Attribution
from evaluation.privacy.attribution import attribution, hidden, may_quote
from evaluation.privacy.pseudonyms import with_pseudonyms

PERSON = Participant(id="p1", name="Ragnhild Ternebø", role="avdelingsleder", pseudonym="Informant 1")
PLACE = Organisation(id="o1", name="Ternholmen", pseudonym="Virksomhet A", sector="helse")


@pytest.mark.parametrize(
    ("policy", "line"),
    [("organisation", "Virksomhet A, helse"), ("sector", "Helse"), ("role", "Avdelingsleder"), ("none", "Informant")],
)
def test_the_line_under_a_quote(policy: Attribution, line: str) -> None:
    assert attribution(PERSON, PLACE, policy, "nb") == line


@pytest.mark.parametrize("policy", ["organisation", "sector", "role", "none"])
def test_where_nothing_is_known_it_is_an_informant(policy: Attribution) -> None:
    assert attribution(None, None, policy, "nb") == "Informant"


@pytest.mark.parametrize(
    ("policy", "columns"),
    [
        ("organisation", ("role",)),
        ("sector", ("organisation", "role")),
        ("role", ("organisation", "sector")),
        ("none", ("organisation", "sector", "role")),
    ],
)
def test_columns_that_go_further_than_the_policy(policy: Attribution, columns: tuple[str, ...]) -> None:
    assert hidden(policy) == columns


def test_those_may_be_quoted_who_said_so_and_have_not_taken_it_back() -> None:
    consents = (
        Consent(participant="p1", quoting=True),
        Consent(participant="p2"),
        Consent(participant="p3", quoting=True, withdrawn=dt.date(2026, 5, 1)),
    )
    assert may_quote(People(consents=consents)) == {"p1"}


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("nb", ["Informant 2", "Informant 1", "Informant 3", "Virksomhet A"]),
        ("nn", ["Informant 2", "Informant 1", "Informant 3", "Verksemd A"]),
        ("en", ["Informant 2", "Informant 1", "Informant 3", "Organisation A"]),
    ],
)
def test_ids_are_never_shown_and_no_pseudonym_is_given_twice(language: Language, names: list[str]) -> None:
    participants = (
        Participant(id="ragnhild"),
        Participant(id="p2", pseudonym="Informant 1"),
        Participant(id="odd"),
    )
    participants = (participants[0].model_copy(update={"pseudonym": "Informant 2"}), *participants[1:])
    people = with_pseudonyms(People(participants=participants, organisations=(Organisation(id="pallvik"),)), language)
    assert [each.pseudonym for each in (*people.participants, *people.organisations)] == names


def test_after_the_last_letter_come_two() -> None:
    people = People(organisations=tuple(Organisation(id=f"o{n}") for n in range(28)))
    assert [each.pseudonym[-2:] for each in with_pseudonyms(people, "nb").organisations[-3:]] == [" Z", "AA", "AB"]
