"""The matrix: which quotes stand in a cell, and whether its summary still rests on them."""

from dataclasses import replace

import pytest

from coding.framework.matrix import State, evidence, framework, narrowed, unsettled
from evaluation.model import Summary
from tests.coding.framework.examples import CASES, THEMES, matrix, quotes

QUOTES = quotes((1, "p1", "forebygging", "Vi løfter."), (2, "p1", "forebygging", "Vi savner tid."))


def test_every_case_has_a_cell_under_every_theme() -> None:
    assert [(each.case.id, each.theme.id) for each in matrix().listed()] == [
        ("p1", "forebygging"),
        ("p1", "oppfolging"),
        ("p2", "forebygging"),
        ("p2", "oppfolging"),
    ]


def test_a_cell_holds_the_quotes_of_its_case_and_theme() -> None:
    whole = matrix(found=quotes((1, "p1", "forebygging", "a"), (2, "p2", "forebygging", "b"), (3, "p1", "annet", "c")))
    assert [each.quotes for each in whole.listed()] == [(1,), (), (2,), ()]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (QUOTES, "written"),
        (QUOTES[::-1], "written"),
        (QUOTES[:1], "stale"),
        (QUOTES.assign(text=["Vi løfter!", "Vi savner tid."]), "stale"),
        (QUOTES.assign(start=[0, 2]), "stale"),
        (QUOTES.assign(end=[60, 7]), "stale"),
        (QUOTES.assign(source="tlf"), "stale"),
        (QUOTES.assign(id=[1, 3]), "stale"),
        (QUOTES.assign(coder="Ola"), "written"),
    ],
)
def test_a_summary_is_stale_when_its_quotes_have_changed(now: object, state: State) -> None:
    before = matrix({("p1", "forebygging"): "Tungt."}, QUOTES).cell("p1", "forebygging").summary
    assert before is not None
    after = framework("participant", CASES, THEMES, now, [before])  # type: ignore[arg-type]
    assert after.cell("p1", "forebygging").state == state


def test_a_stale_cell_tells_what_came_and_what_went() -> None:
    before = matrix({("p1", "forebygging"): "Tungt."}, QUOTES).cell("p1", "forebygging").summary
    assert before is not None
    now = quotes((2, "p1", "forebygging", "Vi savner tid."), (9, "p1", "forebygging", "Nytt."))
    cell = framework("participant", CASES, THEMES, now, [before]).cell("p1", "forebygging")
    assert (cell.added, cell.gone) == ((9,), (1,))


@pytest.mark.parametrize("state", ["empty", "written"])
def test_a_cell_without_quotes_may_be_written_all_the_same(state: State) -> None:
    whole = matrix({("p2", "oppfolging"): "Sa ingenting."} if state == "written" else {})
    assert whole.cell("p2", "oppfolging").state == state


def test_a_summary_of_another_kind_of_case_is_not_in_the_matrix() -> None:
    foreign = Summary("session", "p1", "forebygging", "Fra økten.")
    assert framework("participant", CASES, THEMES, QUOTES, [foreign]).cell("p1", "forebygging").summary is None


def test_the_stale_come_first_and_then_the_empty_with_most_quotes() -> None:
    whole = matrix({("p2", "forebygging"): "x", ("p1", "oppfolging"): "y"})
    stale = replace(whole.cell("p2", "forebygging"), evidence="en annen")
    found = unsettled(replace(whole, cells={**whole.cells, ("p2", "forebygging"): stale}))
    assert [(each.case.id, each.theme.id) for each in found] == [
        ("p2", "forebygging"),
        ("p1", "forebygging"),
        ("p2", "oppfolging"),
    ]


def test_a_part_of_the_matrix_has_only_its_own_quotes() -> None:
    part = narrowed(matrix(), cases=["p2"], themes=["forebygging"])
    assert (len(part.cells), len(part.quotes)) == (1, 0)


def test_the_order_of_quotes_makes_no_other_evidence_but_their_number_does() -> None:
    a, b = (1, "fg", 0, 5, "a"), (2, "fg", 5, 9, "b")
    assert (evidence([a, b]) == evidence([b, a]), evidence([a]) == evidence([a, a])) == (True, False)
