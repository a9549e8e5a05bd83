from __future__ import annotations

from itertools import pairwise

import pytest

from reports.figures.colours import (
    ACCENT,
    BLANK,
    INK,
    MIDDLE,
    PALE,
    QUIET,
    STEPS,
    WHITE,
    contrast,
    letters_on,
    luminance,
    steps,
)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_agrees_with_published_ratios(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("face", STEPS)
def test_numbers_are_read_on_every_colour_of_the_heat_map(face):
    assert contrast(letters_on(face), face) >= 4.5


@pytest.mark.parametrize("text", [INK, QUIET])
@pytest.mark.parametrize("ground", [WHITE, PALE, BLANK])
def test_text_is_read_on_every_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("shape", [INK, ACCENT, MIDDLE, QUIET])
@pytest.mark.parametrize("ground", [WHITE, PALE])
def test_shapes_stand_out_from_every_ground(shape, ground):
    assert contrast(shape, ground) >= 3


def test_each_step_is_clearly_darker_than_the_one_before_in_black_and_white():
    assert all(contrast(lighter, darker) >= 1.25 for lighter, darker in pairwise([WHITE, *STEPS]))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_fewer_steps_still_go_from_light_to_dark(count):
    chosen = steps(count)
    assert len(set(chosen)) == count
    assert [luminance(each) for each in chosen] == sorted(map(luminance, chosen), reverse=True)
