"""Numbers, places and strangers."""

import pytest

from evaluation.model import Participant, People
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.scan import scan

REGISTER = register_of(People(participants=(Participant(id="p1", role="hovedverneombud"),)))


def found(text: str) -> list[tuple[str, str, str]]:
    return [(each.text, each.kind, each.certainty) for each in scan(text, REGISTER)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        # A number that the Norwegian tax authority gives as its example of the check digits' arithmetic.
        ("Fødselsnummer 15108695088.", ("15108695088", "identity-number", "sure")),
        ("Fødselsnummer 151086 95088.", ("151086 95088", "identity-number", "sure")),
        ("Fødselsnummer 15108695089.", ("15108695089", "identity-number", "likely")),
        ("Konto 8601.11.17947.", ("8601.11.17947", "account-number", "sure")),
        ("Org.nr. 988 077 917.", ("988 077 917", "organisation-number", "sure")),
        ("Ring +47 900 12 345.", ("+47 900 12 345", "telephone", "sure")),
        ("Tlf. 22 33 44 55 virker.", ("22 33 44 55", "telephone", "sure")),
        ("Hun er født 12. mars 1968.", ("12. mars 1968", "birth", "sure")),
        ("Eg er fødd i 1968.", ("1968", "birth", "likely")),
        ("I was born on March 12, 1968.", ("March 12, 1968", "birth", "sure")),
        ("Skriv til a.b@c.example i dag.", ("a.b@c.example", "e-mail", "sure")),
        ("Huset i Storgata 12 B er gult.", ("Storgata 12 B", "address", "likely")),
        ("Vi møttes på Hamar i går.", ("Hamar", "place", "likely")),
        ("Hun var på Fjordbyen sykehus.", ("Fjordbyen sykehus", "place", "likely")),
        ("Det var Per Gundersen.", ("Per Gundersen", "person", "likely")),
        ("Så kom fru Olsen inn.", ("Olsen", "person", "likely")),
        ("Vi ringte Ingebjørg i går.", ("Ingebjørg", "person", "likely")),
        ("Jeg er hovedverneombud her.", ("hovedverneombud", "rare", "possible")),
        ("Jeg er 63 år og trives.", ("Jeg er 63 år", "rare", "possible")),
    ],
)
def test_what_tells_of_somebody_is_found(text: str, what: tuple[str, str, str]) -> None:
    assert what in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "I 2023 var det 1 224 tilsyn, 72 prosent og 300 000 kroner.",
        "Møtet er 12.3.2024 klokka 14.00–16.00, sak 20231224.",
        "Paragraf 4-3 og kapittel 12, 34,6 % av 5 700.",
        "Hver kommune og vår kommune gjør det ulikt.",
        "Born i barnehagen leikar.",
    ],
)
def test_what_tells_of_nobody_is_left(text: str) -> None:
    assert found(text) == []


def test_a_role_many_have_is_not_rare() -> None:
    many = register_of(People(participants=tuple(Participant(id=f"p{n}", role="leder") for n in range(6))))
    assert scan("Jeg er leder her.", many) == []
    assert scan("Jeg er leder her.", many, k=7) != []
