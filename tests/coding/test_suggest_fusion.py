"""How the indicators and the words become one score: neither drowns the other, and rare codes stay rare."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coding.suggest import fit, measure
from coding.suggest.fusion import EXPECTED, SAME, calibrate, fuse, lent, opinions_of
from evaluation.model import Code, Codebook

BOOK = Codebook(
    name="book",
    codes=(
        Code(name="trapp", definition="Om trapper.", indicators={"nb": ["trapp*"]}),
        Code(name="heis", definition="Om heiser.", indicators={"nb": ["heis*"]}),
        Code(name="rampe", definition="Om ramper.", indicators={"nb": ["rampe*"]}),
    ),
)
PLACES = ("i gangen", "ved porten", "på lageret", "i kjelleren", "bak huset", "på verkstedet", "i kantina", "ute")
DOING = ("ble vasket", "er smal", "sto åpen", "må males", "var våt", "er ny", "knirker", "ble målt")


def said(word: str, code: str, number: int) -> list[tuple[str, str]]:
    wordings = [f"{word} {place} {doing}." for place in PLACES for doing in DOING]
    return [(text, code) for text in wordings[:number]]


def units(rows: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["text", "code"])


def score(rows: list[tuple[str, str]], text: str) -> dict[str, float]:
    model = fit(units(rows), BOOK)
    return dict(zip(model.codes, model.scores([text])[0], strict=True))


def noisy(rng: np.random.Generator, counts: dict[str, int]) -> list[tuple[str, str]]:
    """Texts whose words tell little, and at times something wrong, of their code."""
    words = {code: [f"{code[0]}{n}{code[1]}" for n in range(12)] for code in counts}
    codes = [code for code, number in counts.items() for _ in range(number)]
    told = [code if rng.random() < 0.6 else str(rng.choice(list(counts))) for code in codes]
    return [
        (" ".join([*rng.choice(words[word], 3), *rng.choice(PLACES, 2), *rng.choice(DOING, 2), f"nr{n}"]), code)
        for n, (word, code) in enumerate(zip(told, codes, strict=True))
    ]


def test_the_scores_of_a_code_add_up_to_about_as_often_as_it_is_right_also_when_it_is_rare() -> None:
    usage = {"trapp": 40, "heis": 40, "rampe": 3}
    summed = np.zeros(3)
    for seed in range(4):
        rng = np.random.default_rng(seed)
        learned, unseen = noisy(rng, usage), noisy(rng, usage)
        summed += fit(units(learned), BOOK).scores([text for text, _ in unseen]).sum(axis=0)
    assert summed / 4 == pytest.approx([40, 40, 3], rel=0.1, abs=1.2)


def test_a_code_has_a_low_score_where_nothing_speaks_for_it_and_it_is_rare() -> None:
    rows = said("Trappen", "trapp", 40) + said("Heisen", "heis", 40) + said("Rampen", "rampe", 2)
    found = score(rows, "Det var fint vær da.")
    assert found["rampe"] < 0.15  # it has 2 of 82
    assert min(found["trapp"], found["heis"]) > 0.3


def test_codes_used_about_equally_often_start_out_alike() -> None:
    rows = said("Trappen", "trapp", 22) + said("Heisen", "heis", 20) + said("Rampen", "rampe", 18)
    assert list(score(rows, "Det var fint vær da.").values()) == pytest.approx([1 / 3] * 3, abs=0.15)


def test_an_indicator_is_believed_also_for_a_rare_code() -> None:
    rows = said("Trappen", "trapp", 40) + said("Heisen", "heis", 40) + said("Rampen", "rampe", 2)
    found = score(rows, "En rampe til.")
    assert max(found, key=found.__getitem__) == "rampe"


def test_a_text_with_two_codes_may_have_a_high_score_for_both() -> None:
    both = [
        (text.replace("Trappen", "Trappen og heisen"), code)
        for code in ("trapp", "heis")
        for text, _ in said("Trappen", code, 30)
    ]
    found = score(both + said("Rampen", "rampe", 30), "Trappene og heisene igjen.")
    assert min(found["trapp"], found["heis"]) > 0.5 > found["rampe"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([10, 10, 10], SAME),
        ([9, 11, 10], SAME),  # no more unequal than chance
        ([10, 20], 15**2 / (50 - 15)),
        ([30, 2, 4], 12**2 / (244 - 12)),
    ],
)
def test_codes_are_drawn_to_equal_shares_as_far_as_chance_explains_the_rest(counts: list[int], expected: float) -> None:
    assert lent(np.array(counts)) == pytest.approx(expected)


def opinions(right: np.ndarray, *, indicators: bool, words: bool, rng: np.random.Generator) -> np.ndarray:
    """What both say of texts: the truth, or anything."""
    anything = rng.permuted(right, axis=1)
    shares = np.where(right if indicators else anything, 0.5, 0.0)
    return opinions_of(shares, np.where(right if words else anything, 1.0, -1.0))


@pytest.mark.parametrize(("indicators", "words"), [(True, False), (False, True)])
def test_what_proves_right_is_trusted_and_what_does_not_is_not(indicators: bool, words: bool) -> None:
    rng = np.random.default_rng(1)
    truth = np.eye(4, dtype=bool)[rng.integers(0, 4, 400)]
    fusion = fuse(opinions(truth, indicators=indicators, words=words, rng=rng), truth)
    assert bool(fusion.weights[2] > EXPECTED[2]) is words
    assert bool(fusion.weights[:2].sum() >= sum(EXPECTED[:2])) is indicators
    assert (fusion.weights >= 0).all()


def test_with_hardly_anything_coded_the_weights_are_as_expected() -> None:
    truth = np.eye(3, dtype=bool)[[0, 1]]
    fusion = fuse(opinions_of(np.zeros((2, 3)), np.full((2, 3), np.nan)), truth)
    assert fusion.weights == pytest.approx(EXPECTED, abs=0.1)


def test_a_code_the_words_know_nothing_of_counts_as_the_one_they_speak_least_for() -> None:
    found = opinions_of(np.zeros((2, 3)), np.array([[1.0, np.nan, -2.0], [np.nan, np.nan, np.nan]]))
    assert found[:, :, 2].tolist() == [[1.0, -2.0, -2.0], [0.0, 0.0, 0.0]]


def test_scores_are_the_share_that_was_right() -> None:
    rng = np.random.default_rng(2)
    decided = rng.normal(0, 2, (500, 4))
    truth = rng.random((500, 4)) < 1 / (1 + np.exp(-(0.5 * decided - 1)))  # half as sure as it seems
    sigmoid = calibrate(decided, truth, np.ones_like(truth))
    assert sigmoid is not None
    assert [sigmoid.slope, *sigmoid.shifts] == pytest.approx([0.5, -1, -1, -1, -1], abs=0.3)
    assert sigmoid.scores(decided).mean() == pytest.approx(truth.mean(), abs=0.01)


@pytest.mark.parametrize("right", [True, False])
def test_what_was_always_right_or_never_cannot_be_calibrated(right: bool) -> None:
    truth = np.full((3, 2), right)
    assert calibrate(np.zeros((3, 2)), truth, np.ones_like(truth)) is None


def refused(rows: list[tuple[str, str]], more: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.concat([units(rows).assign(refused=False), units(more).assign(refused=True)], ignore_index=True)


def test_a_refusal_is_an_example_of_what_the_code_is_not() -> None:
    rows = said("Trinnene", "trapp", 8) + said("Kabinen", "heis", 8)
    no = [(f"Kabinen på ferga nummer {n}.", "heis") for n in range(4)]
    text = "Kabinen på ferga var full."
    before, after = fit(units(rows), BOOK), fit(refused(rows, no), BOOK)
    assert after.scores([text])[0][1] < before.scores([text])[0][1]
    assert after.examples == before.examples
    assert after.version != before.version


def test_a_text_both_refused_and_coded_is_coded() -> None:
    rows = said("Trinnene", "trapp", 8) + said("Kabinen", "heis", 8)
    again = fit(refused(rows, rows[-1:]), BOOK)
    assert again.scores([rows[-1][0]]) == pytest.approx(fit(units(rows), BOOK).scores([rows[-1][0]]))


def test_refused_texts_are_not_among_those_that_are_judged() -> None:
    rows = said("Trinnene", "trapp", 8) + said("Kabinen", "heis", 8)
    table = refused(rows, [("Kabinen på ferga.", "heis"), ("Noe som ingen har kodet.", "rampe")])
    places = table.assign(source=["a", "b"] * 9, paragraph=range(18))
    assert set(measure(places, BOOK, left_out="source")["units"]) == {16}


def test_only_refusals_are_nothing_to_learn_from() -> None:
    with pytest.raises(Exception, match="SUGGEST-001"):
        fit(refused([], [("Kabinen på ferga.", "heis")]), BOOK)
