"""Which codings are counted where several people have coded the same words."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from coding.counted import NEEDED, counted, counted_table
from evaluation.model import Coding
from evaluation.rounds import close_round, open_round
from evaluation.study import Study
from tests.evaluation.store.examples import CODEBOOK, coding, talk

ROUND, AGREED = "r1", "consensus"


def table(*rows: tuple[int, int, str, str, str]) -> pd.DataFrame:
    """Rows of start, end, code, coder, round, all of one text."""
    return pd.DataFrame([("t", *row) for row in rows], columns=list(NEEDED))


def left(*rows: tuple[int, int, str, str, str], unfinished: tuple[str, ...] = ()) -> list[tuple[int, str, str]]:
    found = counted(table(*rows), rounds=[ROUND], unfinished=unfinished)
    return list(found[["start", "coder", "round"]].itertuples(index=False, name=None))


def test_without_rounds_everything_counts() -> None:
    whole = table((0, 5, "a", "rule", "1"), (0, 5, "a", "ida", "1"))
    assert counted(whole, rounds=[]).equals(whole)


def test_where_there_is_a_consensus_it_counts_and_the_coders_do_not() -> None:
    rows = [(0, 5, "a", "ida", ROUND), (0, 5, "a", "jonas", ROUND), (9, 12, "b", "jonas", ROUND)]
    assert left(*rows, (0, 5, "a", "ida", AGREED)) == [(0, "ida", AGREED)]


def test_where_there_is_none_yet_what_both_gave_the_same_code_counts_once() -> None:
    rows = [(0, 5, "a", "ida", ROUND), (2, 7, "a", "jonas", ROUND), (9, 12, "a", "jonas", ROUND)]
    assert left(*rows) == [(0, "ida", ROUND), (9, "jonas", ROUND)]


def test_the_consensus_stands_for_a_rule_on_the_same_words_with_the_same_code_only() -> None:
    rules = [(0, 5, "a", "rule", "1"), (0, 5, "b", "rule", "1"), (6, 9, "a", "rule", "1")]
    found = left(*rules, (3, 6, "a", "ida", AGREED))
    assert found == [(0, "rule", "1"), (6, "rule", "1"), (3, "ida", AGREED)]


def test_what_is_coded_in_a_round_by_one_alone_counts() -> None:
    assert left((0, 5, "a", "ida", ROUND)) == [(0, "ida", ROUND)]


def test_an_open_blind_round_does_not_count_whoever_reads() -> None:
    assert left((0, 5, "a", "ida", ROUND), (0, 5, "a", "rule", "1"), unfinished=(ROUND,)) == [(0, "rule", "1")]


def test_coders_and_rounds_told_apart_all_count(study: Study) -> None:
    study.add(talk())
    study.import_codebook(CODEBOOK)
    open_round(study, ROUND, coders=("ida", "jonas"))
    for coder in ("ida", "jonas"):
        study.seen_by(coder).add(coding("tok tid", "oppfolging", coder=coder, round=ROUND))
    assert len(counted_table(study.seen_by("ida"))) == 0
    close_round(study, ROUND)
    assert (len(counted_table(study)), len(counted_table(study, by=("theme", "coder")))) == (1, 2)


@pytest.mark.parametrize("columns", [("id",), ("code", "text")])
def test_the_columns_asked_for_come_back(study: Study, columns: tuple[str, ...]) -> None:
    study.add(talk())
    study.import_codebook(CODEBOOK)
    study.add(coding("tok tid", "oppfolging"))
    assert tuple(counted_table(study, columns).columns) == columns


spans = some.tuples(some.integers(0, 30), some.integers(1, 9), some.sampled_from("ab"))


@settings(deadline=None)
@given(*(some.lists(spans, min_size=least, max_size=8) for least in (1, 1, 0)))
def test_no_words_count_twice_for_a_code_and_no_code_is_lost(
    one: list[tuple[int, int, str]], other: list[tuple[int, int, str]], agreed: list[tuple[int, int, str]]
) -> None:
    made = [
        Coding("t", start, start + length, code, coder, round_)
        for coder, round_, own in (("ida", ROUND, one), ("jonas", ROUND, other), ("kari", AGREED, agreed))
        for start, length, code in own
    ]
    rows = [(each.start, each.end, each.code, each.coder, each.round) for each in made]
    found = counted(table(*rows), rounds=[ROUND])
    assert set(found["round"]) <= ({AGREED} if agreed else {ROUND})
    for _, own in found.groupby("code"):
        for coder, theirs in own.groupby("coder"):
            others = own[own["coder"] != coder]
            assert not any(
                ((others["start"] < end) & (others["end"] > start)).any()
                for start, end in zip(theirs["start"], theirs["end"], strict=True)
            )
    assert set(found["code"]) == {code for _, _, code in agreed or [*one, *other]}
