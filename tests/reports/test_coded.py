"""What is told of codings as whole columns: counts by text, codes, and a hash that follows each of them."""

from __future__ import annotations

import pandas as pd
import pytest

from reports.coded import Coded

ROWS = [
    # id, source, start, end, code, coder, round, theme
    (1, "fg1", 0, 4, "tiltak", "ida", None, "forebygging"),
    (2, "fg1", 9, 12, "tiltak", "jonas", "r1", "forebygging"),
    (3, "fg2", 0, 7, "alder", "ida", None, "seniorer"),
    (4, "fg2", 3, 5, "alder", "ida", None, None),
]
COLUMNS = ["id", "source", "start", "end", "code", "coder", "round", "theme"]


def coded(rows=ROWS):
    return Coded(pd.DataFrame(rows, columns=COLUMNS))


def changed(row, **now):
    return [
        tuple(({**dict(zip(COLUMNS, each, strict=True)), **now}).values()) if each[0] == row else each for each in ROWS
    ]


def test_it_counts_by_text_and_names_the_codes():
    assert (coded().of().n, coded().of().texts, coded().of().codes) == (4, {"fg1": 2, "fg2": 2}, ("alder", "tiltak"))
    assert (coded().of("seniorer").n, coded().of("seniorer").texts) == (1, {"fg2": 1})


def test_a_theme_without_codings_and_a_study_without_have_none():
    assert coded().of("helse").n == 0
    assert coded(ROWS[:0]).of().texts == {}


@pytest.mark.parametrize(
    "now",
    [{"id": 9}, {"source": "fg2"}, {"start": 1}, {"end": 5}, {"code": "alder"}, {"coder": "ola"}, {"round": "r1"}],
)
def test_the_hash_follows_whatever_a_coding_says(now):
    assert coded(changed(1, **now)).of("forebygging").digest != coded().of("forebygging").digest


def test_the_hash_of_a_theme_minds_no_codings_of_others():
    more = [*ROWS, (5, "annet", 0, 3, "aaa", "aud", "r0", "seniorer")]
    assert coded(more).of("forebygging") == coded().of("forebygging")
    assert coded(more).of().digest != coded().of().digest


def test_the_hash_is_the_same_in_every_run():
    assert coded().of().digest == "cc9d12484f42507c"
