"""Conditions on codings: who made them, in which round, how sure, under which version of the code."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from coding.query.comparing import ORDER, matching, numbers_of, refuse_sign
from coding.query.corpus import Corpus
from coding.query.syntax import Comparison
from coding.query.tokens import fault
from evaluation.store.coding_queries import CodingTest, has_coding_value, read_coding_values

_YES, _NO = ("yes", "ja", "true", "1"), ("no", "nei", "false", "0")
_ORIGINS = ["manual", "rule", "suggestion"]


def coding_test(text: str, comparison: Comparison, corpus: Corpus, *, denied: bool) -> CodingTest:
    """The test a condition stands for; its values are such as occur in the store."""
    if comparison.attribute == "outdated":
        return CodingTest("outdated", denied=denied ^ _is_denied(text, comparison))
    if comparison.attribute in ("certainty", "version"):
        return _of_number(text, comparison, denied=denied)
    return _of_words(text, comparison, corpus, denied=denied)


def _of_words(text: str, comparison: Comparison, corpus: Corpus, *, denied: bool) -> CodingTest:
    column: Literal["coder", "round", "origin"] = comparison.attribute  # type: ignore[assignment]
    if comparison.sign in ORDER:
        raise refuse_sign(text, comparison, "=, !=, IN, LIKE")
    positive = replace(comparison, sign="=" if comparison.sign == "!=" else comparison.sign)
    values = _values(text, positive, corpus, column)
    return CodingTest(column, "in", tuple(values), denied=denied != (comparison.sign == "!="))


def _values(
    text: str, comparison: Comparison, corpus: Corpus, column: Literal["coder", "round", "origin"]
) -> list[str]:
    with corpus.study.store.reading() as connection:
        # To list the coders of a million codings takes longer than to find that one of them is there.
        if comparison.sign != "~" and all(has_coding_value(connection, column, each) for each in comparison.values):
            return list(comparison.values)
        known = read_coding_values(connection, column)
    return matching(text, comparison, list(dict.fromkeys([*known, *(_ORIGINS if column == "origin" else ())])))


def _of_number(text: str, comparison: Comparison, *, denied: bool) -> CodingTest:
    if comparison.sign == "~":
        raise refuse_sign(text, comparison, "=, !=, <, <=, >, >=, IN")
    numbers = tuple(numbers_of(text, comparison))
    return CodingTest(comparison.attribute, comparison.sign, numbers, denied)  # type: ignore[arg-type]


def _is_denied(text: str, comparison: Comparison) -> bool:
    if comparison.sign not in ("=", "!="):
        raise refuse_sign(text, comparison, "=, !=")
    [value] = comparison.values
    if value.casefold() not in (*_YES, *_NO):
        raise fault("QUERY-011", text, comparison.places[0], name="outdated", value=value, expected="yes, no; ja, nei")
    return (value.casefold() in _NO) != (comparison.sign == "!=")
