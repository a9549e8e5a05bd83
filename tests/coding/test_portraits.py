"""Where in a source each code lies."""

from __future__ import annotations

import pandas as pd
import pytest

from coding.portraits import extents, portrait

CODINGS = pd.DataFrame([(2, 50, 100, "b"), (1, 0, 20, "a"), (3, 10, 30, "a")], columns=["id", "start", "end", "code"])


def test_places_are_shares_of_the_text():
    table = portrait(CODINGS, 200)
    assert table[["code", "start_share", "end_share", "id"]].to_numpy().tolist() == [
        ["a", 0.0, 0.1, 1],
        ["a", 0.05, 0.15, 3],
        ["b", 0.25, 0.5, 2],
    ]


def test_what_two_codings_cover_together_counts_once():
    table = extents(portrait(CODINGS, 200)).set_index("code")
    assert table.loc["a", "share"] == pytest.approx(0.15)


def test_nothing_coded_is_an_empty_portrait():
    assert extents(portrait(CODINGS[:0], 200)).empty
