"""A code is edited in one language, and codings are picked out by number or by words."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.applying import apply_rules
from coding.codebooks.codings import codings_with, numbers, outdated_rows
from coding.codebooks.editing import edited
from evaluation.codes import archive_codes, edit_code
from evaluation.errors import EvaluationError
from evaluation.model import Code, Indicator, Localised
from tests.evaluation.codes.examples import coded, on


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Localised(), Localised.model_validate("Ny")),
        (Localised.model_validate("Gammel"), Localised.model_validate("Ny")),
        (Localised(nb="Gammel", en="Old"), Localised(nb="Ny", en="Old")),
        (Localised(nn="Gamal"), Localised(nb="Ny", nn="Gamal")),
    ],
)
def test_a_text_is_said_anew_in_one_language_unless_it_was_plain(before: Localised, after: Localised) -> None:
    assert edited(Code(name="a", label=before), "nb", {"label": "Ny"}).label == after


def test_an_empty_text_takes_it_away() -> None:
    assert edited(Code(name="a", label=Localised(nb="A", en="B")), "nb", {"label": ""}).label == Localised(en="B")


def test_indicators_are_added_and_dropped() -> None:
    code = Code(name="a", indicators=Indicator(nb=("lege*", "syke*"), en=("doctor*",)))
    after = edited(code, "nb", {}, add=["pleie*", "syke*"], drop=["lege*"])
    assert after.indicators == Indicator(nb=("syke*", "pleie*"), en=("doctor*",))


@pytest.mark.parametrize(
    ("change", "code"),
    [({"colour": "rød"}, "CODEBOOK-013"), ({"drop": ["x"]}, "CODEBOOK-014"), ({"add": ["~3 lege"]}, "RULE-002")],
)
def test_what_cannot_be_is_refused(change: dict[str, object], code: str) -> None:
    with pytest.raises(EvaluationError) as error:
        edited(Code(name="a"), "nb", {}, **change)  # type: ignore[arg-type]
    assert [each.code for each in error.value.problems] == [code]


def test_numbers_are_read_with_ranges() -> None:
    assert numbers("3, 7,10-12") == [3, 7, 10, 11, 12]


@pytest.mark.parametrize("written", ["", "a", "3;4", "5-3", "1-99999999999"])
def test_what_are_no_numbers_is_told(written: str) -> None:
    with pytest.raises(EvaluationError) as error:
        numbers(written)
    assert error.value.problems[0].code == "CODEBOOK-015"


def test_codings_are_found_by_their_words(tmp_path: Path) -> None:
    study = coded(tmp_path, on("Lederen ringte hver uke", "oppfolging"), on("Oppfølgingen", "oppfolging"))
    assert codings_with(study, "oppfolging", "ring*") == [1]


def test_outdated_codings_are_shown_with_both_versions(tmp_path: Path) -> None:
    study = coded(tmp_path, on("Legen", "lege"), on("Lederen", "leder"))
    edit_code(study, Code(name="lege", definition=Localised(nb="Fastlegen.")))
    [row] = outdated_rows(study)
    assert (row["text"], row["path"], row["made_under"], row["version"]) == (
        "Legen",
        "tiltak / oppfolging / lege",
        1,
        2,
    )


def test_rules_pass_over_archived_codes_and_keep_what_they_had_found(tmp_path: Path) -> None:
    study = coded(tmp_path)
    apply_rules(study)
    before = study.codings()
    archive_codes(study, ["forebygging"])
    assert apply_rules(study).codings == ()
    assert study.codings() == before != []
