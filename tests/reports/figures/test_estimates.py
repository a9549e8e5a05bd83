from __future__ import annotations

import pandas as pd
import pytest

from reports.figures import dots, funnel, grouped, stacked, waves


def table(inner="group", **values):
    """`A=(0.5, 0.4, 0.6)`: one label, a value with its interval for each group."""
    return pd.DataFrame(
        [
            {"label": "Plan", inner: name, "value": value, "low": low, "high": high, "n": 50}
            for name, (value, low, high) in values.items()
        ]
    )


def words(drawing, texts):
    return [text.get_text() for text, _ in texts(drawing)]


@pytest.mark.parametrize("figure", [grouped, dots])
def test_a_hidden_figure_is_told_in_words_and_never_drawn(figure, texts):
    shown = table(A=(0.5, 0.4, 0.6), B=(0.123, 0.1, 0.2)).assign(hidden=[False, True])
    drawing = figure.draw(shown, language="nb")
    assert "skjult: for få svar" in words(drawing, texts)
    assert "12" not in drawing.alternative.replace("n = ", "")


def test_bars_are_as_long_as_their_shares():
    drawing = grouped.draw(table(A=(0.6, 0.5, 0.7), B=(0.2, 0.1, 0.3)), language="nb")
    long, short = (bar.get_width() for bar in drawing.figure.axes[0].patches[:2])
    assert long == pytest.approx(3 * short)


def test_an_interval_is_written_beside_its_bar(texts):
    assert "60\u00a0% (50–70)" in words(grouped.draw(table(A=(0.6, 0.5, 0.7)), language="nb"), texts)


def test_a_figure_without_an_interval_stands_alone(texts):
    bare = table(A=(0.6, float("nan"), float("nan")))
    assert "60\u00a0%" in words(grouped.draw(bare, language="nb"), texts)


@pytest.mark.parametrize("figure", [grouped, dots])
def test_more_groups_than_can_be_told_apart_are_refused(figure):
    with pytest.raises(ValueError, match="G"):
        figure.draw(table(**dict.fromkeys("ABCDEFG", (0.5, 0.4, 0.6))), language="nb")


def lines_between(drawing):
    return [line for line in drawing.figure.axes[0].lines if line.get_zorder() == 1.5]


def test_no_line_joins_waves_that_cannot_be_compared():
    shown = table("wave", y1=(0.5, 0.4, 0.6), y2=(0.5, 0.4, 0.6), y3=(0.5, 0.4, 0.6))
    assert len(lines_between(waves.draw(shown, language="nb"))) == 2
    drawing = waves.draw(shown.assign(broken=[False, False, True]), language="nb")
    assert len(lines_between(drawing)) == 1
    assert "Plan ble spurt på en annen måte fra y3" in drawing.alternative


def test_stacks_keep_an_empty_level_in_the_key(texts):
    rows = [{"group": "A", "code": 1, "level": "Ja", "share": 1.0, "n": 8},
            {"group": "A", "code": 2, "level": "Nei", "share": 0.0, "n": 8}]  # fmt: skip
    assert {"Ja", "Nei"} <= set(words(stacked.draw(pd.DataFrame(rows), language="nb"), texts))


def test_a_funnel_tells_shares_of_those_who_were_asked(texts):
    drawing = funnel.draw(pd.DataFrame({"stage": ["Invitert", "Svarte"], "count": [1240, 612]}), language="nb")
    assert "612 (49\u00a0%)" in words(drawing, texts)


def test_nobody_asked_gives_a_drawing_that_says_so():
    drawing = funnel.draw(pd.DataFrame({"stage": ["Invitert"], "count": [0]}), language="nb")
    assert drawing.alternative == "Ingen er invitert ennå."
