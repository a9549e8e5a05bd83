"""Texts as words with their places, and what must not be shown."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from coding.words.concordance import MASK, concordance
from coding.words.corpus import read_corpus, written
from coding.words.frequency import by_group, frequency
from coding.words.lemmas import lemma, lemmatised
from coding.words.names import naming
from coding.words.network import word_network
from coding.words.stopwords import stopwords


def corpus(*texts, **options):
    rows = [("s", 100 * at, text, "ab"[at % 2]) for at, text in enumerate(texts)]
    return read_corpus(pd.DataFrame(rows, columns=["source", "start", "text", "sector"]), **options)


def test_every_occurrence_leads_back_to_its_place():
    read = corpus("Vi følger opp.", "IA\u2010avtalen følger vi.")
    places = [(read.types[word], int(start)) for word, start in zip(read.words, read.starts, strict=True)]
    assert places == [("vi", 0), ("følger", 3), ("opp", 10), ("ia-avtalen", 100), ("følger", 111), ("vi", 118)]


def test_a_word_broken_at_the_end_of_a_line_is_read_as_it_is_written_elsewhere():
    assert frequency(corpus("syke-\nfravær og sykefravær"))["word"].to_list() == ["sykefravær", "og"]


def test_words_are_counted_the_commonest_first():
    table = frequency(corpus("tid tid møte 2026", "møte tid"), least=2)
    assert table[["word", "count", "sources"]].to_numpy().tolist() == [["tid", 3, 1], ["møte", 2, 1]]


def test_groups_are_told_apart():
    assert by_group(corpus("tid møte", "tid tid"), "sector").loc["tid"].to_dict() == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    "text", ["Ragnhild ringte.", "Ragnhilds plan ringte.", "Ragnhild-saken ringte.", "Ragnhild Ternebø ringte."]
)
def test_a_name_is_never_shown(text):
    read = corpus(text, hidden=["Ragnhild", "Ternebø"])
    shown = [*frequency(read)["word"], *concordance(read, "ringte")["before"]]
    assert [each for each in shown if "agnhild" in each or "ernebø" in each] == []


def test_a_name_that_is_looked_for_is_not_found():
    assert concordance(corpus("Ragnhild ringte.", hidden=["Ragnhild"]), "ragnhild").empty


def test_the_word_that_looks_like_a_name_stays():
    assert frequency(corpus("Renhold driver med renhold.", hidden=["Renhold"]))["word"].to_list() == [
        "driver",
        "med",
        "renhold",
    ]


def test_a_name_in_lower_case_hides_the_word_however_it_is_written():
    assert frequency(corpus("Odd og odd", hidden=["odd"]))["word"].to_list() == ["og"]


def test_a_name_half_inside_the_context_is_masked():
    found = concordance(corpus("Ragnhild ringte.", hidden=["Ragnhild"]), "ringte", width=4)
    assert found["before"].to_list() == [MASK]


def test_the_words_that_name_somebody_are_found_as_they_are_written():
    assert naming(["Ragnhild og RAGNHILDS plan"], re.compile("(?i)ragnhilds?")) == {"Ragnhild", "RAGNHILDS"}


def test_a_concordance_stays_within_its_turn_and_leads_back():
    found = concordance(corpus("Før oss. Tid er\nknapt.", "Etter oss."), "t*d")
    assert found[["source", "start", "end", "before", "word", "after"]].to_numpy().tolist() == [
        ["s", 9, 12, "Før oss.", "Tid", "er knapt."]
    ]


@pytest.mark.parametrize(("order", "starts"), [("text", [2, 9]), ("after", [9, 2]), ("before", [9, 2])])
def test_a_concordance_is_ordered_by_what_stands_beside(order, starts):
    assert concordance(corpus("b x å, a x e"), "x", width=2, order=order)["start"].to_list() == starts


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("avtalen", "avtale"),
        ("ia-avtalene", "ia-avtale"),
        ("verksemdene", "verksemd"),
        ("arbeidet", "arbeid"),
        ("forebyggings-", "forebyggings-"),
    ],
)
def test_dictionary_forms(word, found):
    assert lemma(word, "nb") == found


def test_forms_of_one_word_are_counted_together():
    assert frequency(lemmatised(corpus("avtalen avtaler avtale")))[["word", "count"]].to_numpy().tolist() == [
        ["avtale", 3]
    ]


@pytest.mark.parametrize("word", ["arbeid", "arbeidet", "tid", "leder", "leiar", "sykefravær", "møte"])
def test_words_an_evaluation_may_be_about_are_no_stop_words(word):
    assert word not in stopwords(("nb", "nn"))


@pytest.mark.parametrize("word", ["ikke", "ikkje", "jeg", "eg", "hva", "kva", "vært", "vore", "frå", "dei", "òg"])
def test_small_words_of_both_standards_are_stop_words(word):
    assert word in stopwords(("nb", "nn"))


def test_words_together_in_a_turn_are_a_network():
    network = word_network(corpus("tid møte", "møte tid", "tid plan"))
    assert network[["code_a", "code_b", "count"]].to_numpy().tolist() == [["møte", "tid", 2]]


def test_no_texts_are_no_words():
    assert frequency(read_corpus(pd.DataFrame(columns=["source", "start", "text"]))).empty


def test_an_occurrence_is_read_as_it_is_written():
    read = corpus("Hos NAV")
    assert written(read, 1) == "NAV"
