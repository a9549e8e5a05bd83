"""The model, on plain tables: what it suggests, why, and how sure it is."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.suggest import Model, fit
from coding.suggest.examples import lessons
from coding.suggest.features import count_pieces, pieces_of
from coding.suggest.twins import twins
from coding.suggest.unseen import folds_of, words_unseen
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook

BOOK = Codebook(
    name="book",
    codes=(
        Code(name="syk", definition="Oppfølging av sykmeldte.", indicators={"nb": ["sykmeld*", "dialogmøte*"]}),
        Code(name="senior", definition="Eldre ansatte.", indicators={"nb": ["*senior*", "pensjon*"]}),
        Code(name="unge", definition="Unge uten jobb.", indicators={"nb": ["lærling*"]}),
    ),
)
CODED = [
    ("Vi ringer den sykmeldte hver mandag.", "syk"),
    ("Legen skriver ut gradert sykmelding nesten hver gang.", "syk"),
    ("Dialogmøtet holdes når fraværet har vart i sju uker.", "syk"),
    ("Seniorene får fem fridager ekstra i året.", "senior"),
    ("De eldste hos oss vil gjerne gå av med pensjon tidlig.", "senior"),
    ("Vi har seniorsamtaler fra fylte seksti.", "senior"),
    ("Lærlingene kommer rett fra skolen og blir værende.", "unge"),
    ("De unge får prøve seg på lageret i tre måneder.", "unge"),
    ("Ungdommen trenger noen som viser dem jobben.", "unge"),
]


def units(coded: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(coded, columns=["text", "code"])


def best(model: Model, text: str) -> str:
    return str(model.suggest([text], least=0)["code"][0])


def codes_of(error: pytest.ExceptionInfo[EvaluationError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hun var sykmeldt i fire uker.", "syk"),
        ("Noen seniorer vil ha mindre stilling.", "senior"),
        ("Vi tok inn en lærling i fjor.", "unge"),
        ("Vi ringer henne hver mandag når fraværet varer.", "syk"),  # no indicator: what people coded must tell
        ("Ungdom vil ha noen som viser dem lageret.", "unge"),
    ],
)
def test_the_best_suggestion_is_what_people_would_code(text: str, code: str) -> None:
    assert best(fit(units(CODED), BOOK), text) == code


def test_at_most_two_codes_are_suggested_best_first_with_scores_between_0_and_1() -> None:
    found = fit(units(CODED), BOOK).suggest(["Sykmeldte seniorer og lærlinger."], least=0)
    assert len(found) == 2
    assert 1 >= found["score"][0] >= found["score"][1] >= 0


def test_nothing_is_suggested_under_the_least_score() -> None:
    found = fit(units(CODED), BOOK).suggest(["Hun var sykmeldt.", "Det regner."], least=0.999)
    assert found.empty
    assert list(found.columns) == ["row", "code", "score", "words", "indicator"]


def test_the_words_that_spoke_for_a_code_are_the_texts_own_and_the_indicator_is_named() -> None:
    found = fit(units(CODED), BOOK).suggest(["I mars ble Sykmeldingen   forlenget."], least=0)
    assert found["words"][0][0] == "Sykmeldingen"
    assert found["indicator"][0] == "sykmeld*"


def test_without_an_indicator_the_words_come_from_what_people_coded() -> None:
    found = fit(units(CODED), BOOK).suggest(["Vi ringer henne hver mandag når fraværet varer."], least=0)
    assert (found["code"][0], found["indicator"][0]) == ("syk", "")
    assert found["words"][0][0] in ("ringer", "mandag", "fraværet", "hver")


def test_a_text_without_any_known_word_gives_no_words() -> None:
    found = fit(units(CODED), BOOK).suggest(["", "xq zw"], least=0)
    assert set(found["words"]) == {()}


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 1000))
def test_the_order_of_the_units_changes_nothing(seed: int) -> None:
    mixed = random.Random(seed).sample(CODED, len(CODED))
    here, there = fit(units(CODED), BOOK), fit(units(mixed), BOOK)
    texts = [text for text, _ in CODED]
    assert here.version == there.version
    pd.testing.assert_frame_equal(here.suggest(texts), there.suggest(texts))


@pytest.mark.parametrize(
    ("coded", "book"),
    [
        (CODED[1:], BOOK),
        ([*CODED[1:], ("Vi ringer den sykmeldte hver mandag!", "syk")], BOOK),
        ([*CODED[1:], (CODED[0][0], "unge")], BOOK),
        (CODED, BOOK.model_copy(update={"codes": (*BOOK.codes[:2], Code(name="unge"))})),
    ],
)
def test_the_version_changes_with_what_is_learned_from(coded: list[tuple[str, str]], book: Codebook) -> None:
    assert fit(units(coded), book).version != fit(units(CODED), BOOK).version


def test_a_code_with_a_single_example_can_be_suggested() -> None:
    model = fit(units([*CODED[:6], CODED[6]]), BOOK)
    assert model.examples["unge"] == 1
    assert best(model, "Lærlingene er fornøyde.") == "unge"


def test_a_code_that_nobody_has_used_is_never_suggested() -> None:
    model = fit(units(CODED[:6]), BOOK)
    assert set(model.suggest(["En lærling kom."], most=3, least=0)["code"]) == {"syk", "senior"}


def test_one_code_alone_is_told_from_what_the_codebook_says_of_the_others() -> None:
    model = fit(units(CODED[:3]), BOOK)
    texts = ["Sykmeldte får en samtale.", "Eldre ansatte får fri."]
    scores = model.scores(texts)[:, 0]
    assert scores[0] > scores[1]


def test_a_text_with_two_codes_is_an_example_of_both() -> None:
    both = units([*CODED, ("Vi ringer den sykmeldte hver mandag.", "senior")])
    assert fit(both, BOOK).examples == {"syk": 3, "senior": 4, "unge": 3}


def test_english_indicators_count_in_english_texts_alone() -> None:
    book = Codebook(
        name="b",
        codes=(
            Code(name="lacking", definition="What is missed.", indicators={"en": ["miss*"]}),
            Code(name="other", definition="The rest."),
        ),
    )
    model = fit(units([("We want more.", "lacking"), ("It rains.", "other"), ("It snows.", "other")]), book)
    found = model.suggest(["miss nothing", "miss nothing"], ["en", "nb"], most=1, least=0)
    assert list(found["indicator"]) == ["miss*", ""]


@pytest.mark.parametrize(
    ("coded", "book", "code"),
    [
        ([], BOOK, "SUGGEST-001"),
        (CODED, Codebook(name="empty"), "SUGGEST-002"),
        (
            [("Noe.", "a"), ("Noe annet.", "a")],
            Codebook(name="bare", codes=(Code(name="a"), Code(name="b"))),
            "SUGGEST-003",
        ),
        ([*CODED, ("Noe.", "ukjent")], BOOK, "SUGGEST-004"),
    ],
)
def test_what_cannot_be_learned_from_is_said(coded: list[tuple[str, str]], book: Codebook, code: str) -> None:
    with pytest.raises(EvaluationError) as error:
        fit(units(coded), book)
    assert codes_of(error) == [code]


def test_texts_without_a_letter_are_no_reason_to_stop() -> None:
    book = Codebook(name="bare", codes=(Code(name="a"), Code(name="b")))
    model = fit(units([("…", "a"), ("?", "b")]), book)
    assert model.suggest(["…"], least=0.9).empty


def test_too_little_to_try_the_model_on_leaves_it_uncalibrated() -> None:
    book = Codebook(name="bare", codes=(Code(name="a"), Code(name="b")))
    assert not fit(units([("Snø.", "a"), ("Regn.", "b")]), book).calibrated
    assert fit(units(CODED), BOOK).calibrated


LONG = "Det oppleves som positivt å kunne jobbe etter frihet under ansvar framfor kontrolltiltak"


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (f"Informantene sier noe om dette. {LONG}.", True),
        (LONG.replace(" ", "\u00a0").replace("positivt", "POSITIVT") + " nå for tiden", True),
        ("Det oppleves som positivt å ha noen å ringe når det stormer på alle kanter", False),
        ("", False),
    ],
)
def test_texts_that_repeat_each_other_are_twins(other: str, alike: bool) -> None:
    here, there = twins([LONG, other])
    assert bool(here == there) is alike


def test_a_text_is_not_judged_by_a_model_that_knows_its_twin() -> None:
    lonely = Codebook(name="bare", codes=(Code(name="a"), Code(name="b")))
    first, second = "bjørk bjørk bjørk gran furu", "osp osp osp hassel alm"
    repeated = units([(first, "a"), (f"{first} selje", "a"), (second, "b"), (f"{second} rogn", "b")])
    learned = lessons(repeated, lonely)
    decided = words_unseen(learned, folds_of(learned.coded.places, 4))
    # With the twin gone nobody has seen the text's own code, so nothing can be decided on it.
    assert all(
        row[list(truth).index(True)] != row[list(truth).index(True)]
        for row, truth in zip(decided, learned.coded.truth, strict=True)
    )


@given(
    st.text(alphabet="abcæøå-", min_size=1, max_size=12).filter(
        lambda word: "--" not in word and word.strip("-") == word
    )
)
@settings(max_examples=40, deadline=None)
def test_the_pieces_of_a_word_are_those_that_are_counted(word: str) -> None:
    counted, vocabulary = count_pieces([word])
    assert sorted(pieces_of(word)) == sorted(
        piece for piece, column in vocabulary.items() for _ in range(int(counted[0, column]))
    )
