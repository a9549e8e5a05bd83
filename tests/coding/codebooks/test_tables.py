"""Codebooks people keep in spreadsheets of their own are read, and ours do no harm in one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from coding.codebook import import_codebook, read_codebook, write_codebook
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Localised


def faults(path: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(EvaluationError) as error:
        read_codebook(path)
    return [(each.code, each.line) for each in error.value.problems]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Kode;Overkode;Definisjon\nsykefravær;;Når noen er syke\nlege;sykefravær;", "utf-8-sig"),
        ("Kode;Overkode;Definisjon\r\nsykefravær;;Når noen er syke\r\nlege;sykefravær;\r\n", "cp1252"),
        ("name,parent,definition\nsykefravær,,Når noen er syke\nlege,sykefravær,\n", "utf-8"),
        ("sep=,\nname,parent,definition\n\nsykefravær,,Når noen er syke\nlege,sykefravær,\n", "utf-8-sig"),
        ("name\tparent\tdefinition\nsykefravær\t\tNår noen er syke\nlege\tsykefravær\t\n", "utf-16"),
    ],
)
def test_a_table_of_ones_own_is_read(tmp_path: Path, content: str, encoding: str) -> None:
    path = tmp_path / "koder.csv"
    path.write_bytes(content.encode(encoding))
    codebook = read_codebook(path)
    assert [(code.name, code.parent) for code in codebook] == [("sykefravær", None), ("lege", "sykefravær")]
    assert codebook.code("sykefravær").definition == Localised.model_validate("Når noen er syke")


def test_columns_may_say_their_language_in_many_ways(tmp_path: Path) -> None:
    path = tmp_path / "koder.csv"
    path.write_text("Navn;Definisjon (nb);definition_nn;Label EN;Indikatorer\na;B;N;E;lege*; \n", encoding="utf-8")
    code = read_codebook(path).code("a")
    assert (code.definition, code.label) == (Localised(nb="B", nn="N"), Localised(en="E"))
    assert code.indicators.nb == ("lege*",)


def test_a_column_nobody_knows_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "koder.csv"
    path.write_text("name;farge;Ansvarlig\na;rød;Kari\n", encoding="utf-8")
    found = import_codebook(path)
    assert [(each.code, each.line, each.severity) for each in found.problems] == [
        ("CODEBOOK-022", 1, "note"),
        ("CODEBOOK-027", 2, "note"),
    ]


def test_every_fault_of_a_table_is_told_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "koder.csv"
    rows = 'name;parent;definition;indicators_nb\na;;"to\nlinjer";\na;;;\nb;c;;"~3 lege"\nd;d;;\n;;uten navn;\n'
    path.write_text(rows, encoding="utf-8")
    assert faults(path) == [("CODE-001", 4), ("CODE-002", 5), ("RULE-002", 5), ("CODE-003", 6), ("FILE-001", 7)]


@pytest.mark.parametrize("content", ["", "\n\n", "a;b\n1;2\n"])
def test_a_table_without_names_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "koder.csv"
    path.write_text(content, encoding="utf-8")
    assert faults(path) == [("CODEBOOK-021", 1)]


DANGEROUS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "'=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_ours_is_a_formula(tmp_path: Path, text: str) -> None:
    codebook = Codebook(name="x", codes=(Code(name="a", label=Localised(nb=text)),))
    for suffix in (".csv", ".xlsx"):
        write_codebook(codebook, tmp_path / f"x{suffix}")
        assert read_codebook(tmp_path / f"x{suffix}") == codebook
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    sheet = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_csv_is_written_as_excel_reads_it(tmp_path: Path) -> None:
    write_codebook(Codebook(name="x", codes=(Code(name="å"),)), tmp_path / "x.csv")
    content = (tmp_path / "x.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfname;parent;")
    assert b"\r\n\xc3\xa5;" in content


def workbook(path: Path, rows: list[list[object]], *merged: str) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def test_merged_cells_are_filled(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Våre koder"],
        [],
        ["Overkode", "Kode"],
        ["tiltak", "a"],
        [None, "b"],
        [None, "tiltak"],
    ]
    path = workbook(tmp_path / "k.xlsx", rows, "A1:B1", "A4:A5")
    assert [(code.name, code.parent) for code in read_codebook(path)] == [
        ("a", "tiltak"),
        ("b", "tiltak"),
        ("tiltak", None),
    ]


def test_a_name_merged_over_rows_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "k.xlsx", [["Kode", "Definisjon"], ["a", "B"], [None, "C"]], "A2:A3")
    assert faults(path) == [("CODEBOOK-024", 2)]


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "k.xlsx", [["Kode", "Definisjon"], ["a", '="A"&"B"'], ["b", "=1"]])
    assert faults(path) == [("CODEBOOK-023", 2), ("CODEBOOK-023", 3)]


def test_numbers_are_read_as_people_write_them(tmp_path: Path) -> None:
    path = workbook(tmp_path / "k.xlsx", [["Kode", "Definisjon", "archived"], [1, 2.0, True], [2.5, "x", False]])
    codes = read_codebook(path).codes
    assert [(code.name, code.definition.nb, code.archived) for code in codes] == [("1", "2", True), ("2.5", "x", False)]


def test_the_codes_may_stand_on_another_sheet(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Forside"])
    book.create_sheet("koder").append(["name", "parent"])
    book.worksheets[1].append(["a", None])
    book.save(tmp_path / "k.xlsx")
    assert [code.name for code in read_codebook(tmp_path / "k.xlsx")] == ["a"]


def test_an_old_excel_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "k.xlsx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 512)
    assert [code for code, _ in faults(tmp_path / "k.xlsx")] == ["SOURCE-016"]


def test_a_text_longer_than_a_cell_is_told_and_not_cut(tmp_path: Path) -> None:
    code = Code(name="a", definition=Localised(nb="x" * 33_000))
    with pytest.raises(EvaluationError) as error:
        write_codebook(Codebook(name="x", codes=(code,)), tmp_path / "x.xlsx")
    assert error.value.problems[0].code == "CODEBOOK-026"
