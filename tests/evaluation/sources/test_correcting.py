"""What stood on words that were put right stands on what they became."""

from __future__ import annotations

import pytest

from evaluation.sources.correcting import corrected, swapped
from evaluation.sources.moving import moved


def followed(alignment, words):
    start = alignment.old.index(words)
    [move] = moved(alignment, [(start, start + len(words))]).moves
    return move.place and alignment.new[slice(*move.place)]


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("leieren", "Kåre"),  # a word misheard, though the next one is the same word
        ("sa leieren", "sa Kåre"),
        ("at leieren ville", "at leieren ville"),
        ("ville", "ville"),
    ],
)
def test_a_word_misheard_keeps_what_stands_on_it(words, now):
    text = "Da sa leieren at leieren ville."
    assert followed(corrected(text, 6, 13, "Kåre"), words) == now


def test_a_word_bent_otherwise_is_whole():
    assert followed(corrected("Vi gav vakten en bok.", 7, 13, "vaktene"), "vakten") == "vaktene"


def test_words_taken_away_leave_nothing_to_stand_on():
    alignment = corrected("Vi gav vakten en bok.", 7, 14, "")
    assert (followed(alignment, "vakten"), followed(alignment, "gav vakten")) == (None, "gav")


def test_where_many_words_are_others_something_else_was_said():
    text = "Vi gav vakten en bok til alle som kom den dagen."
    alignment = corrected(text, 7, 33, "det regnet veldig mye")
    assert followed(alignment, "en bok til") is None
    assert followed(alignment, "den dagen") == "den dagen"


def test_names_put_in_many_places_stand_for_the_old_ones():
    text = "Kari ringte Kari."
    alignment = swapped(text, [(0, 4, "Informant 1"), (12, 16, "Informant 1")])
    assert alignment.new == "Informant 1 ringte Informant 1."
    assert [move.place for move in moved(alignment, [(0, 4), (12, 16), (5, 11)]).moves] == [(0, 11), (19, 30), (12, 18)]
