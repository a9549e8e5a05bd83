"""Where coders differ and where all agree, from plain codings."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as some

from coding.consensus.places import Compared, compare
from coding.consensus.runs import Run, connected, joined, runs
from evaluation.model import Coding

TEXT = "Vi løfter tungt hver dag. Ingen spør natta. De eldste slipper den lette jobben."
CODERS = ("ida", "jonas")
CODES = ("løft", "natt", "alder")
places = some.tuples(some.integers(0, 60), some.integers(1, 19)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def coding(words: str, code: str, coder: str, id_: int | None = None) -> Coding:
    start = TEXT.index(words)
    return Coding("tekst", start, start + len(words), code, coder, id=id_)


def compared(*codings: Coding, coders: tuple[str, ...] = CODERS) -> Compared:
    return compare(codings, {"tekst": TEXT}, coders, lambda each: each.coder)


def test_places_that_overlap_or_touch_are_one() -> None:
    assert joined([(5, 9), (0, 3), (3, 4), (8, 12)]) == [(0, 4), (5, 12)]


def test_a_run_is_as_long_as_the_same_coders_have_the_code() -> None:
    found = runs({"ida": [(0, 6), (4, 10)], "jonas": [(5, 15)]})
    assert found == [
        Run(0, 5, frozenset({"ida"})),
        Run(5, 10, frozenset(CODERS)),
        Run(10, 15, frozenset({"jonas"})),
    ]


def test_runs_of_different_coders_that_only_touch_do_not_belong_together() -> None:
    assert [len(group) for group in connected(runs({"ida": [(0, 5)], "jonas": [(5, 9)]}))] == [1, 1]


def test_what_all_give_the_same_code_is_agreed_on() -> None:
    found = compared(coding("Ingen spør natta", "natt", "ida"), coding("Ingen spør natta", "natt", "jonas"))
    assert [(each.code, TEXT[each.start : each.end]) for each in found.agreed] == [("natt", "Ingen spør natta")]
    assert found.disagreements == ()


def test_white_space_and_punctuation_make_no_difference() -> None:
    found = compared(coding("Ingen spør natta", "natt", "ida"), coding(" Ingen spør natta.", "natt", "jonas"))
    assert (len(found.agreed), found.disagreements) == (1, ())


def test_another_extent_is_a_difference_of_boundary() -> None:
    [place] = compared(coding("Ingen spør natta", "natt", "ida"), coding("spør natta", "natt", "jonas")).disagreements
    assert (place.kind, TEXT[place.start : place.end], place.codes) == ("boundary", "Ingen spør natta", ("natt",))
    assert [sorted(run.coders) for run in place.runs["natt"]] == [["ida"], ["ida", "jonas"]]


def test_one_coding_of_a_coder_against_two_of_the_other_is_one_place() -> None:
    [place] = compared(
        coding("Vi løfter tungt hver dag", "løft", "ida"),
        coding("Vi løfter", "løft", "jonas"),
        coding("hver dag", "løft", "jonas"),
    ).disagreements
    assert (place.kind, len(place.codings)) == ("boundary", 3)


def test_what_only_one_has_coded_is_a_difference_of_presence() -> None:
    [place] = compared(coding("Ingen spør natta", "natt", "ida")).disagreements
    assert (place.kind, [each.coder for each in place.codings]) == ("presence", ["ida"])


def test_words_given_different_codes_are_one_place() -> None:
    [place] = compared(
        coding("De eldste slipper", "alder", "ida", 4), coding("slipper den lette jobben", "løft", "jonas", 3)
    ).disagreements
    assert (place.kind, place.codes, place.id) == ("code", ("alder", "løft"), 3)
    assert TEXT[place.start : place.end] == "De eldste slipper den lette jobben"


def test_two_codes_of_one_coder_on_the_same_words_are_not_set_against_each_other() -> None:
    found = compared(coding("De eldste", "alder", "ida"), coding("De eldste", "løft", "ida")).disagreements
    assert [each.kind for each in found] == ["presence", "presence"]


def test_of_three_coders_two_that_agree_do_not_make_a_boundary() -> None:
    three = (*CODERS, "kari")
    [place] = compared(
        coding("Ingen spør", "natt", "ida"), coding("Ingen spør", "natt", "jonas"), coders=three
    ).disagreements
    assert place.kind == "presence"


def test_the_worst_code_stands_first() -> None:
    found = compared(
        coding("Vi løfter tungt", "løft", "ida"),
        coding("Vi løfter", "løft", "jonas"),
        coding("De eldste", "alder", "jonas"),
    )
    assert [each.codes for each in found.disagreements] == [("løft",), ("alder",)]
    assert [each.codes for each in found.worst_first()] == [("alder",), ("løft",)]
    assert found.overlap == {"alder": 0.0, "løft": 9 / 15}


@some.composite
def codings(draw: some.DrawFn) -> list[Coding]:
    drawn = draw(some.lists(some.tuples(places, some.sampled_from(CODES), some.sampled_from(CODERS)), max_size=14))
    return [Coding("tekst", *place, code, coder, id=id_) for id_, (place, code, coder) in enumerate(drawn, 1)]


def covered(found: list[Coding], code: str, coder: str) -> set[int]:
    own = (each for each in found if (each.code, each.coder) == (code, coder))
    return {at for each in own for at in range(each.start, each.end) if TEXT[at].isalnum()}


@settings(deadline=None)
@given(codings())
def test_every_letter_that_coders_differ_on_stands_in_a_place_and_no_coding_in_two(made: list[Coding]) -> None:
    found = compared(*made)
    for code in CODES:
        ida, jonas = (covered(made, code, coder) for coder in CODERS)
        told = {
            at
            for each in found.disagreements
            if code in each.runs
            for run in each.runs[code]
            for at in range(run.start, run.end)
        }
        assert (ida ^ jonas) <= told
    ids = [id_ for each in found.disagreements for id_ in each.ids]
    assert len(ids) == len(set(ids))


@settings(deadline=None)
@given(codings(), some.randoms(use_true_random=False))
def test_neither_the_order_of_codings_nor_of_coders_matters(made: list[Coding], chance: random.Random) -> None:
    mixed = list(made)
    chance.shuffle(mixed)
    one, other = compared(*made), compared(*mixed, coders=CODERS[::-1])
    assert [(each.kind, each.ids) for each in one.disagreements] == [
        (each.kind, each.ids) for each in other.disagreements
    ]
    assert one.overlap == other.overlap


@settings(deadline=None)
@given(codings())
def test_one_who_codes_like_oneself_agrees(made: list[Coding]) -> None:
    own = [each for each in made if each.coder == "ida"]
    copied = [Coding(each.source, each.start, each.end, each.code, "jonas", id=100 + (each.id or 0)) for each in own]
    assert compared(*own, *copied).disagreements == ()
