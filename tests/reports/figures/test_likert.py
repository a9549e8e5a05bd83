from __future__ import annotations

import itertools

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from reports.figures import likert
from reports.figures.colours import EVEN, STEPS, WARM, contrast, sides

SCALE = {1: ("Helt uenig", "negative"), 2: ("Uenig", "negative"), 3: ("Verken eller", "neutral"),
         4: ("Enig", "positive"), 5: ("Helt enig", "positive"), 9: ("Vet ikke", "missing")}  # fmt: skip


def table(scale=SCALE, **items):
    """`item={code: share}`; codes left out have no row at all."""
    rows = [
        {"item": item, "code": code, "level": scale[code][0], "side": scale[code][1], "share": share, "n": 200}
        for item, shares in items.items()
        for code, share in shares.items()
    ]
    return pd.DataFrame(rows)


def bars(drawing):
    """The segments of all bars, without the boxes of the key: left end, right end, colour."""
    found = [each for each in drawing.figure.axes[0].patches if each.get_height() == likert.BAR]
    return [(each.get_x(), each.get_x() + each.get_width(), to_hex(each.get_facecolor())) for each in found]


def middle(drawing):
    return drawing.figure.axes[0].lines[0].get_xdata()[0]


def words(drawing, texts):
    return [text.get_text() for text, _ in texts(drawing)]


EVENLY = {1: 0.1, 2: 0.2, 3: 0.2, 4: 0.3, 5: 0.2}


def test_a_split_neutral_lies_half_to_each_side_of_the_middle():
    drawing = likert.draw(table(A=EVENLY), language="nb")
    [(left, right, _)] = [each for each in bars(drawing) if each[2] == EVEN]
    assert middle(drawing) - left == pytest.approx(right - middle(drawing))


def test_a_neutral_beside_is_in_no_bar_and_has_a_column(texts):
    drawing = likert.draw(table(A=EVENLY), language="nb", neutral="beside")
    assert EVEN not in {colour for *_, colour in bars(drawing)}
    assert {"Verken eller", "20\u00a0%"} <= set(words(drawing, texts))


def test_a_level_nobody_chose_moves_neither_the_middle_nor_the_colours():
    full = bars(likert.draw(table(A=EVENLY, B={1: 0.0, 2: 0.3, 3: 0.2, 4: 0.5}), language="nb"))
    bare = bars(likert.draw(table(A=EVENLY, B={2: 0.3, 3: 0.2, 4: 0.5}), language="nb"))
    assert full == bare


def test_levels_stand_in_the_order_of_their_codes_whoever_answers_first(texts):
    drawing = likert.draw(table(A={5: 0.5, 2: 0.5}, B=EVENLY), language="nb")
    assert [word for word in words(drawing, texts) if word in {name for name, _ in SCALE.values()}] == [
        "Helt uenig", "Uenig", "Verken eller", "Enig", "Helt enig",
    ]  # fmt: skip


def test_a_scale_whose_low_end_is_the_good_one_is_turned():
    scale = {
        1: ("Enig", "positive"),
        2: ("Litt enig", "positive"),
        3: ("Litt uenig", "negative"),
        4: ("Uenig", "negative"),
    }
    drawing = likert.draw(table(scale, A={1: 0.4, 2: 0.3, 3: 0.2, 4: 0.1}), language="nb")
    below, above = sides(2, 2)
    assert [colour for *_, colour in bars(drawing)] == [*below, *above]
    widths = [right - left for left, right, _ in bars(drawing)]
    assert widths == pytest.approx([at * widths[0] for at in (1, 2, 3, 4)])


def test_dont_know_is_in_a_column_of_its_own_and_in_no_bar(texts):
    drawing = likert.draw(table(A={**EVENLY, 9: 0.12}), language="nb")
    assert {"Vet ikke", "12\u00a0%"} <= set(words(drawing, texts))
    assert len(bars(drawing)) == 5


def test_a_scale_without_a_middle_and_one_side_alone_can_be_drawn():
    drawing = likert.draw(table(A={4: 0.4, 5: 0.6}), language="nb")
    assert min(left for left, *_ in bars(drawing)) == pytest.approx(middle(drawing))


def test_more_than_three_levels_on_a_side_are_refused():
    scale = {code: (str(code), "positive") for code in range(1, 5)}
    with pytest.raises(ValueError, match="4"):
        likert.draw(table(scale, A={1: 0.25, 2: 0.25, 3: 0.25, 4: 0.25}), language="nb")


def test_the_alternative_text_gives_every_side_and_the_base():
    drawing = likert.draw(table(A={**EVENLY, 9: 0.12}), language="nn")
    assert "A: 30\u00a0% negative, 20\u00a0% i midten, 50\u00a0% positive og 12\u00a0% utan svar" in drawing.alternative
    assert "n = 200" in drawing.alternative


@pytest.mark.parametrize("colours", [STEPS, WARM])
def test_neighbours_on_a_side_differ_in_black_and_white(colours):
    assert all(contrast(one, other) >= 1.2 for one, other in itertools.pairwise(colours))
