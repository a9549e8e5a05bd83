"""Conditions are read as they are written, and what is wrong with one is said with its column."""

import pytest

from instruments.show_if.faults import Unreadable
from instruments.show_if.parser import parse
from instruments.show_if.tree import And, Answered, Compare, Condition, Count, Literally, Name, Not, Or, Within, leaves


def number(value: float) -> Literally:
    return Literally(value, "number")


def is_(name: str, value: int) -> Compare:
    return Compare(Name(name), "=", number(value))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rolle = 1", is_("rolle", 1)),
        ("om-dere.1 != -2", Compare(Name("om-dere.1"), "!=", number(-2))),
        ("andel >= 0.5", Compare(Name("andel"), ">=", number(0.5))),
        ("siden<2010-01-01", Compare(Name("siden"), "<", Literally("2010-01-01", "date"))),
        ("navn = «Nav»", Compare(Name("navn"), "=", Literally("Nav", "text"))),
        ("a in [1, 2]", Within(Name("a"), (number(1), number(2)))),
        ("a not in [1]", Not(Within(Name("a"), (number(1),)))),
        ("answered(a)", Answered(Name("a"))),
        ("count( a ) >= 2", Count(Name("a"), ">=", number(2))),
        ("not a = 1 and b = 2", And((Not(is_("a", 1)), is_("b", 2)))),
        ("a = 1 or b = 2 and c = 3", Or((is_("a", 1), And((is_("b", 2), is_("c", 3)))))),
        ("(a = 1 or b = 2) and c = 3", And((Or((is_("a", 1), is_("b", 2))), is_("c", 3)))),
        ("not not a = 1", Not(Not(is_("a", 1)))),
    ],
)
def test_a_condition_is_read(text: str, expected: Condition) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "at", "expected"),
    [
        ("", "ROUTE-001", 1, "statement"),
        ("a", "ROUTE-001", 2, "comparison"),
        ("a =", "ROUTE-001", 4, "value"),
        ("a = b", "ROUTE-001", 5, "value"),
        ("1 = a", "ROUTE-001", 1, "statement"),
        ("a = 1 b = 2", "ROUTE-001", 7, "and_or_end"),
        ("a = 1 and", "ROUTE-001", 10, "statement"),
        ("(a = 1", "ROUTE-001", 7, "«)»"),
        ("a in 1", "ROUTE-001", 6, "«[»"),
        ("a in [1", "ROUTE-001", 8, "«]»"),
        ("a in []", "ROUTE-001", 7, "value"),
        ("a not 1", "ROUTE-001", 7, "«in»"),
        ("answered a", "ROUTE-001", 10, "«(»"),
        ("answered(1)", "ROUTE-001", 10, "name"),
        ("count(a)", "ROUTE-001", 9, "comparison"),
        ("count(a) > «to»", "ROUTE-001", 12, "number"),
        ("1 < a < 3", "ROUTE-001", 1, "statement"),
        ("a == 1", "ROUTE-001", 4, "value"),
        ("a = 1 && b = 2", "ROUTE-002", 7, None),
        ("a = 'Nav", "ROUTE-002", 5, None),
        ("a = 1,5", "ROUTE-001", 6, "and_or_end"),
        ("a = 2026-02-30", "ROUTE-004", 5, None),
        ("not " * 60 + "a = 1", "ROUTE-003", 161, None),
        ("(" * 60 + "a = 1", "ROUTE-003", 41, None),
    ],
)
def test_what_is_wrong_is_said_with_its_column(text: str, code: str, at: int, expected: str | None) -> None:
    with pytest.raises(Unreadable) as error:
        parse(text)
    fault = error.value.fault
    assert (fault.code, fault.at, fault.values.get("expected")) == (code, at, expected)


def test_the_single_statements_come_from_left_to_right() -> None:
    names = [leaf.name.word for leaf in leaves(parse("not (a = 1 or answered(b)) and count(c) > 1"))]
    assert names == ["a", "b", "c"]
