"""Any act can be taken back and brought back, unless later ones rest on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evaluation.errors import EvaluationError
from evaluation.model import Localised, Participant, People
from evaluation.study import Study
from tests.evaluation.store.examples import CODEBOOK, captured, coding, talk

Fill = Callable[[Study], Study]
Step = Callable[[Study], object]


def relabelled(label: str) -> Step:
    first, *others = CODEBOOK.codes
    codes = (first.model_copy(update={"label": Localised(nb=label)}), *others)
    return lambda study: study.import_codebook(CODEBOOK.model_copy(update={"codes": codes}))


def label(study: Study) -> str:
    return study.codebook.codes[0].label.text("nb")


def refusal(step: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(EvaluationError) as error:
        step()
    [problem] = error.value.problems
    return problem.code, dict(problem.values)


ACTS: dict[str, tuple[Step, Step]] = {
    "people.import": (lambda study: None, lambda study: study.import_people(study.folder / "people.yaml")),
    "people.update": (
        lambda study: study.import_people(study.folder / "people.yaml"),
        lambda study: study.add_people(People(participants=(Participant(id="p1", role="leder", name="Ny"),))),
    ),
    "codebook.import": (lambda study: None, lambda study: study.import_codebook(CODEBOOK)),
    "codebook.update": (lambda study: study.import_codebook(CODEBOOK), relabelled("Virkemidler")),
    "source.add": (
        lambda study: study.import_people(study.folder / "people.yaml"),
        lambda study: study.add([talk("en"), talk("to")], session="fg1"),
    ),
    "code.apply": (
        lambda study: (study.import_codebook(CODEBOOK), study.add([talk(), coding("tok", "tiltak")])),
        lambda study: study.replace_codings(study.codings(), [coding("forebygging", "forebygging")]),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_undo_brings_back_what_was_and_redo_what_came(any_study: Study, name: str) -> None:
    prepare, act = ACTS[name]
    prepare(any_study)
    before = captured(any_study.store)
    act(any_study)
    after = captured(any_study.store)
    any_study.undo()
    assert captured(any_study.store) == before
    any_study.undo(redo=True)
    assert captured(any_study.store) == after


def test_undo_four_times_and_redo_four_times(any_study: Study, filled: Fill) -> None:
    full = captured(filled(any_study).store)
    undone = [any_study.undo().act for _ in range(4)]
    assert undone == ["code.add", "codebook.import", "source.add", "people.import"]
    assert not any(captured(any_study.store).values())
    redone = [any_study.undo(redo=True).act for _ in range(4)]
    assert redone == undone[::-1]
    assert captured(any_study.store) == full


def test_an_earlier_act_that_nothing_rests_on_can_be_undone(any_study: Study) -> None:
    any_study.add(talk("a"))
    any_study.import_codebook(CODEBOOK)
    any_study.undo(1)
    assert any_study.list_sources() == []
    assert any_study.codebook == CODEBOOK


@pytest.mark.parametrize(("change", "later"), [(1, "2"), (2, "4"), (3, "4")])
def test_an_act_that_later_ones_rest_on_is_refused_naming_them(
    any_study: Study, filled: Fill, change: int, later: str
) -> None:
    filled(any_study)
    before = captured(any_study.store)
    assert refusal(lambda: any_study.undo(change)) == ("STORE-012", {"change": change, "later": later})
    assert captured(any_study.store) == before
    assert len(any_study.log()) == 4


def test_two_changes_of_one_row_are_undone_from_the_last(any_study: Study) -> None:
    for step in (lambda study: study.import_codebook(CODEBOOK), relabelled("to"), relabelled("tre")):
        step(any_study)
    assert refusal(lambda: any_study.undo(2)) == ("STORE-012", {"change": 2, "later": "3"})
    any_study.undo(3)
    any_study.undo(2)
    assert label(any_study) == "Tiltak"


def test_an_undo_cannot_be_taken_back_past_a_later_undo_of_the_same_row(any_study: Study) -> None:
    for step in (lambda study: study.import_codebook(CODEBOOK), relabelled("to"), relabelled("tre")):
        step(any_study)
    any_study.undo()
    any_study.undo()
    assert refusal(lambda: any_study.undo(4)) == ("STORE-012", {"change": 4, "later": "5"})
    any_study.undo(redo=True)
    any_study.undo(redo=True)
    assert label(any_study) == "tre"


def test_the_undo_of_an_undo_can_itself_be_undone(any_study: Study) -> None:
    any_study.import_codebook(CODEBOOK)
    states = []
    for change in (1, 2, 3, 4):
        any_study.undo(change)
        states.append(any_study.has_codebook())
    assert states == [False, True, False, True]
    assert [change.undone_by for change in any_study.log()] == [None, 3, None, 5, None]


def test_what_was_undone_by_way_of_its_redo_counts_as_undone(any_study: Study) -> None:
    any_study.import_codebook(CODEBOOK)
    any_study.undo(1)
    any_study.undo(2)
    any_study.undo(3)
    assert refusal(any_study.undo) == ("STORE-008", {})
    assert refusal(lambda: any_study.undo(1)) == ("STORE-011", {"change": 1, "undone_by": 2})


def test_redo_of_a_named_change_brings_that_one_back(any_study: Study) -> None:
    any_study.add(talk("a"))
    any_study.add(talk("b"))
    any_study.undo()
    any_study.undo()
    assert any_study.undo(2, redo=True).details["names"] == ["b"]
    assert [each.name for each in any_study.list_sources()] == ["b"]


@pytest.mark.parametrize(
    ("change", "redo", "code"),
    [(None, False, "STORE-008"), (None, True, "STORE-010"), (7, False, "STORE-009"), (7, True, "STORE-009")],
)
def test_an_empty_store_has_nothing_to_undo(any_study: Study, change: int | None, redo: bool, code: str) -> None:
    assert refusal(lambda: any_study.undo(change, redo=redo))[0] == code


def test_what_stands_cannot_be_redone(any_study: Study) -> None:
    any_study.add(talk())
    assert refusal(lambda: any_study.undo(1, redo=True))[0] == "STORE-010"


def test_redo_is_refused_when_the_name_is_taken_by_something_new(any_study: Study) -> None:
    any_study.add(talk("a"))
    any_study.undo()
    any_study.add(talk("a"))
    assert refusal(lambda: any_study.undo(redo=True)) == ("STORE-012", {"change": 2, "later": "3"})


def test_redo_is_refused_when_the_same_coding_was_made_again(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    any_study.undo()
    any_study.add([coding("forebygging", "forebygging")])
    assert refusal(lambda: any_study.undo(redo=True)) == ("STORE-012", {"change": 5, "later": "6"})


def test_redo_is_refused_when_what_it_refers_to_is_gone(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    any_study.undo()
    any_study.undo()
    assert refusal(lambda: any_study.undo(5)) == ("STORE-012", {"change": 5, "later": "6"})


def test_a_redo_cannot_be_taken_back_past_one_that_rests_on_it(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    for redo in (False, False, True, True):
        any_study.undo(redo=redo)
    assert refusal(lambda: any_study.undo(7)) == ("STORE-012", {"change": 7, "later": "8"})


def test_a_redo_that_only_meets_a_new_label_is_done(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    any_study.undo()
    relabelled("Virkemidler")(any_study)
    any_study.undo(redo=True)
    assert (label(any_study), len(any_study.codings())) == ("Virkemidler", 2)
