"""Codes of open answers as variables: 1, 0, and nothing where nothing was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Coding, Localised
from evaluation.model.dataset import OpenAnswers
from evaluation.study import Study, open_study
from instruments.responses.dataset import Dataset
from instruments.responses.files import lint_dataset
from instruments.responses.keeping import import_dataset, open_dataset
from instruments.tabulating import tabulate
from reports.coded_answers import for_export, with_codes

LINES = (
    "id;plan;savner;endre",
    "1;1;Vi savner enklere skjemaer.;",
    "2;2;;",
    "3;1;Vi savner bedre hjelp.;Skjemaene bør være enklere.",
    "4;2;Ingenting å si på noe.;",
)
CODES = (
    Code(name="hverdag", label=Localised(nb="Hverdagen", nn="Kvardagen")),
    Code(name="enklere", parent="hverdag", label=Localised(nb="Enklere")),
    Code(name="hjelp", label=Localised(nb="Hjelp")),
    Code(name="ubrukt", label=Localised(nb="Ubrukt")),
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "evaluation.yaml").write_text("title: Prøve\nlanguages: [nb]\n", encoding="utf-8")
    (tmp_path / "svar.csv").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    study = open_study(tmp_path)
    import_dataset(study, tmp_path / "svar.csv", spoken=OpenAnswers(("savner", "endre")))
    study.import_codebook(Codebook(name="k", codes=CODES))
    for source, words, code in (("svar-1", "enklere", "enklere"), ("svar-3", "enklere", "enklere"),
                                ("svar-3", "hjelp", "hjelp")):  # fmt: skip
        start = study.source(source).text.index(words)
        study.add(Coding(source, start, start + len(words), code, "anna"))
    return study


def told(study: Study, name: str) -> list[float | None]:
    dataset = with_codes(study, "svar", open_dataset(study, "svar"), [name])
    return [None if value != value else value for value in dataset.column(name).tolist()]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("code:enklere", [1, None, 1, 0]),
        ("kode:hjelp", [0, None, 1, 0]),
        ("code:hverdag", [1, None, 1, 0]),  # holds the codes under it
        ("code:ubrukt", [0, None, 0, 0]),
        ("code:enklere@endre", [None, None, 1, None]),
        ("code:enklere@savner", [1, None, 0, 0]),
    ],
)
def test_a_code_is_a_variable(study: Study, name: str, values: list[float | None]) -> None:
    assert told(study, name) == values


def crossed(study: Study, *names: str, by: str | None = None) -> list[tuple[str, str, int, int]]:
    dataset = with_codes(study, "svar", open_dataset(study, "svar"), [*names, *([by] if by else [])])
    (table,) = tabulate(dataset, names, by=by, threshold=0).tables
    return [(row.label, row.group, row.n, row.base) for row in table.rows if row.group or not by]


def test_closed_and_open_stand_in_one_table(study: Study) -> None:
    assert crossed(study, "plan", by="code:enklere") == [
        ("1", "Nevner ikke «Enklere»", 0, 1),
        ("2", "Nevner ikke «Enklere»", 1, 1),
        ("1", "Nevner «Enklere»", 2, 2),
        ("2", "Nevner «Enklere»", 0, 2),
    ]


def test_all_codes_in_use_are_a_question_with_several_answers(study: Study) -> None:
    assert crossed(study, "code:*") == [("Enklere", "", 2, 3), ("Hjelp", "", 1, 3)]


@pytest.mark.parametrize(
    ("name", "code"), [("code:enkler", "STUDY-005"), ("code:hjelp@savn", "DATASET-010")]
)  # fmt: skip
def test_what_is_unknown_names_what_is_near(study: Study, name: str, code: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        told(study, name)
    assert caught.value.problems[0].code == code


def test_data_whose_answers_are_no_sources_have_no_codes(study: Study, tmp_path: Path) -> None:
    (tmp_path / "andre.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    andre: Dataset = import_dataset(study, tmp_path / "andre.csv").dataset
    with pytest.raises(EvaluationError) as caught:
        with_codes(study, "andre", andre, ["code:hjelp"])
    assert caught.value.problems[0].code == "DATASET-094"


def test_exported_they_have_names_and_labels_that_every_program_takes(study: Study) -> None:
    dataset = for_export(study, "svar", open_dataset(study, "svar"))
    assert dataset.names[-2:] == ("kode_enklere", "kode_hjelp")
    assert dataset.variable("kode_hjelp").labels == {0.0: "Ikke nevnt", 1.0: "Nevnt"}
    assert dataset.column("kode_hjelp").fillna(-1).tolist() == [0, -1, 1, 0]
    assert [each for each in lint_dataset(dataset, "sav") if each.severity == "error"] == []


def test_an_export_of_one_code_never_takes_a_name_that_is_there(study: Study) -> None:
    dataset = open_dataset(study, "svar").rename({"plan": "KODE_hjelp"})
    assert for_export(study, "svar", dataset, ["hjelp"]).names[-1] == "kode_hjelp_2"
