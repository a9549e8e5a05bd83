"""Who speaks how much, who follows whom, and who is silent."""

from __future__ import annotations

import pandas as pd
import pytest

from coding.speakers import following, silences, speaking

TURNS = pd.DataFrame(
    [
        ("fg", 0, "Moderator", "moderator", 10),
        ("fg", 1, "I1", "informant", 50),
        ("fg", 2, "I2", "informant", 20),
        ("fg", 4, "I1", "informant", 20),
        ("tlf", 0, "I2", "informant", 0),
        ("tlf", 1, "Moderator", "moderator", 0),
        ("plan", 0, None, None, 999),
    ],
    columns=["source", "turn", "speaker", "affiliation", "words"],
)


def test_shares_are_of_what_is_spoken():
    table = speaking(TURNS)
    assert table[["speaker", "turns", "words", "share"]].to_numpy().tolist() == [
        ["I1", 2, 70, pytest.approx(0.7)],
        ["I2", 2, 20, pytest.approx(0.2)],
        ["Moderator", 2, 10, pytest.approx(0.1)],
    ]


def test_the_mean_and_the_longest_turn():
    first = speaking(TURNS).iloc[0]
    assert (first["mean_turn"], first["longest_turn"]) == (35, 50)


def test_who_follows_whom_stops_at_the_end_of_a_source_and_at_a_turn_left_out():
    table = following(TURNS)
    found = {(one, next_) for one in table.index for next_ in table.columns if table.loc[one, next_]}
    assert found == {("Moderator", "I1"), ("I1", "I2"), ("I2", "Moderator")}


def test_nobody_speaks_in_a_document():
    assert speaking(TURNS[-1:]).empty
    assert following(TURNS[-1:]).empty


def test_silence_is_to_have_nothing_coded():
    codings = pd.DataFrame([("seniorer", "I1"), ("forebygging", "I2")], columns=["theme", "speaker"])
    table = silences(codings, ["I1", "I2", "I3"], ["seniorer"])
    assert list(table["speaker"]) == ["I2", "I3"]
