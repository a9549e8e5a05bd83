"""Places counted all at once, held against the places made one by one."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some
from pytest import MonkeyPatch

from coding.consensus import counting
from coding.consensus.counting import NOWHERE, Counts, Placed, count, whole_places
from coding.consensus.places import Compared, compare
from evaluation.model import Coding

TEXTS = {"en": "Vi løfter tungt. – – – Ingen spør natta; de _ eldste.", "to": "?!  … Æ, ja 7 …", "tre": ""}
CODES = ("løft", "natt", "alder", "makt")
CODERS = tuple(f"koder-{number}" for number in range(70))

spans = some.tuples(some.integers(0, 55), some.integers(1, 24))
codings = some.lists(some.tuples(some.sampled_from(["en", "to"]), some.sampled_from(CODES), spans), max_size=40)


def made(rows: list[tuple[str, str, tuple[int, int]]], coders: tuple[str, ...]) -> list[Coding]:
    return [
        Coding(source, start, start + length, code, coders[(7 * at) % len(coders)], id=at + 1)
        for at, (source, code, (start, length)) in enumerate(rows)
    ]


def counted(listed: list[Coding], coders: tuple[str, ...]) -> Counts:
    places = {"source": list(TEXTS), "code": list(CODES), "rater": list(coders)}
    told = {"source": "source", "code": "code", "rater": "coder"}
    numbers = {key: np.array([places[key].index(getattr(each, name)) for each in listed], np.int64)
               for key, name in told.items()}  # fmt: skip
    start, end = (np.array([getattr(each, name) for each in listed], np.int64) for name in ("start", "end"))
    return count(Placed(**numbers, start=start, end=end), list(TEXTS.values()), len(coders), len(CODES))


def ids_of(found: Counts, listed: list[Coding]) -> set[frozenset[int]]:
    ids = np.array([each.id for each in listed], np.int64)
    return set(whole_places(found.place, ids, ids.tolist()))


def assert_alike(found: Counts, places: Compared, listed: list[Coding]) -> None:
    kinds = Counter(each.kind for each in places.disagreements)
    assert (found.agreed, found.boundary, found.code, found.presence) == (
        len(places.agreed), kinds["boundary"], kinds["code"], kinds["presence"]
    )  # fmt: skip
    assert {CODES[number] for number in found.codes} == set(places.overlap)
    assert ids_of(found, listed) == {each.ids for each in places.disagreements}


@settings(max_examples=200, deadline=None)
@given(codings, some.integers(2, 4))
def test_as_many_are_counted_as_there_are(rows: list[tuple[str, str, tuple[int, int]]], number: int) -> None:
    coders = CODERS[:number]
    listed = made(rows, coders)
    assert_alike(counted(listed, coders), compare(listed, TEXTS, coders, lambda each: each.coder), listed)


@settings(deadline=None)
@given(codings)
def test_more_coders_than_a_number_has_bits_are_told_apart(rows: list[tuple[str, str, tuple[int, int]]]) -> None:
    listed = made(rows, CODERS)
    assert_alike(counted(listed, CODERS), compare(listed, TEXTS, CODERS, lambda each: each.coder), listed)


@settings(deadline=None)
@given(codings)
def test_it_makes_no_difference_how_many_pairs_are_looked_at_together(
    rows: list[tuple[str, str, tuple[int, int]]],
) -> None:
    listed = made(rows, CODERS[:3])
    with MonkeyPatch.context() as patch:
        patch.setattr(counting, "PAIRS", 3)
        few = counted(listed, CODERS[:3])
    assert_alike(few, compare(listed, TEXTS, CODERS[:3], lambda each: each.coder), listed)


def test_codings_that_nobody_disputes_are_in_no_place() -> None:
    listed = [Coding("en", 0, 9, "løft", each, id=number) for number, each in enumerate(CODERS[:2], 1)]
    found = counted(listed, CODERS[:2])
    assert (found.agreed, found.place.tolist()) == (1, [NOWHERE, NOWHERE])
