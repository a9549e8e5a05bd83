"""Answers exported from LimeSurvey become those of the questionnaire that was exported to it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from ruamel.yaml import YAML

from evaluation.study import open_study
from instruments.model import Instrument
from instruments.responses.dataset import Dataset
from instruments.responses.files import read_dataset
from instruments.responses.keeping import import_dataset, open_dataset
from instruments.responses.limesurvey import as_asked
from instruments.responses.matching import match

FORM = Instrument.model_validate(
    {
        "id": "skjema",
        "kind": "questionnaire",
        "languages": ["nb", "en"],
        "title": "Skjema",
        "scales": {"enighet": {"codes": {1: {"nb": "Uenig", "en": "Disagree"}, 2: {"nb": "Enig", "en": "Agree"}},
                               "missing": {-9: {"nb": "Vet ikke", "en": "Do not know"}}}},
        "sections": [
            {
                "id": "a",
                "title": "Del",
                "questions": [
                    {"id": "ia-avtale", "type": "single", "text": "Avtale?", "choices": {1: "Ja", 2: "Nei"}},
                    {"id": "tiltak", "type": "multi", "text": "Hva?", "choices": {1: "Kurs", 2: "Møter"}},
                    {"id": "hvor-enig", "type": "grid", "scale": "enighet", "text": "Hvor enig?",
                     "rows": {"u_1": "Først", "u_2": "Så"}},
                    {"id": "viktig", "type": "rank", "text": "Viktigst?", "choices": {1: "A", 2: "B"}},
                    {"id": "antall", "type": "number", "text": "Hvor mange?"},
                    {"id": "ord", "text": "Noe mer?"},
                ],
            }
        ],
    }
)  # fmt: skip
HEAD = "id,submitdate,lastpage,startlanguage,seed"
CODES = f"""{HEAD},iaavtale,tiltak[1],tiltak[2],hvorenig[u1],hvorenig[u2],viktig[1],viktig[2],antall,ord
1,2026-03-01 10:00:00,3,nb,77,1,Y,,1,99999,2,1,3.0000000000,"Ja, takk"
2,2026-03-01 11:00:00,3,nb,78,2,,,2,2,1,,,
3,,1,nb,79,,,,,,,,,
"""


def read(folder: Path, text: str, name: str = "svar.csv") -> Dataset:
    (folder / name).write_bytes(text.encode("utf-8-sig"))
    return read_dataset(folder / name)


def values(dataset: Dataset, *names: str) -> list[list[float | None]]:
    return [[None if each != each else each for each in dataset.column(name).tolist()] for name in names]


def test_codes_become_those_of_the_questionnaire(tmp_path: Path) -> None:
    found = as_asked(read(tmp_path, CODES), FORM)
    assert values(found, "ia_avtale", "tiltak_1", "tiltak_2") == [[1, 2, None], [1, None, None], [0, None, None]]
    assert values(found, "u_1", "u_2") == [[1, 2, None], [-9, 2, None]]
    assert values(found, "viktig_1", "viktig_2") == [[2, 1, None], [1, None, None]]
    assert values(found, "antall") == [[3, None, None]]
    assert not match(found, FORM, "nb").unanswered


@pytest.mark.parametrize("words", [("Ja", "Uenig", "Vet ikke"), ("Ja", "Disagree", "Do not know")])
def test_whole_answers_in_any_language_are_codes_again(tmp_path: Path, words: tuple[str, str, str]) -> None:
    agreement, first, second = words
    text = f"{HEAD},iaavtale,hvorenig[u1],hvorenig[u2]\n1,2026-03-01 10:00:00,3,nb,7,{agreement},{first},{second}\n"
    found = as_asked(read(tmp_path, text), FORM)
    assert values(found, "ia_avtale", "u_1", "u_2") == [[1], [1], [-9]]


def test_headings_with_texts_are_names_and_labels(tmp_path: Path) -> None:
    text = '"id. Response ID","submitdate. Date submitted","lastpage. Last page","Q1. Har dere en plan?"\n1,,2,1\n'
    found = read(tmp_path, text)
    assert found.names == ("id", "submitdate", "lastpage", "Q1")
    assert found.variable("Q1").label == "Har dere en plan?"


def test_boxes_are_a_set_and_yes_or_no_is_a_number(tmp_path: Path) -> None:
    text = f"{HEAD},Q1[SQ001],Q1[SQ002],Q1[other],Q2\n1,,1,nb,7,Y,,Kake,N\n2,,1,nb,8,,,,Y\n"
    found = read(tmp_path, text)
    assert values(found, "Q1_SQ001", "Q1_SQ002", "Q2") == [[1, None], [0, None], [0, 1]]
    assert [(each.name, each.variables) for each in found.meaning.sets] == [("Q1", ("Q1_SQ001", "Q1_SQ002"))]
    assert found.variable("Q1_other").kind == "text"


def test_other_among_numbers_is_a_code_of_its_own(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEAD},Q1,Q1[other]\n1,,1,nb,7,1,\n2,,1,nb,8,-oth-,Kake\n3,,1,nb,9,2,\n")
    assert values(found, "Q1") == [[1, 3, 2]]
    assert found.variable("Q1").labels == {3.0: "-oth-"}


def test_numbers_of_its_database_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "id,123456X7X81,123456X7X82SQ001,123456X7X82SQ002\n1,2,Y,\n")
    assert found.names == ("id", "Q81", "Q82_SQ001", "Q82_SQ002")
    assert "DATASET-080" in [each.code for each in found.problems]


def test_a_workbook_holds_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in CODES.splitlines():
        cells = line.replace('"Ja, takk"', "Ja").split(",")
        book.active.append([int(cell) if cell.isdigit() else cell for cell in cells])
    book.save(tmp_path / "svar.xlsx")
    found = as_asked(read_dataset(tmp_path / "svar.xlsx"), FORM)
    assert values(found, "ia_avtale", "tiltak_1", "u_2") == [[1, 2, None], [1, None, None], [-9, 2, None]]


def test_what_was_imported_is_the_same_when_it_is_opened_again(study_folder: Path, tmp_path: Path) -> None:
    questionnaire = study_folder / "instruments" / "skjema.yaml"
    questionnaire.parent.mkdir()
    YAML().dump(FORM.model_dump(mode="json", exclude_unset=True, exclude_none=True), questionnaire)
    (tmp_path / "svar.csv").write_text(CODES, encoding="utf-8-sig")
    study = open_study(study_folder)
    done = import_dataset(study, tmp_path / "svar.csv", questionnaire=questionnaire)
    again = open_dataset(study, "svar")
    assert not done.unanswered
    pd.testing.assert_frame_equal(again.values, done.dataset.values)
    assert again.variable("u_1").labels == {1.0: "Uenig", 2.0: "Enig", -9.0: "Vet ikke"}
