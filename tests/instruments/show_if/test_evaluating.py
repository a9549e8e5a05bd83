"""Three-valued logic: what is unknown stays so until it no longer matters."""

import pytest

from instruments.show_if.evaluate import evaluate
from instruments.show_if.parser import parse
from instruments.show_if.subjects import Subject, Subjects

SUBJECTS = Subjects(
    {
        "ja": Subject("ja", "ja", "code", 0, (1, 2)),
        "nei": Subject("nei", "nei", "code", 1, (1, 2)),
        "tomt": Subject("tomt", "tomt", "code", 2, (1, 2), (9,)),
        "flere": Subject("flere", "flere", "codes", 3, (1, 2), (9,)),
    },
    frozenset(),
)
ANSWERS = {"ja": 1, "nei": 2}


# Kleene's strong tables: Introduction to Metamathematics (1952), § 64.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ja = 1", True),
        ("nei = 1", False),
        ("tomt = 1", None),
        ("not ja = 1", False),
        ("not nei = 1", True),
        ("not tomt = 1", None),
        ("ja = 1 and ja = 1", True),
        ("ja = 1 and nei = 1", False),
        ("ja = 1 and tomt = 1", None),
        ("nei = 1 and tomt = 1", False),
        ("tomt = 1 and tomt = 1", None),
        ("nei = 1 or nei = 1", False),
        ("ja = 1 or tomt = 1", True),
        ("nei = 1 or tomt = 1", None),
        ("tomt != 1", None),
        ("tomt in [1, 2]", None),
        ("answered(tomt)", False),
        ("not answered(tomt)", True),
        ("count(flere) = 0", True),
        ("flere in [1]", None),
    ],
)
def test_what_is_unanswered_is_unknown(text: str, expected: bool | None) -> None:
    assert evaluate(parse(text), ANSWERS, SUBJECTS) is expected


@pytest.mark.parametrize(("text", "expected"), [("tomt >= 1", None), ("tomt = 9", True), ("tomt != 1", True)])
def test_an_answer_that_is_none_has_no_order(text: str, expected: bool | None) -> None:
    assert evaluate(parse(text), {"tomt": 9}, SUBJECTS) is expected


def test_an_answer_that_is_none_is_not_counted() -> None:
    assert evaluate(parse("count(flere) = 1"), {"flere": [2, 9]}, SUBJECTS) is True
