"""Scores, nets, who answered, and change over time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from evaluation.errors import EvaluationError
from instruments.statistics.response import frame_comparison, frame_test, item_nonresponse, response_rate
from instruments.statistics.scales import net_score, scale_score
from instruments.statistics.trends import independent_trend, panel_trend

ITEMS = pd.DataFrame({"a": [1, 5, None, None], "b": [2, 5, 4, None], "c": [5, 1, 2, 3]})


def refused(caught: pytest.ExceptionInfo[EvaluationError]) -> list[str]:
    return [each.code for each in caught.value.problems]


def test_a_score_is_the_mean_of_what_was_answered() -> None:
    assert scale_score(ITEMS, ["a", "b"]).tolist() == pytest.approx([1.5, 5, 4, np.nan], nan_ok=True)


def test_items_are_turned_and_gaps_limited() -> None:
    found = scale_score(ITEMS, ["a", "b", "c"], reverse=["c"], ends=(1, 5), least=2)
    assert found.tolist() == pytest.approx([4 / 3, 5, 4, np.nan], nan_ok=True)


def test_an_item_cannot_be_turned_on_an_unknown_scale() -> None:
    with pytest.raises(EvaluationError) as caught:
        scale_score(ITEMS, ["a", "c"], reverse=["c"])
    assert refused(caught) == ["STATISTICS-031"]


def test_the_net_of_those_for_and_against() -> None:
    found = net_score(pd.Series([5, 4, 4, 3, 1, 8]), positive=[4, 5], negative=[1, 2], missing=[8])
    assert (found.value, found.n, found.base.asked) == (pytest.approx(3 / 5 - 1 / 5), 5, 6)


def test_an_answer_cannot_be_for_and_against() -> None:
    with pytest.raises(EvaluationError) as caught:
        net_score(pd.Series([1]), positive=[3, 4], negative=[3])
    assert refused(caught) == ["STATISTICS-032"]


def test_response_rates_in_all_and_by_group() -> None:
    table = response_rate(pd.Series([1, 1, 0, 1]), by=pd.Series(list("aabb"), name="fylke"))
    assert {row.group: (row.n, row.base, row.value) for row in table.rows} == {
        "": (3, 4, 0.75),
        "a": (2, 2, 1.0),
        "b": (1, 2, 0.5),
    }


def test_item_nonresponse_is_among_those_who_saw_the_question() -> None:
    frame = pd.DataFrame({"q": [1, 8, None, None], "r": [1, 1, 1, 1]})
    found = item_nonresponse(frame, ["q", "r"], shown={"q": [True, True, True, False]}, missing=[8])
    assert [(each.label, each.n, each.value) for each in found] == [("q", 3, pytest.approx(2 / 3)), ("r", 4, 0)]


def test_respondents_beside_the_frame() -> None:
    found = frame_comparison(pd.Series(list("aaab")), {"a": 50, "b": 50}).set_index("label")
    assert found.loc["a", ["value", "frame", "difference", "ratio"]].tolist() == pytest.approx([0.75, 0.5, 0.25, 1.5])


def test_the_fit_to_the_frame_is_pearsons() -> None:
    """Mendel's peas: 315, 108, 101 and 32 against 9:3:3:1 give 0.470 with three degrees of freedom."""
    peas = pd.Series(np.repeat(["yr", "yw", "gr", "gw"], [315, 101, 108, 32]))
    found = frame_test(peas, {"yr": 9, "yw": 3, "gr": 3, "gw": 1})
    assert (found.statistic, found.numerator) == (pytest.approx(0.470, abs=5e-4), 3)


def test_a_group_outside_the_frame_is_refused() -> None:
    with pytest.raises(EvaluationError) as caught:
        frame_comparison(pd.Series(list("ax")), {"a": 1})
    assert refused(caught) == ["STATISTICS-020"]


def test_a_panel_is_paired_by_id() -> None:
    before = pd.Series([1.0, 2, 3, 4, 5], index=[11, 12, 13, 14, 15])
    after = pd.Series([5.0, 3, 2, 4, 9], index=[14, 12, 11, 13, 99])
    found = panel_trend(before, after)
    paired = stats.ttest_rel([2, 3, 4, 5], [1, 2, 3, 4.0001])
    assert (found.n, found.change.value, found.change.degrees) == (4, pytest.approx(1), 3)
    assert found.change.se == pytest.approx(0, abs=1e-12)
    assert paired.df == found.change.degrees


def test_the_paired_test_is_the_textbooks() -> None:
    before, after = pd.Series([3.0, 4, 2, 5]), pd.Series([4.0, 6, 2, 5])
    found, textbook = panel_trend(before, after), stats.ttest_rel(after, before)
    assert (found.statistic, found.p) == pytest.approx((textbook.statistic, textbook.pvalue))


def test_new_samples_have_variances_that_add() -> None:
    found = independent_trend(pd.Series([1.0, 2, 3]), pd.Series([4.0, 6]))
    assert found.change.se == pytest.approx(np.sqrt(1 / 3 + 2 / 2))


def test_a_changed_scale_is_refused_and_a_changed_wording_footnoted() -> None:
    waves: Any = (pd.Series([1.0, 2]), pd.Series([2.0, 3]))
    with pytest.raises(EvaluationError) as caught:
        independent_trend(*waves, changed=("scale",))
    assert refused(caught) == ["STATISTICS-033"]
    found = independent_trend(*waves, changed=("wording", "routing"))
    assert [each.code for each in found.footnotes] == ["STATISTICS-035", "STATISTICS-036"]


def test_a_respondent_who_is_there_twice_is_refused() -> None:
    with pytest.raises(EvaluationError) as caught:
        panel_trend(pd.Series([1.0, 2], index=[7, 7]), pd.Series([1.0], index=[7]))
    assert refused(caught) == ["STATISTICS-034"]
