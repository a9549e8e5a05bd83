"""Offsets between code points and UTF-16: the browser's own slices say the same words as ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.workbench.wire import Units, blanked

TEXTS = [
    "Vi fekk ikkje gjort noko før i går, og det var ikkje bra.",
    "Bra 👍 jobba 👩‍🔬 sa ho 🇳🇴!",
    "Cafe\u0301 og a\u030angst, skrivne med lause teikn",
    "𝒳 først og sist 𝒴",
    "",
]


def sliced(text: str, start: int, end: int) -> str:
    """What a browser has between two places of a string."""
    return text.encode("utf-16-le")[start * 2 : end * 2].decode("utf-16-le", "replace")


@pytest.mark.parametrize("text", TEXTS)
def test_every_stretch_holds_the_same_words_on_both_sides(text):
    units = Units(text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            there = units.units(start), units.units(end)
            assert sliced(text, *there) == text[start:end]
            assert units.span(*there) == (start, end)


@given(st.text(alphabet="aå😀\u0301 \n", max_size=30))
def test_a_place_comes_back_as_it_went(text):
    units = Units(text)
    assert [units.point(units.units(place)) for place in range(len(text) + 1)] == list(range(len(text) + 1))


def test_a_stretch_that_cuts_a_character_has_the_whole_of_it():
    text = "a😀b"
    assert [Units(text).span(start, end) for start, end in [(1, 2), (2, 3), (2, 4), (0, 2)]] == [
        (1, 2),
        (1, 2),
        (1, 3),
        (0, 2),
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_blanked_keeps_its_length(text):
    assert blanked(text) == " " * (len(text.encode("utf-16-le")) // 2)
