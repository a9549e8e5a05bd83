"""Names are known wherever they stand as words, and words are not taken for names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.model import Organisation, Participant, People
from evaluation.privacy.names import mentions, names_of

PEOPLE = People(
    organisations=(Organisation(id="o", name="Pallvik Renhold AS"),),
    participants=(
        Participant(id="p1", name="Anne-Marie Å. Ødegård", contact="am@pallvik.example", speakers=("Ammi", "I1")),
        Participant(id="p2", name="Odd Li", role="driftsleder", speakers=("Driftsleder", "Informant 2")),
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "Jeg spurte Anne-Marie.",
        "anne‐marie sa det",
        "Marie sa det",
        "Ødegårds idé",
        "ØDEGÅRD!",
        "Odd  Li kom",
        "odd var der",
        "skriv til am@pallvik.example.",
        "Ammi sa det",
        "hos Pallvik",
        "i Pallvik\u00a0Renhold\nAS",
        "pallvik renhold as",
    ],
)
def test_a_text_that_names_somebody(text: str) -> None:
    assert mentions(text, names_of(PEOPLE))


@pytest.mark.parametrize(
    "text",
    [
        "Vi driver med renhold.",
        "Li er en kommune.",
        "Oddetall",
        "pallvik er et sted",
        "driftsleder er en stilling",
        "Driftslederen kom",
        "Informant 2 gikk.",
        "I1",
        "",
    ],
)
def test_a_text_that_names_nobody(text: str) -> None:
    assert not mentions(text, names_of(PEOPLE))


@given(st.text())
def test_without_people_nothing_is_a_name(text: str) -> None:
    assert not mentions(text, names_of(People()))


@given(st.text(min_size=1).filter(lambda name: name.strip() != ""), st.sampled_from([" ", "\n", ". ", "\u00a0"]))
def test_a_whole_name_is_found_whatever_it_is(name: str, blank: str) -> None:
    names = names_of(People(participants=(Participant(id="p", name=name),)))
    if name.split() and all(part.isalnum() for part in name.split()):
        assert mentions(f"Her{blank}{name}{blank}er", names)
