"""How the suggestions are judged: by texts, places and codes that the model has not seen."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coding.suggest import measure
from coding.suggest.quality import judge
from evaluation.model import Code, Codebook

BOOK = Codebook(
    name="book",
    codes=(
        Code(name="syk", indicators={"nb": ["sykmeld*"]}),
        Code(name="senior", indicators={"nb": ["pensjon*"]}),
    ),
)


def units(rows: list[tuple[str, str, str, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["text", "code", "source", "paragraph"])


TWO_SOURCES = units(
    [
        ("Hun var sykmeldt lenge i fjor.", "syk", "a", 1),
        ("En sykmeldt får besøk av lederen.", "syk", "a", 2),
        ("Mange tar ut pensjon tidlig.", "senior", "a", 3),
        ("Sykmeldingen varte til påske.", "syk", "b", 1),
        ("Pensjonen var god nok.", "senior", "b", 2),
        ("Han ville ikke ha pensjon ennå.", "senior", "b", 3),
    ]
)


@pytest.mark.parametrize(("left_out", "folds"), [("source", 2), ("paragraph", 6)])
def test_what_the_indicators_settle_is_all_right_for_them_and_for_the_suggestions(left_out: str, folds: int) -> None:
    table = measure(TWO_SOURCES, BOOK, left_out=left_out).set_index("method")
    assert list(table.index) == ["combined", "indicators", "characters"]
    assert (table.loc["indicators", "macro_f1"], table.loc["combined", "top2"]) == (1, 1)
    assert set(table["folds"]) == {folds}
    assert set(table["units"]) == {6}


@pytest.mark.parametrize(
    ("rows", "left_out", "reason"),
    [
        (TWO_SOURCES[TWO_SOURCES["source"] == "a"], "source", "one-source"),
        (TWO_SOURCES[:1].assign(code="syk"), "paragraph", "one-paragraph"),
    ],
)
def test_what_is_not_defined_is_nan_with_a_reason(rows: pd.DataFrame, left_out: str, reason: str) -> None:
    book = BOOK.model_copy(update={"codes": (*BOOK.codes, Code(name="annet", definition="Alt annet."))})
    table = measure(rows, book, left_out=left_out)
    assert set(table["reason"]) == {reason}
    assert table[["macro_f1", "top2", "suggested"]].isna().all(axis=None)


def test_one_code_alone_gives_no_figures() -> None:
    book = BOOK.model_copy(update={"codes": (*BOOK.codes, Code(name="annet", definition="Alt annet."))})
    rows = TWO_SOURCES[TWO_SOURCES["code"] == "syk"]
    assert set(measure(rows, book, left_out="paragraph")["reason"]) == {"one-code"}


def test_many_paragraphs_are_left_out_in_at_most_twenty_rounds() -> None:
    rows = units([(f"Setning {n} om sykmelding eller pensjon.", ("syk", "senior")[n % 2], "a", n) for n in range(50)])
    assert set(measure(rows, BOOK, left_out="paragraph")["folds"]) == {20}


@pytest.mark.parametrize(
    ("scores", "truth", "expected"),
    [
        ([[0.9, 0.1], [0.1, 0.9]], [[1, 0], [0, 1]], (1, 1, 1)),
        ([[0.9, 0.1], [0.9, 0.1]], [[1, 0], [0, 1]], (1 / 3, 1, 1)),  # F1 of 2/3 and 0
        ([[0.2, 0.1], [0.1, 0.9]], [[1, 0], [0, 1]], (0.5, 1, 0.5)),  # too low a score is no suggestion
        ([[0.0, 0.0], [0.1, 0.9]], [[1, 0], [0, 1]], (0.5, 0.5, 0.5)),  # a score of nothing is not among the two best
        ([[0.9, 0.8], [0.9, 0.1]], [[1, 1], [1, 0]], (1, 1, 1)),  # a text with two codes may have both
    ],
)
def test_the_measures_by_hand(
    scores: list[list[float]], truth: list[list[int]], expected: tuple[float, float, float]
) -> None:
    assert judge(np.array(scores), np.array(truth, dtype=bool)) == pytest.approx(expected)
