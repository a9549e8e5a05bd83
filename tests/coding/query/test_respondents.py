"""What respondents of a survey say of themselves can be asked for in queries and crossed in matrices."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.counted import counted_table
from coding.matrices import crossed
from coding.query import run
from coding.query.case_attributes import variable_names
from evaluation.model import Code, Codebook, Coding, Localised, Source, Turn
from evaluation.model.dataset import OpenAnswers
from evaluation.study import Study, open_study
from instruments.responses.keeping import import_dataset

PEOPLE = """
organisations: [{id: o1, pseudonym: Bedriften, sector: Industri, size: 40}]
participants: [{id: p1, organisation: o1, pseudonym: Leder}]
sessions: [{id: s1, kind: interview, attendance: [{participant: p1}]}]
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "evaluation.yaml").write_text("title: Prøve\nlanguages: [nb]\n", encoding="utf-8")
    (tmp_path / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "svar.csv").write_text(
        "id;sektor;bolge;savner\n1;Handel;1;Vi savner mindre papir her.\n2;Renhold;2;Vi savner mer hjelp her.\n",
        encoding="utf-8",
    )
    study = open_study(tmp_path)
    study.import_people(tmp_path / "people.yaml")
    study.add(Source("samtale", "Vi savner ro.", "transcript", (Turn(0, 13, participant="p1"),), session="s1"))
    import_dataset(study, tmp_path / "svar.csv", spoken=OpenAnswers(attributes=("sektor", "bolge")))
    study.import_codebook(Codebook(name="k", codes=(Code(name="savn", label=Localised(nb="Savn")),)))
    for each in study.sources():
        start = each.text.index("Vi savner")
        study.add(Coding(each.name, start, start + 9, "savn", "anna"))
    return study


def found(study: Study, where: str) -> list[str]:
    return [hit.source for hit in run(study, f"savn WHERE {where}").hits]


def test_a_variable_is_asked_for_by_its_name(study: Study) -> None:
    assert found(study, "bolge = 2") == ["svar-2"]


def test_sector_is_that_of_people_and_of_respondents(study: Study) -> None:
    assert found(study, "sektor = Handel") == ["svar-1"]
    assert found(study, "sector = Industri") == ["samtale"]
    assert found(study, "sektor IN (Industri, Renhold)") == ["samtale", "svar-2"]


def test_matrices_cross_codes_with_variables(study: Study) -> None:
    table = crossed(counted_table(study, ("code", "bolge")), "code", "bolge")
    assert table.loc["savn"].to_dict() == {"1": 1, "2": 1, "–": 1}


def test_a_matrix_by_sector_has_both(study: Study) -> None:
    table = crossed(counted_table(study, ("code", "sector")), "code", "sector")
    assert table.loc["savn"].to_dict() == {"Handel": 1, "Industri": 1, "Renhold": 1}


def test_variables_are_listed(study: Study) -> None:
    assert variable_names(study) == ["sektor", "bolge"]
