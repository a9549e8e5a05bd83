"""A folded text matches whatever typesetting did to it, and keeps every offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.text.folding import fold, literal
from coding.text.tokens import forms, tokens


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typeset", "plain"),
    [
        ("IA‐avtalen", "ia-avtalen"),
        ("IA\u2011avtalen", "ia-avtalen"),
        ("IA–avtalen", "ia-avtalen"),
        ("fravær – nærvær", "fravær – nærvær"),
        ("12\u00a0345\u202f%", "12 345 %"),
        ("ÅRE", "åre"),
        ("İstanbul", "istanbul"),
        ("NAV’s", "nav's"),
    ],
)
def test_folding_makes_alike(typeset: str, plain: str) -> None:
    assert fold(typeset) == plain


def test_a_run_of_white_space_matches_as_one() -> None:
    assert literal("godt arbeidsmiljø").search(fold("et godt\u00a0 \narbeidsmiljø"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IA‐avtalen, takk", ["ia-avtalen", "takk"]),
        ("NAV/Arbeidslivssenteret", ["nav", "arbeidslivssenteret"]),
        ("forebyggings‐ og", ["forebyggings-", "og"]),
        ("forebyggings‐\nog tilrettelegging", ["forebyggings-", "og", "tilrettelegging"]),
        ("100 % i 9 uker", ["100", "i", "9", "uker"]),
        ("don’t", ["don't"]),
        ("fravær – nærvær", ["fravær", "nærvær"]),
        ("IA‐ \nvirksomhet", ["ia- \nvirksomhet"]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert [token.word for token in tokens(fold(text))] == words


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("ia-\navtalen", ("ia-avtalen", "iaavtalen")),
        ("syke-\nfravær", ("syke-fravær", "sykefravær")),
        ("syke\u00adfravær", ("sykefravær",)),
        ("syke\u00ad\nfravær", ("sykefravær",)),
        ("forebyggings-", ("forebyggings",)),
        ("e-post", ("e-post",)),
    ],
)
def test_a_word_is_read_with_and_without_the_hyphen_it_was_broken_at(word: str, readings: tuple[str, ...]) -> None:
    assert forms(word) == readings


@given(st.text(alphabet="aæ-\u00ad‐ \n'1/."))
def test_tokens_stand_where_they_say(text: str) -> None:
    folded = fold(text)
    assert all(folded[token.start : token.end] == token.word for token in tokens(folded))
