"""Quoted words are found again in a text, and it is never guessed where they stand in several places."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.exchange.quotes import Found, Quoted, nearest_place

# Other work on the machine is no fault of ours.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXT = (
    "Vi snakket om IA‐avtalen. «Det er viktig», sa hun 🙂, «å følge opp tidlig».\n"
    "Verne-\nombudet var med fra starten av, og lederen tok ansvar for dialogen på arbeidsplassen hver uke.\n"
    "Lederen tok ansvar. Lederen tok ansvar igjen."
)


def words_of(found: list[Found]) -> list[str]:
    return [TEXT[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("words", "found", "way"),
    [
        ("Det er viktig", "Det er viktig", "exact"),
        ("  følge opp tidlig\n", "følge opp tidlig", "exact"),
        ("ia-avtalen", "IA‐avtalen", "folded"),
        ("sa hun 🙂,  «å følge", "sa hun 🙂, «å følge", "folded"),
        ('"Det er viktig" sa hun - å følge', "Det er viktig», sa hun 🙂, «å følge", "letters"),
        ("Verneombudet", "Verne-\nombudet", "letters"),
        (
            "lederen tok ansvaret for dialog på arbeidsplasen hver uke",
            "lederen tok ansvar for dialogen på arbeidsplassen hver uke",
            "alike",
        ),
    ],
)
def test_words_are_found_the_strictest_way_that_finds_them(words: str, found: str, way: str) -> None:
    places = Quoted(TEXT).places(words)
    assert (words_of(places), [each.way for each in places]) == ([found], [way])


@pytest.mark.parametrize(
    "words", ["", " \n", "noe helt annet som ingen her har sagt", "ombud", "av", "???", "tok answar"]
)
def test_what_is_not_there_is_not_found(words: str) -> None:
    found = Quoted(TEXT).places(words)
    assert words_of(found) == (["ombud"] if words == "ombud" else ["av"] if words == "av" else [])


def test_words_that_stand_in_several_places_are_found_in_all_of_them() -> None:
    assert words_of(Quoted(TEXT).places("Lederen tok ansvar")) == ["Lederen tok ansvar"] * 2
    assert len(Quoted("ja " * 500).places("ja")) == 50


def test_a_whole_word_goes_before_a_part_of_one() -> None:
    assert [each.start for each in Quoted("avtalen og avtale").places("avtale")] == [11]


def test_two_places_equally_alike_are_both_found() -> None:
    text = "Lederen tok et stort ansvar i dag. Og så: Lederen tok et stort ansvar i går."
    found = Quoted(text).places("Lederen tokk et stort ansvaar i")
    assert [each.start for each in found] == [0, text.rindex("Lederen")]


def test_the_nearest_of_several_places_can_be_asked_for() -> None:
    found = [Found(start, start + 2, 100, "exact") for start in (10, 50, 90)]
    assert [nearest_place(found, place).start for place in (0, 29, 31, 69, 75, 500)] == [10, 10, 50, 50, 90, 90]


def test_the_longest_of_texts_takes_a_moment() -> None:
    """Counted in steps rather than seconds: one index of the text serves all quotes."""
    numbers = random.Random(1)
    words = ["".join(numbers.choices("abcdefghijklmnoprstuvyæøå", k=numbers.randint(2, 9))) for _ in range(3000)]
    text = " ".join(numbers.choices(words, k=18_000))
    quoted = Quoted(text)
    for at in range(0, 100_000, 1000):
        start = text.index(" ", at) + 1
        stretch = text[start : text.index(" ", start + 200)]
        damaged = stretch[:90] + stretch[92:]
        [place] = quoted.places(damaged)
        assert (place.start, place.end) == (start, start + len(stretch))


@calm
@given(st.text(max_size=200), st.text(max_size=40))
def test_whatever_is_looked_for_is_found_inside_the_text_or_not_at_all(text: str, words: str) -> None:
    for place in Quoted(text).places(words):
        assert 0 <= place.start < place.end <= len(text)


@calm
@given(st.text(min_size=1, max_size=200), st.data())
def test_words_taken_out_of_a_text_are_found_to_the_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))].strip()
    found = Quoted(text).places(words)
    assert bool(found) == bool(words)
    assert all(text[each.start : each.end] == words for each in found)
