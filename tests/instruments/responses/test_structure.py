"""What a survey program writes beside its table of answers explains them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from evaluation.errors import EvaluationError
from instruments.responses.files import read_dataset

DATA = "respondent;s_1;s_2\n1;1;3\n2;2;\n"
STRUCTURE = """variableName;longName;type;choiceValue;choiceText
s_1;Har dere en plan?;single;1;Ja
s_1;Har dere en plan?;single;2;Nei
s_2;Hvor mange møter?;number;;
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name.replace('__', '.')}.csv").write_text(text, encoding="cp1252")
    return folder


def test_a_structure_gives_questions_and_the_words_of_codes(tmp_path: Path) -> None:
    found = read_dataset(write(tmp_path, dataset=DATA, structure=STRUCTURE) / "dataset.csv")
    assert (found.variable("s_1").label, found.variable("s_1").labels) == ("Har dere en plan?", {1.0: "Ja", 2.0: "Nei"})
    assert found.variable("s_2").label == "Hvor mange møter?"


def test_labels_without_a_heading_and_a_list_of_variables(tmp_path: Path) -> None:
    write(
        tmp_path, dataset=DATA, labels="s_1;1;Ja\ns_1;2;Nei\n", variables="variableName;label\ns_1;Plan?\ns_2;Møter?\n"
    )
    found = read_dataset(tmp_path / "dataset.csv")
    assert (found.variable("s_1").label, found.variable("s_1").labels[2.0]) == ("Plan?", "Nei")


def test_a_structure_by_the_name_of_any_file_also_as_a_workbook(tmp_path: Path) -> None:
    write(tmp_path, svar=DATA)
    book = openpyxl.Workbook()
    for row in STRUCTURE.splitlines():
        book.active.append(row.split(";"))
    book.save(tmp_path / "svar.structure.xlsx")
    assert read_dataset(tmp_path / "svar.csv").variable("s_1").labels[1.0] == "Ja"


@pytest.mark.parametrize(
    ("structure", "code"),
    [
        ("variableName;choiceValue;choiceText\nannet;1;Ja\n", "DATASET-063"),
        ("a;b\n1;2\n", "DATASET-067"),
        ("", "DATASET-060"),
    ],
)
def test_a_structure_of_another_file_is_one_message(tmp_path: Path, structure: str, code: str) -> None:
    write(tmp_path, svar=DATA, svar__structure=structure)
    with pytest.raises(EvaluationError) as raised:
        read_dataset(tmp_path / "svar.csv")
    assert [each.code for each in raised.value.problems] == [code]


def test_variables_that_are_not_in_the_data_are_a_note(tmp_path: Path) -> None:
    more = f"{STRUCTURE}s_9;Ikke med;single;1;Ja\n"
    found = read_dataset(write(tmp_path, svar=DATA, svar__structure=more) / "svar.csv")
    assert "DATASET-068" in [each.code for each in found.problems]
