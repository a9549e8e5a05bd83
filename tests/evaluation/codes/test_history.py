"""A code remembers what it has meant, and codings remember which meaning they were made under."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.codes import (
    approve_codings,
    archive_codes,
    code_history,
    edit_code,
    merge_codes,
    outdated_codings,
    rename_code,
    split_code,
)
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Indicator, Localised
from evaluation.store import schema
from evaluation.study import Study
from tests.evaluation.codes.examples import CODEBOOK, coded, on


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coded(tmp_path, on("Oppfølgingen", "oppfolging"), on("Legen", "lege"))


def change(study: Study, name: str = "oppfolging", **values: object) -> int | None:
    return edit_code(study, study.codebook.code(name).model_copy(update=values))


@pytest.mark.parametrize("field", ["definition", "include", "exclude", "example"])
def test_a_change_of_meaning_makes_a_version(study: Study, field: str) -> None:
    assert change(study, **{field: Localised(nb="Noe annet.")}) == 2
    assert study.codebook.code("oppfolging").version == 2


def test_new_indicators_make_a_version(study: Study) -> None:
    assert change(study, indicators=Indicator(nb=("oppfølg*",))) == 2


@pytest.mark.parametrize("values", [{"label": Localised(nb="Oppfølging")}, {"colour": "#0072B2"}])
def test_what_does_not_change_the_meaning_makes_none(study: Study, values: dict[str, object]) -> None:
    assert change(study, **values) is None
    assert study.codebook.code("oppfolging").version == 1


def test_an_import_that_changes_the_meaning_makes_a_version_too(study: Study) -> None:
    codes = (Code(name="lege", parent="oppfolging", definition=Localised(nb="Fastlegen.")),)
    study.import_codebook(CODEBOOK.model_copy(update={"codes": codes}))
    assert (study.codebook.code("lege").version, study.codebook.code("oppfolging").version) == (2, 1)


def test_new_codings_are_made_under_the_present_version(study: Study) -> None:
    change(study, definition=Localised(nb="Ny."))
    study.add([on("Lederen", "oppfolging")])
    assert [each.code_version for each in study.codings()] == [1, 2, 1]


def test_codings_made_under_an_older_version_are_told_until_they_are_approved(study: Study) -> None:
    change(study, definition=Localised(nb="Ny."))
    [old] = outdated_codings(study)
    assert (old.code, old.code_version) == ("oppfolging", 1)
    assert approve_codings(study, [old.id or 0]) == 1
    assert outdated_codings(study) == []
    study.undo()
    assert len(outdated_codings(study)) == 1


def test_only_codings_that_are_there_can_be_approved(study: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        approve_codings(study, [1, 999])
    assert error.value.problems[0].code == "CODEBOOK-011"


def test_codings_of_a_merged_code_were_made_under_another(study: Study) -> None:
    merge_codes(study, ["lege"], "oppfolging")
    assert [(each.start, each.code_version) for each in outdated_codings(study)] == [(73, 0)]


def test_codings_split_off_are_made_under_the_new_code(study: Study) -> None:
    change(study, definition=Localised(nb="Ny."))
    split_code(study, "oppfolging", Code(name="ny"), [study.codings()[0].id or 0])
    assert outdated_codings(study) == []


def test_codings_made_again_by_rule_are_up_to_date(study: Study) -> None:
    made = [on("forebygging", "forebygging", origin="rule")]
    study.replace_codings([], made)
    change(study, "forebygging", indicators=Indicator(nb=("forebygg*", "hindr*")))
    assert len(outdated_codings(study)) == 1
    study.replace_codings([each for each in study.codings() if each.origin == "rule"], made)
    assert outdated_codings(study) == []


def test_a_version_that_was_undone_gives_its_number_to_none(study: Study) -> None:
    change(study, definition=Localised(nb="To."))
    study.add([on("Lederen", "oppfolging")])
    study.undo(study.log()[-2].id)
    assert change(study, definition=Localised(nb="Tre.")) == 3
    assert {each.code_version for each in outdated_codings(study)} == {1, 2}


def test_the_history_tells_all_that_stands(study: Study) -> None:
    change(study, definition=Localised(nb="Ny."))
    change(study, label=Localised(nb="Oppfølging"))
    rename_code(study, "oppfolging", "oppfølging")
    merge_codes(study, ["forebygging"], "oppfølging")
    archive_codes(study, ["oppfølging"])
    study.undo()
    events = code_history(study, "oppfølging")
    assert [(each.act, each.version, each.fields) for each in events] == [
        ("codebook.import", 1, ("new",)),
        ("codebook.edit", 2, ("definition",)),
        ("codebook.edit", None, ("label",)),
        ("codebook.rename", None, ("name", "guid")),
        ("codebook.merge", None, ()),
    ]
    assert events[1].meant == {"definition": ({"nb": "Kontakt under fraværet."}, {"nb": "Ny."})}
    assert events[4].details["merged"][0]["indicators"] == {"nb": ["forebygg*"]}
    assert {each.who for each in events} == {"Test"}


def test_a_code_from_before_versions_were_kept_remembers_what_it_meant(study: Study) -> None:
    with study.store.writing() as connection:
        connection.execute(schema.code_version.delete())
    change(study, definition=Localised(nb="Ny."))
    events = code_history(study, "oppfolging")
    assert [(each.version, each.meant.get("definition")) for each in events if each.version == 2] == [
        (2, ({"nb": "Kontakt under fraværet."}, {"nb": "Ny."}))
    ]


def test_a_code_comes_with_the_version_its_file_has(study: Study) -> None:
    study.import_codebook(Codebook(name="bok", codes=(Code(name="ny", version=4),)))
    assert study.codebook.code("ny").version == 4
    assert change(study, "ny", definition=Localised(nb="Ny.")) == 5


def test_children_before_their_parents_are_put_behind_them(study: Study) -> None:
    study.import_codebook(Codebook(name="bok", codes=(Code(name="barn", parent="mor"), Code(name="mor"))))
    assert [code.name for code in study.codebook][:2] == ["mor", "barn"]
