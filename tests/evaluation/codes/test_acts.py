"""Codes are created, renamed, moved, edited, merged, split and archived; each act can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.codes import (
    Place,
    archive_codes,
    create_code,
    edit_code,
    merge_codes,
    move_code,
    relate_code,
    rename_code,
    split_code,
    unarchive_codes,
)
from evaluation.errors import EvaluationError
from evaluation.memos import add_memo, list_memos
from evaluation.model import Code, Indicator, Localised, Memo
from evaluation.study import Study, open_study
from tests.evaluation.codes.examples import coded, on, paths
from tests.evaluation.store.examples import captured

Step = Callable[[Study], object]

STEPS: dict[str, Step] = {
    "create": lambda study: create_code(study, Code(name="ny", parent="tiltak")),
    "rename": lambda study: rename_code(study, "oppfolging", "oppfølging"),
    "move": lambda study: move_code(study, "oppfolging", Place(under="roller")),
    "reorder": lambda study: move_code(study, "oppfolging", Place(before="forebygging")),
    "relate": lambda study: relate_code(study, "lege", also=["roller"]),
    "unrelate": lambda study: relate_code(study, "leder", no_longer=["tiltak"]),
    "edit": lambda study: edit_code(study, Code(name="lege", definition=Localised(nb="Fastlegen."))),
    "colour": lambda study: edit_code(study, Code(name="lege", colour="#0072B2")),
    "merge": lambda study: merge_codes(study, ["oppfolging", "leder"], "forebygging", indicators=True),
    "split": lambda study: split_code(study, "oppfolging", Code(name="ny"), [study.codings()[0].id or 0]),
    "archive": lambda study: archive_codes(study, ["tiltak"]),
}


def refusal(step: Callable[[], object]) -> str:
    with pytest.raises(EvaluationError) as error:
        step()
    [problem] = error.value.problems
    return problem.code


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coded(tmp_path, on("Oppfølgingen", "oppfolging"), on("Oppfølgingen", "leder"), on("Legen", "lege"))


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize("name", STEPS)
def test_every_act_is_undone_and_redone_to_the_last_row(study: Study, name: str) -> None:
    before = captured(study.store)
    STEPS[name](study)
    after = captured(study.store)
    assert after != before
    study.undo()
    assert captured(study.store) == before
    study.undo(redo=True)
    assert captured(study.store) == after


@pytest.mark.parametrize("name", STEPS)
def test_every_act_is_one_change(study: Study, name: str) -> None:
    before = len(study.log())
    STEPS[name](study)
    assert len(study.log()) == before + 1


def test_what_changes_nothing_leaves_no_trace(study: Study) -> None:
    before = len(study.log())
    edit_code(study, study.codebook.code("lege"))
    rename_code(study, "lege", "lege")
    move_code(study, "roller", Place(after="tiltak"))
    assert len(study.log()) == before


def test_a_first_code_needs_no_codebook(tmp_path: Path) -> None:
    (tmp_path / "evaluation.yaml").write_text("title: T\n", encoding="utf-8")
    study = open_study(tmp_path)
    create_code(study, Code(name="første "))
    assert paths(study) == ["første"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(under="tiltak"), "tiltak / ny"),
        (Place(before="oppfolging"), "tiltak / ny"),
        (Place(after="forebygging"), "tiltak / ny"),
        (Place(), "ny"),
    ],
)
def test_a_new_code_goes_where_it_is_told(study: Study, place: Place, expected: str) -> None:
    create_code(study, Code(name="ny"), place)
    assert study.codebook.path("ny") == expected


def test_a_branch_moves_with_its_code_and_in_order(study: Study) -> None:
    move_code(study, "oppfolging", Place(before="leder"))
    assert paths(study)[2:] == ["roller", "roller / oppfolging", "roller / oppfolging / lege", "roller / leder"]


def test_a_code_that_moves_under_a_further_parent_has_it_once(study: Study) -> None:
    move_code(study, "leder", Place(under="tiltak"))
    assert (study.codebook.code("leder").parent, study.codebook.code("leder").parents) == ("tiltak", ())


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (lambda study: move_code(study, "tiltak", Place(under="tiltak")), "CODEBOOK-004"),
        (lambda study: move_code(study, "tiltak", Place(under="lege")), "CODEBOOK-004"),
        (lambda study: move_code(study, "tiltak", Place(after="lege")), "CODEBOOK-004"),
        (lambda study: move_code(study, "tiltak", Place(under="leder")), "CODEBOOK-004"),
        (lambda study: move_code(study, "lege", Place(before="lege")), "CODEBOOK-004"),
        (lambda study: relate_code(study, "tiltak", also=["lege"]), "CODEBOOK-004"),
        (lambda study: merge_codes(study, ["tiltak"], "lege"), "CODEBOOK-005"),
        (lambda study: merge_codes(study, ["tiltak"], "leder"), "CODEBOOK-005"),
        (lambda study: merge_codes(study, ["lege", "tiltak"], "tiltak"), "CODEBOOK-005"),
        (lambda study: rename_code(study, "lege", "leder"), "CODEBOOK-002"),
        (lambda study: rename_code(study, "lege", "fast/lege"), "CODEBOOK-003"),
        (lambda study: rename_code(study, "lege", "  "), "CODEBOOK-003"),
        (lambda study: rename_code(study, "lega", "x"), "CODEBOOK-001"),
        (lambda study: create_code(study, Code(name="ny", parent="finnes-ikke")), "CODEBOOK-001"),
        (lambda study: relate_code(study, "leder", no_longer=["roller"]), "CODEBOOK-008"),
        (lambda study: split_code(study, "lege", Code(name="ny"), []), "CODEBOOK-006"),
        (lambda study: split_code(study, "lege", Code(name="ny"), [1, 999]), "CODEBOOK-007"),
        (lambda study: split_code(study, "lege", Code(name="leder"), [3]), "CODEBOOK-002"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(study: Study, step: Step, code: str) -> None:
    before = captured(study.store)
    assert refusal(lambda: step(study)) == code
    assert captured(study.store) == before


def test_codings_follow_a_renamed_code(study: Study) -> None:
    rename_code(study, "oppfolging", "oppfølging")
    assert "oppfølging" in {each.code for each in study.codings()}
    assert study.codebook.path("lege") == "tiltak / oppfølging / lege"


def test_other_programs_know_a_renamed_code_again(study: Study) -> None:
    from evaluation.model.guid import guids

    before = guids(study.codebook)["lege"]
    rename_code(study, "lege", "fastlege")
    create_code(study, Code(name="lege"))
    after = guids(study.codebook)
    assert after["fastlege"] == before
    assert len(set(after.values())) == len(after)


@pytest.mark.usefixtures("either_database")
def test_a_merge_hands_over_codings_and_children_and_doubles_none(study: Study) -> None:
    done = merge_codes(study, ["oppfolging"], "leder")
    assert (done.moved, done.doubled) == (0, 1)
    assert [(each.start, each.code) for each in study.codings()] == [(26, "leder"), (73, "lege")]
    assert study.codebook.path("lege") == "roller / leder / lege"


@pytest.mark.parametrize(
    ("into", "merged", "joined"),
    [("", "sykefravær", "sykefravær"), ("tett", "tett", "tett"), ("tett", "sent", "tett; sent")],
)
def test_notes_of_codings_that_become_one_are_kept(tmp_path: Path, into: str, merged: str, joined: str) -> None:
    study = coded(tmp_path, on("Legen", "lege", note=into), on("Legen", "leder", note=merged))
    merge_codes(study, ["leder"], "lege")
    assert [each.note for each in study.codings()] == [joined]


def test_codings_by_different_coders_stay_two(tmp_path: Path) -> None:
    study = coded(tmp_path, on("Legen", "lege", coder="Kari"), on("Legen", "leder", coder="Ola"))
    merge_codes(study, ["leder"], "lege")
    assert [(each.code, each.coder) for each in study.codings()] == [("lege", "Kari"), ("lege", "Ola")]


def test_the_survivor_of_a_merge_keeps_what_it_says(study: Study) -> None:
    before = study.codebook.code("forebygging")
    merge_codes(study, ["oppfolging"], "forebygging")
    assert study.codebook.code("forebygging") == before


def test_indicators_come_along_when_asked_for_without_those_that_held_the_codes_apart(study: Study) -> None:
    create_code(study, Code(name="verne", indicators=Indicator(nb=("verne*", "!forebygg*", "!blodgiv*"))))
    merge_codes(study, ["verne"], "forebygging", indicators=True)
    assert study.codebook.code("forebygging").indicators.nb == ("forebygg*", "verne*", "!blodgiv*")


@pytest.mark.usefixtures("either_database")
def test_memos_follow_what_they_stand_on_through_a_merge(study: Study) -> None:
    doubled = next(each for each in study.codings() if each.code == "oppfolging")
    add_memo(study, Memo("Om koden", on="code", on_id="oppfolging"))
    add_memo(study, Memo("Om kodingen", on="coding", on_id=str(doubled.id)))
    merge_codes(study, ["oppfolging"], "leder")
    twin = next(each for each in study.codings() if each.code == "leder")
    assert [each.on_id for each in list_memos(study)] == ["leder", str(twin.id)]


def test_a_code_merged_with_its_further_parent_is_not_its_own_parent(study: Study) -> None:
    merge_codes(study, ["tiltak"], "roller")
    assert (study.codebook.code("leder").parent, study.codebook.code("leder").parents) == ("roller", ())


def test_a_split_leaves_the_other_codings_and_stands_beside_the_code(tmp_path: Path) -> None:
    study = coded(tmp_path, on("Oppfølgingen", "oppfolging"), on("Lederen", "oppfolging"))
    moved = split_code(study, "oppfolging", Code(name="ledelse"), [study.codings()[1].id or 0])
    assert moved == 1
    assert [each.code for each in study.codings()] == ["oppfolging", "ledelse"]
    assert paths(study)[2:5] == ["tiltak / oppfolging", "tiltak / oppfolging / lege", "tiltak / ledelse"]


def test_archiving_takes_the_branch_and_what_comes_out_brings_what_is_over_it(study: Study) -> None:
    archive_codes(study, ["tiltak"])
    assert [code.name for code in study.codebook if code.archived] == ["tiltak", "forebygging", "oppfolging", "lege"]
    unarchive_codes(study, ["lege"])
    assert [code.name for code in study.codebook if code.archived] == ["forebygging"]


def test_archived_codes_are_still_found(study: Study) -> None:
    before = study.codings()
    archive_codes(study, ["tiltak"])
    assert study.codings() == before


@pytest.mark.parametrize(
    ("step", "rule"),
    [
        (lambda study: rename_code(study, "forebygging", "førebygging"), "CODEBOOK-009"),
        (lambda study: merge_codes(study, ["forebygging"], "roller").problems, "CODEBOOK-009"),
        (lambda study: archive_codes(study, ["forebygging"]), "CODEBOOK-010"),
    ],
)
def test_a_theme_that_points_to_the_code_is_told_with_its_line(tmp_path: Path, step: Step, rule: str) -> None:
    coded(tmp_path)
    text = "title: T\nthemes:\n  - {id: f, label: F, code: leder}\n  - id: g\n    label: G\n    code: forebygging\n"
    (tmp_path / "evaluation.yaml").write_text(text, encoding="utf-8")
    [problem] = step(open_study(tmp_path))  # type: ignore[misc]
    assert (problem.code, problem.line, problem.severity) == (rule, 6, "warning")
