"""The stored text and the original lead to each other exactly."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from evaluation.sources.normalise import normalise

PIECES = [
    "a",
    "b",
    " ",
    "æ",
    "ø",
    "å",
    "a\u030a",
    "e\u0301",
    "\n",
    "\r\n",
    "\r",
    "ن",
    "한",
    "\u1112\u1161\u11ab",
    "😀",
    "–",
]
texts = st.builds(
    lambda mark, pieces: mark + "".join(pieces), st.sampled_from(["", "\ufeff"]), st.lists(st.sampled_from(PIECES))
)
anything = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("\r\n\ufeffa\u030a\u0301\u0323\u0958\u1112\u1161"))
)


def as_stored(original: str) -> str:
    plain = original.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain)


@given(anything)
def test_the_stored_text_is_nfc_with_plain_newlines(original: str) -> None:
    assert normalise(original)[0] == as_stored(original)


@given(texts, st.data())
def test_a_stretch_of_the_stored_text_is_found_in_the_original(original: str, data: st.DataObject) -> None:
    text, offsets = normalise(original)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert as_stored(original[offsets.original(start) : offsets.original(end)]) == text[start:end]


@given(texts)
def test_each_stored_offset_comes_back_from_the_original(original: str) -> None:
    text, offsets = normalise(original)
    assert [offsets.stored(offsets.original(at)) for at in range(len(text) + 1)] == list(range(len(text) + 1))


@given(texts, st.data())
def test_original_offsets_keep_their_order(original: str, data: st.DataObject) -> None:
    _, offsets = normalise(original)
    first = data.draw(st.integers(0, len(original)))
    second = data.draw(st.integers(first, len(original)))
    assert offsets.stored(first) <= offsets.stored(second)


@given(anything)
def test_the_end_of_the_stored_text_is_the_end_of_the_original(original: str) -> None:
    text, offsets = normalise(original)
    assert offsets.original(len(text)) == max(len(original), offsets.original(0))


def test_crlf_and_a_decomposed_letter_are_taken_up() -> None:
    text, offsets = normalise("\ufeffHa\u030a\r\nOla")
    assert (text, offsets.original(text.index("Ola"))) == ("Hå\nOla", 6)


def test_a_clean_text_has_a_map_of_one_step() -> None:
    assert normalise("Hei på deg\n" * 1000)[1].steps == ((0, 0),)
