"""Many answers coded at once get the codings each would get alone, and those are what a plain reading finds."""

from collections.abc import Iterator
from itertools import pairwise, product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.indicators import Gap, Pattern, Word, parse
from coding.rules import apply, bulk
from coding.rules.bulk import matches
from coding.text.folding import fold
from coding.text.sentences import sentences
from coding.text.stems import stem
from coding.text.tokens import Token, forms, tokens
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Indicator, Source

WORDS = (
    *("lege", "Legen", "syk", "Syke", "sykepleier", "fraværet", "den", "Har", "a", "A") * 2,
    *("Åre", "IA", "avtalen", "og", "ß", "İ", "Σ", "ž", "𝒳", "😀", "1", "_", "• ", "1. ", "f.eks.", ""),
)
BETWEEN = (
    *(" ",) * 12,
    *(". ", ". ", "! ", "? ", "… ", "\n", "\n\n", "\u00a0", "  ", "-", "-\n", "‐", "\u2011", "–", " – ", "\u00ad"),
    *("\u00ad\n", "'", "’", ".", "/", "(", "\0", ""),
)
INDICATORS = (
    *("lege", "syk", "=den", "syk*", "*fravær*", "*en", "l*g*", "ia-avtal*", "ia*", "å", "ß"),
    *("den syk*", "lege og syk", "a a", "lege ~2 syk*", "lege <~2> syk*", "lege* <~3> lege*", "a ~1 a ~1 a"),
    *("den <~4> lege ~2 syk*", "har <~1> den <~1> har", "!sykepleier*", "!den syke", "!har ~2 lege", "!lege <~2> a"),
)
some_text = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), max_size=15).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)
some_texts = st.lists(some_text, max_size=6)
some_indicators = st.lists(st.sampled_from(INDICATORS), min_size=1, max_size=6, unique=True).map(tuple)
some_codebooks = st.lists(some_indicators, min_size=1, max_size=3).map(
    lambda codes: Codebook(name="x", codes=tuple(map(code, ("z", "a", "m"), codes)))
)


def code(name: str, indicators: tuple[str, ...]) -> Code:
    return Code(name=name, indicators=Indicator(nb=indicators))


def alone(codebook: Codebook, texts: list[str], unit: str) -> list[tuple[int, str, int, int, str]]:
    """What `apply` makes of each answer."""
    return [
        (row, each.code, each.start, each.end, each.note)
        for row, text in enumerate(texts)
        for each in apply(codebook, Source("s", text, language="nb"), unit=unit)  # type: ignore[arg-type]
    ]


def lines(found: pd.DataFrame) -> list[tuple[int, str, int, int, str]]:
    return list(found.itertuples(index=False, name=None))


@settings(deadline=None)
@given(some_codebooks, some_texts)
def test_answers_are_coded_as_each_alone_is(codebook: Codebook, texts: list[str]) -> None:
    assert lines(matches(codebook, texts, language="nb")) == alone(codebook, texts, "turn")


@settings(deadline=None)
@given(some_codebooks, some_texts)
def test_words_are_found_as_in_each_answer_alone(codebook: Codebook, texts: list[str]) -> None:
    assert lines(matches(codebook, texts, language="nb", unit="match")) == alone(codebook, texts, "match")


@settings(deadline=None)
@given(some_codebooks, some_texts)
def test_words_are_found_as_a_plain_reading_finds_them(codebook: Codebook, texts: list[str]) -> None:
    found = matches(codebook, texts, language="nb", unit="match")
    read = {(row, *each) for row, text in enumerate(texts) for each in plainly(codebook, text)}
    assert {line[:4] for line in lines(found)} == read


def plainly(codebook: Codebook, text: str) -> Iterator[tuple[str, int, int]]:
    """The code and the place of all that its indicators find, word by word."""
    words = list(tokens(fold(text)))
    for each in codebook:
        patterns = [parse(written) for written in each.indicators.nb]
        excluded = {at for pattern in patterns if pattern.excludes for found in chains(pattern, words) for at in found}
        for pattern in patterns:
            for found in chains(pattern, words) if not pattern.excludes else ():
                start, end = words[min(found)].start, words[max(found)].end
                inside = any(first <= start and end <= last for first, last in sentences(text))
                if inside and excluded.isdisjoint(found):
                    yield each.name, start, end


def chains(pattern: Pattern, words: list[Token]) -> Iterator[tuple[int, ...]]:
    """For each word that answers to the first of the pattern, the nearest others."""
    columns = [[at for at, token in enumerate(words) if answers(token.word, word)] for word in pattern.words]
    for first in columns[0]:
        whole = [
            found
            for found in product([first], *columns[1:])
            if len(set(found)) == len(found)
            and all(reaches(here, there, gap) for (here, there), gap in zip(pairwise(found), pattern.gaps, strict=True))
        ]
        if whole:
            yield min(whole, key=distances)


def distances(found: tuple[int, ...]) -> list[tuple[int, bool]]:
    return [(abs(there - here), there > here) for here, there in pairwise(found)]


def reaches(here: int, there: int, gap: Gap) -> bool:
    return abs(there - here) <= gap.most + 1 and (gap.either_order or there > here)


def answers(word: str, to: Word) -> bool:
    if to.way == "wildcard":
        return any(is_like(form, to.text.split("*")) for form in forms(word))
    if to.way == "form":
        return to.text in forms(word)
    return stem(to.text, "norwegian") in [stem(form, "norwegian") for form in forms(word)]


def is_like(form: str, parts: list[str]) -> bool:
    """Whether the form is made of these parts with anything between them."""
    if len(parts) == 1:
        return form.endswith(parts[0])
    return form.startswith(parts[0]) and any(
        is_like(form[len(parts[0]) + skipped :], parts[1:])
        if len(parts) == 2
        else form.startswith(parts[1], len(parts[0]) + skipped) and is_like(form[len(parts[0]) + skipped :], parts[1:])
        for skipped in range(len(form) - len(parts[0]) + 1)
    )


DOCTORS = Codebook(name="x", codes=(code("helse", ("lege", "syk*", "=nav")), code("savn", ("savn* ~3 lege",))))


def test_a_line_tells_the_answer_the_place_and_all_that_was_found_there() -> None:
    found = matches(DOCTORS, ["", "  Vi savner en lege. Den syke venter. ", "Nei.", "Legen"])
    assert lines(found) == [
        (1, "helse", 2, 37, "lege, syk*"),
        (1, "savn", 2, 37, "savn* ~3 lege"),
        (3, "helse", 0, 5, "lege"),
    ]


def test_the_columns_have_names_and_codes_are_in_the_order_of_the_codebook() -> None:
    found = matches(DOCTORS, ["Lege"])
    assert (list(found.columns), list(found["code"].cat.categories)) == (
        ["row", "code", "start", "end", "indicator"],
        ["helse", "savn"],
    )


def test_the_rows_of_all_blocks_are_counted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_BLOCK", 20)
    found = matches(DOCTORS, ["Nei takk", "En lege", "", "Syk", "Noe langt om alt mulig og litt til", "lege"] * 3)
    assert found["row"].tolist() == [1, 3, 5, 7, 9, 11, 13, 15, 17]


def test_a_common_word_is_found_in_each_of_many_answers() -> None:
    found = matches(DOCTORS, [f"nummer{number} traff legene" for number in range(9_000)], unit="match")
    assert (len(found), found["start"].iloc[-1], found["end"].iloc[-1]) == (9_000, 17, 23)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_missing_answer_has_no_codings(missing: object) -> None:
    assert matches(DOCTORS, pd.Series(["lege", missing, "syk"]))["row"].tolist() == [0, 2]


def test_no_answers_have_no_codings() -> None:
    assert matches(DOCTORS, []).empty


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi savner en lege.", True),
        ("Dette savnes. En lege kom.", False),
        ("Dette savnes.\n\nEn lege kom.", False),
        ("Vi savner f.eks. en lege.", True),
        ("Vi savner\nen lege.", True),
    ],
)
def test_a_phrase_does_not_reach_into_the_next_sentence(text: str, *, found: bool) -> None:
    assert ("savn" in list(matches(DOCTORS, [text])["code"])) is found


def test_a_phrase_does_not_reach_into_the_next_answer() -> None:
    assert matches(DOCTORS, ["Vi savner", "en lege"])["code"].tolist() == ["helse"]


def test_english_indicators_count_in_english_answers() -> None:
    english = Codebook(name="x", codes=(Code(name="k", indicators=Indicator(en=("happy",))),))
    assert len(matches(english, ["Happier", "happiness"], language="en")) == 1


def test_every_faulty_indicator_is_reported() -> None:
    with pytest.raises(EvaluationError):
        matches(Codebook(name="x", codes=(code("k", ("~5 lege",)),)), ["lege"])
