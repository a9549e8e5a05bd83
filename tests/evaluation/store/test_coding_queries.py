"""What queries read is what the rows say, in either database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.model import Coding
from evaluation.store.coding_queries import (
    CodingFilter,
    CodingTest,
    coding_rows,
    find_codings,
    has_coding_value,
    places_and_codes,
    read_coding_values,
    read_source_places,
    read_texts,
    read_turn_places,
)
from evaluation.store.search_index import moment
from evaluation.study import Study
from tests.evaluation.store.examples import CODEBOOK, talk

CODES = [code.name for code in CODEBOOK]
MADE = (
    Coding("fg1", 0, 9, CODES[0], "ida", certainty=90),
    Coding("fg1", 3, 5, CODES[0], "per", round="2", note="usikker"),
    Coding("fg1", 3, 5, CODES[1], "ida", origin="rule", certainty=40, code_version=0),
)


@pytest.fixture
def coded(any_study: Study) -> Study:
    any_study.import_codebook(CODEBOOK)
    any_study.add(talk())
    any_study.replace_codings([], [_named(each, any_study) for each in MADE])
    return any_study


def _named(coding: Coding, study: Study) -> Coding:
    return replace(coding, source=study.list_sources()[0].name)


@pytest.mark.parametrize(
    ("test", "found"),
    [
        (CodingTest("coder", "in", ("ida",)), [0, 2]),
        (CodingTest("coder", "in", ("ida",), denied=True), [1]),
        (CodingTest("round", "=", ("2",)), [1]),
        (CodingTest("origin", "!=", ("rule",)), [0, 1]),
        (CodingTest("certainty", ">=", (50,)), [0]),
        (CodingTest("certainty", ">=", (50,), denied=True), [1, 2]),
        (CodingTest("certainty", "!=", (90,)), [1, 2]),
        (CodingTest("outdated"), [2]),
        (CodingTest("outdated", denied=True), [0, 1]),
        (CodingTest("version", "<", (1,)), [2]),
    ],
)
def test_a_test_lets_these_codings_through(coded: Study, test: CodingTest, found: list[int]) -> None:
    with coded.store.reading() as connection:
        rows = find_codings(connection, None, CodingFilter((test,)))
    assert sorted(map(tuple, rows[:, 1:].tolist())) == sorted((MADE[each].start, MADE[each].end) for each in found)


def test_codings_are_found_by_their_code(coded: Study) -> None:
    with coded.store.reading() as connection:
        assert find_codings(connection, [CODES[1]])[:, 1:].tolist() == [[3, 5]]


def test_no_codings_are_no_rows(any_study: Study) -> None:
    with any_study.store.reading() as connection:
        assert (find_codings(connection, ["x"]).shape, places_and_codes(connection).shape) == ((0, 3), (0, 4))


def test_columns_of_words_come_with_their_rows(coded: Study) -> None:
    with coded.store.reading() as connection:
        rows, told = coding_rows(connection, ["coder", "note"])
    found = {(row[1], row[2], coder, note) for row, coder, note in zip(rows.tolist(), *told.values(), strict=True)}
    assert found == {(0, 9, "ida", ""), (3, 5, "per", "usikker"), (3, 5, "ida", "")}


@pytest.mark.parametrize("note", ["a\x1fb", "\x1f", ""])
def test_a_note_may_hold_the_sign_that_parts_texts(coded: Study, note: str) -> None:
    coded.replace_codings(coded.codings(), [_named(Coding("", 0, 1, CODES[0], "ida", note=note), coded)])
    with coded.store.reading() as connection:
        assert coding_rows(connection, ["note"])[1] == {"note": [note]}


def test_the_coders_are_listed(coded: Study) -> None:
    with coded.store.reading() as connection:
        listed = read_coding_values(connection, "coder")
        assert (listed, has_coding_value(connection, "coder", "per"), has_coding_value(connection, "coder", "x")) == (
            ["ida", "per"],
            True,
            False,
        )


def test_places_are_those_of_the_sources(coded: Study) -> None:
    [source] = coded.sources()
    with coded.store.reading() as connection:
        [place], turns = read_source_places(connection), read_turn_places(connection)
        texts = read_texts(connection, [place.id])
    assert (place.name, texts) == (source.name, {place.id: source.text})
    assert sorted(turns.rows[:, 1:].tolist()) == [[turn.start, turn.end] for turn in source.turns]


def test_every_change_makes_another_moment(coded: Study) -> None:
    with coded.store.reading() as connection:
        before = moment(connection)
    coded.undo()
    with coded.store.reading() as connection:
        assert moment(connection) != before
