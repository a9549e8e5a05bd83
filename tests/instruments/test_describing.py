"""What a dataset holds is counted alike, whatever parts it comes in."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from evaluation.partitions import Held, Parts
from instruments.describing import describe
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Meaning, MissingRange, Variable
from instruments.responses.stored import Stored
from tests.instruments.responses.conftest import answers

__all__ = ["answers"]


def test_levels_tell_codes_that_are_no_answer_and_those_who_did_not_answer(answers: Dataset) -> None:
    (found,) = describe(answers, ["enig"])
    assert [(each.value, each.n, each.missing) for each in found.levels] == [
        (1.0, 1, False), (2.0, 1, False), (9.0, 1, True), (None, 1, True)
    ]  # fmt: skip
    assert (found.valid, found.missing, found.empty) == (2, 1, 1)


def test_numbers_tell_where_they_lie(answers: Dataset) -> None:
    (found,) = describe(answers, ["id"])
    spread = found.spread
    assert (spread.n, spread.mean, spread.least, spread.greatest) == (4, 2.5, 1.0, 4.0)
    assert spread.deviation == pytest.approx(pd.Series([1, 2, 3, 4]).std())


def test_parts_add_up_to_the_whole(answers: Dataset) -> None:
    frame = answers.values
    held = tuple(Held(frame.iloc[rows]) for rows in (slice(0, 1), slice(1, 3), slice(3, 4)))
    assert describe(Stored(Parts(held), answers.meaning, 4)) == describe(answers)


def test_a_code_within_a_range_of_missing_ones_is_no_answer() -> None:
    variable = Variable("grad", labels={1.0: "En"}, missing=(MissingRange(97.0, 99.0),))
    (found,) = describe(Dataset(pd.DataFrame({"grad": [1.0, 98.0]}), Meaning((variable,))))
    assert [each.missing for each in found.levels] == [False, True]


def test_short_texts_that_come_again_are_categories_and_others_are_words() -> None:
    frame = pd.DataFrame({"region": ["nord", "sør"] * 5, "ord": [f"svar {n}" for n in range(10)]})
    dataset = Dataset(frame, Meaning((Variable("region", kind="text"), Variable("ord", kind="text"))))
    region, words = describe(dataset)
    assert ([each.n for each in region.levels], words.levels) == ([5, 5], ())


def test_weights_stand_beside_the_counts(answers: Dataset) -> None:
    (found,) = describe(answers, ["nav"], weight="id")
    assert [(each.value, each.weighted) for each in found.levels] == [(0.0, 5.0), (1.0, 5.0)]


def test_an_unknown_variable_is_told_with_the_nearest(answers: Dataset) -> None:
    with pytest.raises(EvaluationError) as raised:
        describe(answers, ["enigg"])
    assert [each.code for each in raised.value.problems] == ["DATASET-010"]
