"""What may not be told although no name is in it."""

import datetime as dt
from pathlib import Path

import pytest

from evaluation.model import Consent, Organisation, Participant, People, Source, Turn
from evaluation.model.evaluation import Attribution, PeoplePolicy
from reports.checks.combinations import hidden_organisations, rare_lines
from reports.checks.consents import quotes_without_consent
from reports.checks.readable import Passage, Read

SAID = "Vi løfter mye, og i fjor fikk vi nytt utstyr på alle rommene."
ANSWERED = "Hos oss er det utstyret som svikter når det er travelt om kvelden."
TEXT = f"{SAID}\n{ANSWERED}\n"
SOURCE = Source(
    "samtale",
    TEXT,
    "transcript",
    (Turn(0, len(SAID), participant="p1"), Turn(len(SAID) + 1, len(TEXT) - 1, participant="p2")),
)
PEOPLE = People(
    organisations=(
        Organisation(id="a", pseudonym="Virksomhet A", sector="helse"),
        Organisation(id="b", pseudonym="Virksomhet B", sector="lager"),
    ),
    participants=(
        Participant(id="p1", organisation="a", role="leder"),
        Participant(id="p2", organisation="a", role="leder"),
        Participant(id="p3", organisation="b", role="verneombud"),
    ),
    consents=(
        Consent(participant="p1", quoting=True),
        Consent(participant="p2", quoting=True, withdrawn=dt.date(2026, 5, 1)),
    ),
)
FILE = Path("rapport.html")


def read(text: str) -> Read:
    return {FILE: [Passage("text", text)]}


def test_words_of_one_who_withdrew_are_found_and_not_whose() -> None:
    [told] = quotes_without_consent(read(f"En sier: «{ANSWERED.upper()}»"), [SOURCE], PEOPLE)
    assert told.code == "REPORT-024"
    assert "p2" not in told.sentence()


@pytest.mark.parametrize("text", [f"En sier: «{SAID}»", "Hos oss er det utstyret som svikter.", ""])
def test_words_of_others_and_a_few_words_may_stand(text: str) -> None:
    assert list(quotes_without_consent(read(text), [SOURCE], PEOPLE)) == []


@pytest.mark.parametrize(
    ("policy", "k", "text", "lines"),
    [
        ("sector", 2, "«…» Lager", ["«Lager» (1)"]),
        ("sector", 2, "«…» Helse", []),
        ("sector", 3, "«…» Helse «…» Lager", ["«Helse» (2), «Lager» (1)"]),
        ("sector", 3, "Helsesektoren og lagrene", []),
        ("role", 2, "«…»\nVerneombud", ["«Verneombud» (1)"]),
        ("organisation", 3, "«…» Virksomhet A,\nhelse", ["«Virksomhet A, helse» (2)"]),
        ("none", 3, "«…» Informant", []),
        ("sector", 1, "«…» Lager", []),
    ],
)
def test_a_line_that_fits_fewer_than_k(policy: Attribution, k: int, text: str, lines: list[str]) -> None:
    found = list(rare_lines(read(text), PEOPLE, PeoplePolicy(attribution=policy, k=k), "nb"))
    assert [each.values["lines"] for each in found] == lines
    assert {each.severity for each in found} <= {"error"}


def test_where_nobody_has_decided_it_is_a_warning() -> None:
    [told] = rare_lines(read("«…» Lager"), PEOPLE, PeoplePolicy(), "nb")
    assert told.severity == "warning"


@pytest.mark.parametrize(("policy", "n"), [("organisation", 0), ("sector", 1), ("role", 1), ("none", 1)])
def test_an_organisation_the_policy_hides(policy: Attribution, n: int) -> None:
    found = list(hidden_organisations(read("Det sa de i Virksomhet A."), PEOPLE, PeoplePolicy(attribution=policy)))
    assert len(found) == n
