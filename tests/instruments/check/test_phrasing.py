"""Hints on wording in the three languages: what is taken for two questions, or for a push."""

import pytest

from evaluation.language import Language
from instruments.check.phrasing import double_barrelled, leading


@pytest.mark.parametrize(
    ("language", "closed", "text", "expected"),
    [
        ("nb", True, "Ledelsen er synlig og støttende.", "og"),
        ("nb", True, "Forebyggings- og tilretteleggingstilskuddet er nyttig.", ""),
        ("nb", True, "Av og til tar vi det opp.", ""),
        ("nb", True, "Ledelsen er til stede.", ""),
        ("nb", False, "Hva gjør dere, og hvorfor gjør dere det?", "og hvorfor"),
        ("nb", False, "Hva gjør dere med HMS og sykefravær?", ""),
        ("nb", False, "Hva gjør dere? Virker det?", "? … ?"),
        ("nn", True, "Leiinga er synleg og støttande.", "og"),
        ("nn", False, "Kva gjer de, og kvifor?", "og kvifor"),
        ("nn", False, "Kva gjer de med arbeidsmiljøet?", ""),
        ("en", True, "Management is visible and supportive.", "and"),
        ("en", True, "Health and safety comes first.", ""),
        ("en", False, "What do you do, and why?", "and why"),
        ("en", False, "What do you do about stress and strain?", ""),
    ],
)
def test_two_questions_in_one(language: Language, closed: bool, text: str, expected: str) -> None:
    assert double_barrelled(text, language, closed=closed) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nb", "Synes dere ikke at ordningen er bra?", "Synes dere ikke"),
        ("nb", "Hvor fornøyd er du med lederen?", "Hvor fornøyd"),
        ("nb", "Hvor fornøyd eller misfornøyd er du?", ""),
        ("nb", "Hva er dere ikke enige om?", ""),
        ("nn", "Er de ikkje einige i at ordninga verkar?", "Er de ikkje einige"),
        ("nn", "Kva er bra med ordninga?", ""),
        ("en", "Don’t you agree that it works?", "Don’t you agree"),
        ("en", "How satisfied are you?", "How satisfied"),
        ("en", "What works?", ""),
    ],
)
def test_a_push_towards_an_answer(language: Language, text: str, expected: str) -> None:
    assert leading(text, language) == expected
