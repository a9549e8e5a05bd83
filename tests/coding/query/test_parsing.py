"""How a query is read, and what is said of one that cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.query.parser import parse
from coding.query.reading import read, read_loosely
from coding.query.syntax import AllOf, And, AnyOf, CodeTerm, Comparison, NoneOf, Not, Or, Related, WordTerm
from evaluation.errors import EvaluationError
from tests.coding.query.conftest import CODEBOOK

PIECES = """
    a b [c d] «ord» "ord" AND OR NOT NEAR NEAR/30 NEAR/turn WITHIN OVERLAPPING FOLLOWED BY /sentence WHERE coder = !=
    <= ~ IN ( ) , ida = [ ] " « » ! / 30 LIKE OG ELLER IKKE * ~3
""".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        ("a AND b OR c", Or((And((CodeTerm("a", at=0), CodeTerm("b", at=6))), CodeTerm("c", at=11)))),
        ("NOT a AND b", And((Not(CodeTerm("a", at=4)), CodeTerm("b", at=10)))),
        ("a OR b NEAR c", Related(Or((CodeTerm("a"), CodeTerm("b", at=5))), "near", CodeTerm("c", at=12))),
        ("a NEAR/30 b", Related(CodeTerm("a"), "near", CodeTerm("b", at=10), "characters", 30)),
        ("a FOLLOWED BY/sentence «b»", Related(CodeTerm("a"), "followed", WordTerm("b", at=23), "sentence")),
        ("a FULGT AV/setning b", Related(CodeTerm("a"), "followed", CodeTerm("b", at=19), "sentence")),
        (
            "a WITHIN b NEAR c",
            Related(Related(CodeTerm("a"), "within", CodeTerm("b", at=9)), "near", CodeTerm("c", at=16)),
        ),
        ("=a", CodeTerm("a", alone=True)),
        ("[a b]", CodeTerm("a b")),
        ("NOT NOT a", Not(Not(CodeTerm("a", at=8)))),
        ("NOT NOT NOT a", Not(CodeTerm("a", at=12))),
        ("and", CodeTerm("and")),
    ],
)
def test_an_expression_is_read_by_precedence(query: str, read_as: object) -> None:
    assert parse(query).expression == read_as


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        ("WHERE coder = ida", Comparison("coder", "=", ("ida",), 6, (14,))),
        ("WHERE coder IN (ida, «per p»)", Comparison("coder", "in", ("ida", "per p"), 6, (16, 21))),
        ('WHERE Sektor LIKE "a*"', Comparison("sektor", "~", ("a*",), 6, (18,))),
        (
            "WHERE a = 1 OR b = 2 AND NOT c = 3",
            AnyOf(
                (
                    Comparison("a", "=", ("1",), 6, (10,)),
                    AllOf((Comparison("b", "=", ("2",), 15, (19,)), NoneOf(Comparison("c", "=", ("3",), 29, (33,))))),
                )
            ),
        ),
    ],
)
def test_a_condition_is_read(query: str, read_as: object) -> None:
    assert parse(query).where == read_as


@pytest.mark.parametrize(
    ("query", "code", "column"),
    [
        ("a AND", "QUERY-004", 6),
        ("", "QUERY-004", 1),
        ("a AND AND b", "QUERY-002", 7),
        ("a b", "QUERY-002", 3),
        ("(a", "QUERY-004", 3),
        ('a AND "b', "QUERY-001", 7),
        ("a ! b", "QUERY-001", 3),
        ("a NEAR/year b", "QUERY-002", 8),
        ("a NEAR/100001 b", "QUERY-002", 8),
        ("a FOLLOWED b", "QUERY-002", 12),
        ("a WHERE coder ida", "QUERY-002", 15),
        ("a WHERE coder IN ida", "QUERY-002", 18),
        ("a WHERE coder = ida)", "QUERY-002", 20),
        ("(" * 51 + "a" + ")" * 51, "QUERY-003", 52),
    ],
)
def test_a_faulty_query_tells_the_place(query: str, code: str, column: int) -> None:
    with pytest.raises(EvaluationError) as error:
        parse(query)
    [problem] = error.value.problems
    assert (problem.code, problem.values["column"]) == (code, column)


@pytest.mark.parametrize(
    ("query", "code", "column"),
    [
        ("utstyr AND forebyging", "QUERY-005", 12),
        ("utstyr NEAR «*»", "QUERY-006", 13),
        ("utstyr AND «!ord»", "QUERY-006", 12),
        ("utstyr AND «a ~99 b»", "QUERY-007", 12),
    ],
)
def test_codes_and_words_are_checked_before_anything_is_looked_for(query: str, code: str, column: int) -> None:
    with pytest.raises(EvaluationError) as error:
        read(query, CODEBOOK)
    [problem] = error.value.problems
    assert (problem.code, problem.values["column"]) == (code, column)


def test_a_misspelled_code_names_the_nearest() -> None:
    with pytest.raises(EvaluationError) as error:
        read("forebyging", CODEBOOK)
    assert error.value.problems[0].values["known"] == "forebygging"


@pytest.mark.parametrize(
    ("query", "mark"),
    [
        ("a AND\nAND b", "\n    a AND AND b\n          ^\n   "),
        ("a" * 100 + " !", f"\n    …{'a' * 34} !\n    {' ' * 36}^\n   "),
    ],
)
def test_a_mark_stands_under_the_fault(query: str, mark: str) -> None:
    with pytest.raises(EvaluationError) as error:
        parse(query)
    assert error.value.problems[0].values["mark"] == mark


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("forebygg*", "forebygg*"),
        ("egne mål", "egne mål"),
        ("savn* ~4 samarbeid*", "savn* ~4 samarbeid*"),
        ("møte* <~5> tid", "møte* <~5> tid"),
        ("=mål", "=mål"),
        ("ia-avtalen", "ia-avtalen"),
    ],
)
def test_plain_words_that_are_no_query_are_words(text: str, words: str) -> None:
    query, _ = read_loosely(text, CODEBOOK)
    assert query.expression == WordTerm(words)


@pytest.mark.parametrize(
    ("text", "code"), [("utstyr AND x", "QUERY-005"), ("(x", "QUERY-004"), ("~3", "RULE-002"), ("*", "RULE-006")]
)
def test_what_is_neither_words_nor_a_query_is_refused(text: str, code: str) -> None:
    with pytest.raises(EvaluationError) as error:
        read_loosely(text, CODEBOOK)
    assert error.value.problems[0].code == code


def test_a_word_that_resembles_a_code_is_noted() -> None:
    query, notes = read_loosely("forebyging", CODEBOOK)
    assert (query.expression, [note.code for note in notes]) == (WordTerm("forebyging"), ["QUERY-013"])


@pytest.mark.parametrize("row", ["NOT " * 10_000 + "a", "a" + " NEAR a" * 10_000, "a" + " AND NOT a" * 10_000])
def test_a_long_row_is_read(row: str) -> None:
    assert parse(row).expression is not None


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=40))
def test_anything_is_read_or_refused_with_its_place(query: str) -> None:
    try:
        parse(query)
    except EvaluationError as error:
        assert [1 <= int(str(each.values["column"])) <= len(query) + 1 for each in error.problems] == [True]
        assert str(error)
