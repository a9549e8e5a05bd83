"""Words one group uses more than others, and words side by side: published figures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coding.words.collocations import collocations
from coding.words.corpus import read_corpus
from coding.words.keyness import keyness, log_likelihood, log_ratio
from evaluation.errors import EvaluationError


def values(*numbers):
    return np.array(numbers, dtype=float)


def corpus(*texts):
    rows = [("s", 0, text, sector) for sector, text in texts]
    return read_corpus(pd.DataFrame(rows, columns=["source", "start", "text", "sector"]))


def test_log_likelihood_of_a_published_pair_of_counts():
    """Lancaster's log-likelihood calculator, as taught: 52 of 50,000 beside 57 of 75,000 gives +2.65."""
    assert log_likelihood(values(52), values(57), 50_000, 75_000)[0] == pytest.approx(2.65, abs=0.005)


def test_equal_use_has_no_likelihood():
    assert log_likelihood(values(10), values(20), 1000, 2000)[0] == pytest.approx(0)


@pytest.mark.parametrize(("own", "rest", "ratio"), [(8, 2, 2), (2, 8, -2), (4, 0, 3)])
def test_the_log_ratio_counts_doublings_and_an_absent_word_as_a_half(own, rest, ratio):
    assert log_ratio(values(own), values(rest), 100, 100)[0] == pytest.approx(ratio)


def test_a_group_is_set_beside_all_the_others():
    read = corpus(("helse", "turnus turnus turnus vakt"), ("lager", "truck truck truck vakt"), (None, "turnus"))
    table = keyness(read, "sector", "helse", least=2).set_index("word")
    assert table.loc["turnus", ["count", "reference"]].to_list() == [3, 0]


def test_a_group_that_there_is_not_is_refused():
    with pytest.raises(EvaluationError) as raised:
        keyness(corpus(("helse", "turnus")), "sector", "hels")
    assert [each.code for each in raised.value.problems] == ["FIND-001"]


def test_the_likelihood_of_a_published_collocation():
    """Dunning (1993), table 1: «the swiss» 110 times, the 2,442 and swiss 111 times without: −2 log λ = 270.72."""
    pairs = "the swiss\n" * 110
    others = "the x\n" * 2442 + "y swiss\n" * 111 + "q r\n" * 100
    spread = 31_777 - 2 * 2442 - 2 * 110 - 2 * 111 - 200
    rows = [("s", 0, line) for line in (pairs + others).splitlines()]
    rows += [("s", 0, "z")] * spread
    read = read_corpus(pd.DataFrame(rows, columns=["source", "start", "text"]))
    found = collocations(read).set_index(["word_a", "word_b"])
    assert found.loc[("the", "swiss"), "score"] == pytest.approx(270.72, abs=0.01)


@pytest.mark.parametrize(("window", "pairs"), [(2, []), (3, [("norsk", "prøve")])])
def test_a_window_reaches_over_other_words_but_not_over_turns(window, pairs):
    read = corpus(*[("a", "norsk og prøve")] * 3, *[("a", "norsk"), ("a", "prøve")] * 3)
    found = collocations(read, window=window, stopwords=["og"], least=2)
    assert list(zip(found["word_a"], found["word_b"], strict=True)) == pairs


def test_an_unknown_score_is_refused():
    with pytest.raises(EvaluationError) as raised:
        collocations(corpus(("a", "norsk prøve")), score="chi")
    assert [each.code for each in raised.value.problems] == ["CLI-003"]
