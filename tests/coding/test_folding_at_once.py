"""A long text gone through as numbers has the letters, words and beginnings it has when it is read one by one."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.stem.snowball import NorwegianStemmer

from coding.text.beginnings import Beginnings
from coding.text.folding import fold
from coding.text.letters import blank, folded, letters, text_of
from coding.text.stems import Tongue, beginning_of_stem, endings, stem
from coding.text.tokens import WORD
from coding.text.word_places import words

any_text = st.text(st.characters(codec=None))
typed = st.text(alphabet="aæÆž𝒳1_ \n-\u00ad‐–'’/.\u00a0og\0")
word_parts = st.lists(
    st.sampled_from("sk hus for ing en ene s t te het lig ation ational ies ied ed ying y e ll bl iz ly æ".split()),  # noqa: SIM905
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(any_text)
def test_a_text_is_made_again_from_its_letters(text: str) -> None:
    assert text_of(letters(text)) == text


@settings(deadline=None)
@given(any_text | typed)
def test_letters_fold_as_a_text_does(text: str) -> None:
    assert text_of(folded(letters(text))) == fold(text)


@pytest.mark.parametrize("last", [0xFF, 0xFFFF, sys.maxunicode])
def test_every_letter_folds_to_one_as_wide(last: int) -> None:
    every = " ".join(chr(each) for each in range(last + 1) if not 0xD800 <= each < 0xE000)
    assert text_of(folded(letters(every))) == fold(every)


def test_white_space_is_what_python_says() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert [chr(at) for at in blank(letters(every)).nonzero()[0]] == [each for each in every if each.isspace()]


@settings(deadline=None)
@given(any_text | typed)
def test_words_stand_where_they_are_found_one_by_one(text: str) -> None:
    found = words(fold(text))
    places = list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    assert places == [each.span() for each in WORD.finditer(fold(text))]


@settings(deadline=None)
@given(typed)
def test_equal_words_and_no_others_have_equal_fingerprints(text: str) -> None:
    found = words(fold(text + " " + text))
    pairs = set(zip(found.fingerprints.tolist(), WORD.findall(fold(text + " " + text)), strict=True))
    assert len(pairs) == len({fingerprint for fingerprint, _ in pairs}) == len({word for _, word in pairs})


def test_a_fingerprint_does_not_depend_on_the_place_in_a_long_text() -> None:
    found = words("sykefravær " * 20_000)
    assert len(set(found.fingerprints.tolist())) == 1


@settings(deadline=None)
@given(st.lists(st.text("ab", max_size=4)), st.text("ab"))
def test_all_beginnings_of_a_word_are_found(strings: list[str], word: str) -> None:
    expected = sorted({each for each in strings if word.startswith(each)}, key=len, reverse=True)
    assert list(Beginnings(strings).of(word)) == expected


@settings(deadline=None)
@given(word_parts.map("".join), st.sampled_from(["norwegian", "english"]))
def test_a_word_begins_as_its_stem_does(word: str, tongue: Tongue) -> None:
    assert word.startswith(beginning_of_stem(stem(word, tongue), tongue))


@settings(deadline=None)
@given(word_parts.map("".join))
def test_what_stemming_takes_off_is_a_known_ending(word: str) -> None:
    assert word.removeprefix(stem(word, "norwegian")) in (endings("norwegian") or ())


def test_the_endings_are_those_of_the_stemmer() -> None:
    # «erte» and «ert» become «er».
    first = {*NorwegianStemmer._NorwegianStemmer__step1_suffixes, "te", "t"} - {"erte", "ert"}
    third = NorwegianStemmer._NorwegianStemmer__step3_suffixes
    assert {a + b + c for a in ("", *third) for b in ("", "t") for c in ("", *first)} == endings("norwegian")
