"""Tables: what they count, of whom, and the same figures whichever way they are computed."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from evaluation.errors import EvaluationError
from instruments.statistics.design import design_of
from instruments.statistics.estimates import proportion
from instruments.statistics.intervals import wilson
from instruments.statistics.multiple import grid, multiple_response, percent_of_answers
from instruments.statistics.quantiles import median
from instruments.statistics.tables import Asked, cross_table, estimates_table, frequencies, frequencies_of, means

ANSWERS = pd.Series([1, 2, 2, 5, 5, 5, 8, None], name="enig")
SECTOR = pd.Series(["stat", "stat", "kommune", "stat", "kommune", "kommune", "stat", "stat"], name="sektor")
LABELS = {1: "Uenig", 2: "Litt uenig", 3: "Verken eller", 5: "Enig", 8: "Vet ikke"}
ASKED = Asked(labels=LABELS, missing=[8])


def test_frequencies_state_their_base_and_why_answers_are_missing() -> None:
    table = frequencies(ANSWERS, asked=ASKED)
    assert (table.question, table.n, table.n_weighted, table.base.asked) == ("enig", 6, 6.0, 8)
    assert table.base.missing == {"Vet ikke": 1, "": 1}
    assert [(row.label, row.n) for row in table.rows] == [
        ("Uenig", 1),
        ("Litt uenig", 2),
        ("Verken eller", 0),
        ("Enig", 3),
    ]


def test_without_a_design_intervals_are_wilsons() -> None:
    row = frequencies(ANSWERS, asked=ASKED).row("Enig")
    assert (row.value, row.low, row.high) == pytest.approx((0.5, *wilson(3, 6)))
    assert frequencies(ANSWERS, asked=ASKED).method.interval == "wilson"


def test_groups_have_bases_of_their_own() -> None:
    table = cross_table(ANSWERS, SECTOR, asked=ASKED)
    assert table.by == "sektor"
    assert {row.group: row.base for row in table.rows} == {"": 6, "kommune": 3, "stat": 3}
    assert table.row("Enig", "kommune").value == pytest.approx(2 / 3)


def test_json_has_the_shape_of_the_command() -> None:
    told = json.loads(json.dumps(frequencies(ANSWERS, by=SECTOR, asked=ASKED).as_dict(), allow_nan=False))
    assert set(told) >= {"question", "base", "method", "rows"}
    wanted = {"label", "group", "n", "n_weighted", "value", "low", "high", "hidden"}
    assert all(set(row) >= wanted for row in told["rows"])


def test_frames_have_a_line_for_each_row() -> None:
    assert frequencies(ANSWERS, asked=ASKED).to_frame()["n"].tolist() == [1, 2, 0, 3]


def test_text_and_categories_can_be_counted() -> None:
    words = pd.Series(["nei", "ja", "ja"]).astype(pd.CategoricalDtype(["ja", "kanskje", "nei"]))
    assert [(row.label, row.n) for row in frequencies(words).rows] == [("ja", 2), ("kanskje", 0), ("nei", 1)]


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"weight": "w"},
        {"weight": "w", "strata": "s"},
        {"weight": "w", "strata": "s", "clusters": "c"},
        {"weight": "w", "strata": "s", "clusters": ["c", "id"], "population": ["units", "size"]},
        {"weight": "w", "strata": "s", "clusters": "c", "lonely": "adjust"},
    ],
)
def test_a_table_gives_what_each_share_gives_alone(parts: dict[str, object]) -> None:
    """Tables are computed by parts of the design, single shares row by row: they must not differ."""
    chance = np.random.default_rng(7)
    frame = pd.DataFrame({"s": np.repeat([0, 1, 2], 80), "c": np.arange(240) // 8, "w": chance.uniform(1, 3, 240)})
    frame = frame.assign(id=range(240), units=40, size=50, g=chance.integers(0, 3, 240))
    frame["q"] = np.where(chance.random(240) < 0.1, np.nan, chance.integers(1, 4, 240))
    design = design_of(frame, **parts) if parts else None  # type: ignore[arg-type]
    table = frequencies(frame["q"], design, by=frame["g"])
    for row in table.rows:
        hit = (frame["q"] == float(row.label)).astype(float).where(frame["q"].notna() & (frame["g"] == int(row.group)))
        alone = proportion(hit, design)
        found = [row.value, row.low, row.high, row.base]
        assert found == pytest.approx([alone.value, alone.low, alone.high, alone.n], abs=1e-12)
        assert design is None or (row.se, row.degrees) == pytest.approx((alone.se, alone.degrees), abs=1e-12)


def test_many_tables_are_as_each_by_itself() -> None:
    frame = pd.DataFrame({"enig": ANSWERS, "sektor": SECTOR})
    (found,) = frequencies_of(frame, ["enig"], by="sektor", asked={"enig": ASKED})
    alone = frequencies(ANSWERS, by=SECTOR, asked=ASKED)
    pd.testing.assert_frame_equal(found.to_frame(), alone.to_frame())


def test_means_and_medians_by_group() -> None:
    hours = pd.Series([1.0, 2, 3, 10, 20, 60, None, 4], name="timer")
    assert {row.group: row.value for row in means(hours, SECTOR, total=True).rows} == pytest.approx(
        {"": 100 / 7, "kommune": 83 / 3, "stat": 17 / 4}
    )
    found = estimates_table(median, hours, SECTOR)
    assert {row.group: row.value for row in found.rows} == {"kommune": 20, "stat": 2}
    assert found.method.interval == "woodruff"


SEVERAL = pd.DataFrame({"kurs": [1, 1, 0, 0, None], "film": [1, 0, 1, 0, None], "g": [1, 1, 2, 2, 2]})


def test_percent_of_respondents_counts_who_chose_nothing() -> None:
    table = multiple_response(SEVERAL, {"kurs": "Kurs", "film": "Film"}, name="tiltak")
    assert (table.base.of, table.n, table.base.asked) == ("respondents", 4, 5)
    assert [(row.label, row.n, row.base, row.value) for row in table.rows] == [("Kurs", 2, 4, 0.5), ("Film", 2, 4, 0.5)]
    chosen = multiple_response(SEVERAL, ["kurs", "film"], anyone=False)
    assert (chosen.n, chosen.rows[0].value) == (3, pytest.approx(2 / 3))


def test_percent_of_respondents_by_group() -> None:
    table = multiple_response(SEVERAL, ["kurs", "film"], by="g")
    assert [(row.label, row.group, row.n, row.base) for row in table.rows] == [
        ("kurs", "1", 2, 2),
        ("kurs", "2", 0, 2),
        ("film", "1", 1, 2),
        ("film", "2", 1, 2),
    ]


def test_percent_of_answers_sums_to_all_of_them() -> None:
    table = percent_of_answers(SEVERAL, ["kurs", "film"])
    assert (table.base.of, table.n) == ("answers", 4)
    assert sum(row.value for row in table.rows) == pytest.approx(1)


def test_a_grid_has_the_same_levels_under_each_statement() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [3, 3, 3]})
    tables = grid(
        frame, {"a": "Vi samarbeider", "b": "Vi når målene"}, asked=Asked(labels={1: "Nei", 2: "Tja", 3: "Ja"})
    )
    assert [table.question for table in tables] == ["Vi samarbeider", "Vi når målene"]
    assert [[row.n for row in table.rows] for table in tables] == [[1, 1, 1], [0, 0, 3]]


@pytest.mark.parametrize("values", [[None, None], [8, 8]])
def test_a_table_without_anybody_is_refused(values: list[object]) -> None:
    with pytest.raises(EvaluationError) as caught:
        frequencies(pd.Series(values, name="enig"), asked=ASKED)
    assert [each.code for each in caught.value.problems] == ["STATISTICS-007"]


def test_a_mean_of_text_is_refused_with_what_was_found() -> None:
    with pytest.raises(EvaluationError) as caught:
        means(pd.Series(["3", "fire"], name="antall"), pd.Series([1, 2]))
    assert caught.value.problems[0].code == "STATISTICS-001"
    assert "«fire»" in str(caught.value)


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(EvaluationError) as caught:
        frequencies_of(pd.DataFrame({"a": [1]}), ["a", "bb"])
    assert (caught.value.problems[0].code, caught.value.problems[0].values["name"]) == ("STATISTICS-013", "bb")


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "Uvektet. 95"), ("nn", "Uvekta. 95"), ("en", "Unweighted. 95%")]
)
def test_the_method_is_told_in_three_languages(language: str, words: str) -> None:
    assert frequencies(ANSWERS, asked=ASKED).method.told(language).startswith(words)  # type: ignore[arg-type]
