"""Words of a source, found as a person gives them."""

from typing import Any

import pytest

from coding.places import place_of
from evaluation.errors import EvaluationError
from evaluation.model import Source

TEXT = "Vi har ro. Roboten løfter.\nVi har  IA\u2010avtalen, og vi har tid."


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"words": "Roboten løfter"}, "Roboten løfter"),
        ({"words": "roboten LØFTER."}, "Roboten løfter."),
        ({"words": "har IA-avtalen"}, "har  IA\u2010avtalen"),
        ({"words": "løfter. Vi"}, "løfter.\nVi"),
        ({"words": "ro"}, "ro"),
        ({"words": "vi har"}, "vi har"),
        ({"start": 3, "end": 9}, "har ro"),
        ({"start": 0, "end": len(TEXT)}, TEXT),
    ],
)
def test_the_place_of_words(given: dict[str, Any], found: str) -> None:
    place = place_of(Source("fg", TEXT), **given)
    assert TEXT[place.start : place.end] == found


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"words": "Robotten løfter"}, "CODING-001"),
        ({"words": "zzzz"}, "CODING-001"),
        ({"words": "har"}, "CODING-002"),
        ({"start": 4, "end": 4}, "CODING-003"),
        ({"start": 4}, "CODING-003"),
        ({"end": 4}, "CODING-003"),
        ({"start": -4, "end": 4}, "CODING-003"),
        ({"start": 0, "end": len(TEXT) + 1}, "CODING-003"),
        ({}, "CODING-009"),
        ({"words": "ro", "start": 0}, "CODING-009"),
        ({"words": "  "}, "CODING-010"),
        ({"start": 26, "end": 27}, "CODING-010"),
    ],
)
def test_a_place_that_cannot_be_told_is_refused(given: dict[str, Any], code: str) -> None:
    with pytest.raises(EvaluationError) as raised:
        place_of(Source("fg", TEXT), **given)
    assert [each.code for each in raised.value.problems] == [code]


def test_misspelled_words_are_answered_with_the_nearest_passage() -> None:
    with pytest.raises(EvaluationError) as raised:
        place_of(Source("fg", TEXT), words="Robotten løfter")
    assert "Roboten løfter" in str(raised.value.problems[0].values["near"])


def test_several_places_are_all_named() -> None:
    with pytest.raises(EvaluationError) as raised:
        place_of(Source("fg", "ja, ja og ja"), words="ja")
    assert raised.value.problems[0].values["places"] == "0–2, 4–6, 10–12"
