"""The three pictures of coders compared: what they draw and what stands in their place."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.patches import Circle, Rectangle

from evaluation.language import LANGUAGES, Language
from reports.figures import agreement, confusion, difference
from reports.figures.drawing import Drawing, render_bytes

NAN = float("nan")


def texts(drawing: Drawing) -> list[str]:
    return [each.get_text() for each in drawing.figure.axes[0].texts]


def met(counts: list[list[int]]) -> pd.DataFrame:
    codes = ["Forebygging", "Oppfølging", ""]
    return pd.DataFrame(counts, index=codes, columns=codes)


def test_the_codes_that_met_stand_with_their_numbers_and_those_in_common_framed() -> None:
    drawing = confusion.draw(met([[9, 2, 1], [0, 4, 0], [3, 0, 0]]), language="nb", first="Koder A", second="Koder B")
    assert {"9", "2", "1", "4", "3", "↓ Koder A", "→ Koder B"} <= set(texts(drawing))
    framed = [each for each in drawing.figure.axes[0].patches if isinstance(each, Rectangle) and not each.fill]
    assert len(framed) == 2
    assert "samme kode 13 steder, ulike koder 2 ganger, og bare den ene har kodet 4 ganger" in drawing.alternative
    assert "«Forebygging» mot «Oppfølging» (2)" in drawing.alternative


def test_coders_who_always_mean_the_same_are_told_of_without_pairs() -> None:
    drawing = confusion.draw(met([[9, 0, 0], [0, 4, 0], [0, 0, 0]]), language="en")
    assert "Most often" not in drawing.alternative


def test_a_figure_that_is_not_defined_is_said_to_be_so() -> None:
    table = pd.DataFrame({"code": ["A", "B"], "value": [0.5, NAN], "low": [0.2, NAN], "high": [0.7, NAN]})
    drawing = agreement.draw(table, language="nb")
    assert "ikke definert" in texts(drawing)
    assert "0,50" in texts(drawing)


def test_before_and_after_are_told_apart_without_colour() -> None:
    drawing = agreement.draw(agreement.example("nb"), language="nb")
    faces = {each.get_facecolor() for each in drawing.figure.axes[0].patches if isinstance(each, Circle)}
    assert len(faces) == 2
    assert "slik de kodet hver for seg" in texts(drawing)
    assert "er 2 av dem høyere" in drawing.alternative


def test_agreement_worse_than_chance_has_room_on_the_scale() -> None:
    table = pd.DataFrame({"code": ["A"], "value": [-0.2], "low": [-0.4], "high": [0.1]})
    assert "-0,5" in texts(agreement.draw(table, language="nb"))


def test_what_one_alone_coded_is_the_upper_or_the_lower_half_of_the_strip() -> None:
    rows = [("A", "both", 0.0, 0.1), ("A", "first", 0.2, 0.3), ("A", "second", 0.4, 0.5)]
    table = pd.DataFrame(rows, columns=["code", "who", "start_share", "end_share"])
    drawing = difference.draw(table, language="nb", source="intervju", first="koder A", second="koder B")
    boxes = [each for each in drawing.figure.axes[0].patches if isinstance(each, Rectangle)][-3:]
    assert [each.get_height() for each in boxes] == [difference.BAR, difference.BAR / 2, difference.BAR / 2]
    assert boxes[1].get_y() < boxes[2].get_y()
    assert drawing.caption == "Hvor i teksten koder A og koder B har brukt kodene (intervju)"


@pytest.mark.parametrize("module", [agreement, confusion, difference])
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_data_it_says_so(module: object, language: Language) -> None:
    drawing = module.draw(module.example(language).iloc[:0], language=language)  # type: ignore[attr-defined]
    assert texts(drawing) == [drawing.alternative]


@pytest.mark.parametrize("module", [agreement, confusion, difference])
def test_the_same_table_gives_the_same_bytes(module: object) -> None:
    one, other = (
        render_bytes(module.draw(module.example("nn"), language="nn"), ["svg"])  # type: ignore[attr-defined]
        for _ in range(2)
    )
    assert one == other
