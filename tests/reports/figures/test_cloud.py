"""A word cloud: the larger the commoner, nothing on top of anything, and its table beside it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures.cloud import BROAD, LARGEST, MOST, draw
from reports.figures.lettering import SIZE
from tests.reports.figures.conftest import measure

WORDS = [f"ord{number}" for number in range(60)]
TABLE = pd.DataFrame({"word": WORDS, "count": range(120, 60, -1), "per_10k": [each / 3 for each in range(120, 60, -1)]})


def in_cloud(table: pd.DataFrame):
    drawn = [(text.get_text(), text.get_fontsize(), box) for text, box in measure(draw(table, language="nb"))]
    return [each for each in drawn if each[2].x1 <= BROAD + 2]


def test_the_most_common_are_drawn_and_the_first_twenty_listed():
    texts = [text.get_text() for text, _ in measure(draw(TABLE, language="nb"))]
    assert sum(texts.count(word) for word in WORDS) == MOST + 20


def test_the_table_tells_the_counts():
    texts = [text.get_text() for text, _ in measure(draw(TABLE, language="nb"))]
    assert {"Ord", "Antall", "120", "40,0"} <= set(texts)


def test_a_word_used_four_times_as_often_has_letters_twice_as_high():
    sizes = {word: size for word, size, _ in in_cloud(pd.DataFrame({"word": ["en", "to"], "count": [40, 10]}))}
    assert sizes == {"en": LARGEST, "to": pytest.approx(LARGEST / 2)}


def test_a_very_long_word_is_made_to_fit(outside):
    table = pd.DataFrame({"word": ["arbeidslivssenter" * 6, "nav"], "count": [9, 8]})
    assert outside(draw(table, language="nb")) == []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 500), min_size=1, max_size=45))
def test_no_word_covers_another(counts):
    table = pd.DataFrame({"word": WORDS[: len(counts)], "count": sorted(counts, reverse=True)})
    placed = [box.padded(-0.25) for _, size, box in in_cloud(table) if size >= SIZE]
    assert not any(one.overlaps(other) for at, one in enumerate(placed) for other in placed[:at])
