"""Codings that say the same of the same words are told of."""

from __future__ import annotations

import pytest

from evaluation.model import Coding
from evaluation.sources.overlapping import doubled, overlaps


def coding(start: int, end: int, **values: str) -> Coding:
    return Coding(**{"source": "gruppe", "start": start, "end": end, "code": "tiltak", "coder": "Ane", **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spans", "groups"),
    [
        ([(0, 10), (5, 15)], [[(0, 10), (5, 15)]]),
        ([(0, 10), (10, 15)], [[(0, 10), (10, 15)]]),
        ([(0, 10), (11, 15)], []),
        ([(0, 50), (5, 8), (40, 60), (70, 80)], [[(0, 50), (5, 8), (40, 60)]]),
        ([(0, 4), (2, 6), (20, 24), (22, 26)], [[(0, 4), (2, 6)], [(20, 24), (22, 26)]]),
        ([], []),
    ],
)
def test_overlapping_and_touching_codings_are_one_group(
    spans: list[tuple[int, int]], groups: list[list[tuple[int, int]]]
) -> None:
    found = overlaps([coding(*span) for span in reversed(spans)])
    assert [[(each.start, each.end) for each in group] for group in found] == groups


@pytest.mark.parametrize("other", [{"code": "frafall"}, {"coder": "Bo"}, {"round": "2"}, {"source": "telefon"}])
def test_another_code_coder_round_or_source_is_another_matter(other: dict[str, str]) -> None:
    assert overlaps([coding(0, 10), coding(5, 15, **other)]) == []


def test_a_new_coding_over_an_old_one_is_a_note() -> None:
    [found] = doubled([coding(5, 15), coding(90, 95)], [coding(0, 10)])
    assert (found.code, found.severity, found.values["place"], found.values["others"]) == (
        "EDIT-012",
        "note",
        "5–15",
        "0–10",
    )


def test_the_same_coding_again_is_no_double() -> None:
    assert doubled([coding(0, 10)], [coding(0, 10)]) == ()


def test_a_note_names_some_of_those_it_meets_and_none_that_it_does_not() -> None:
    long = Coding("a", 0, 1000, "k", "Ida")
    there = [long, *(Coding("a", at, at + 2, "k", "Ida") for at in range(10, 900, 10))]
    [note] = doubled([Coding("a", 950, 960, "k", "Ida")], there)
    assert note.values["others"] == "0–1000"


def test_ten_thousand_that_overlap_are_told_of_at_once() -> None:
    new = [Coding("a", at, at + 5, "k", "Ida") for at in range(10_000)]
    notes = doubled(new, [])
    assert len(notes) == 10_000
    assert notes[5000].values["others"].count("–") == 3
