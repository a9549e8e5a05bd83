"""Tables as files: what a person reads in them, and what a program gets."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from docx import Document

from evaluation.errors import EvaluationError
from evaluation.language import Language
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Meaning, MissingRange, Variable
from instruments.tabulating import Plan, tabulate
from reports.survey_tables.laid_out import Laid, lay_out
from reports.survey_tables.saving import known_formats, write_tables

PLAN = Variable("plan", "Har dere en plan?", labels={1.0: "Ja", 2.0: "=Nei", 9.0: "Vet ikke"},
                missing=(MissingRange(9.0, 9.0),))  # fmt: skip
SEKTOR = Variable("sektor", "Hvilken sektor?", labels={1.0: "Privat | stor", 2.0: "Offentlig"})
every_format = pytest.mark.parametrize("suffix", sorted(known_formats()))


def dataset() -> Dataset:
    values = {"plan": [1.0] * 40 + [2.0] * 37 + [9.0] * 3, "sektor": [1.0, 2.0] * 36 + [1.0] * 8,
              "vekt": np.linspace(0.5, 1.5, 80)}  # fmt: skip
    return Dataset(pd.DataFrame(values), Meaning((PLAN, SEKTOR, Variable("vekt"))))


def tables(language: Language = "nb", *, threshold: int = 0, weight: str | None = None) -> list[Laid]:
    found = tabulate(dataset(), ["plan"], by="sektor", plan=Plan(weight=weight), threshold=threshold)
    return [lay_out(each, dataset().meaning, language) for each in found.tables]


def test_the_layout_has_everyone_last_and_says_who_is_left_out() -> None:
    (laid,) = tables()
    assert laid.groups == ("Privat | stor", "Offentlig", "")
    assert (laid.title, laid.by) == ("Har dere en plan?", "Hvilken sektor?")
    assert "Ikke med: Vet ikke (3)." in list(laid.notes())


@every_format
def test_every_format_writes_a_file(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"t{suffix}"
    write_tables(tables(), file, "medlemmer")
    assert file.stat().st_size > 0


def test_another_ending_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as caught:
        write_tables(tables(), tmp_path / "t.ods", "medlemmer")
    assert caught.value.problems[0].code == "SURVEY-010"


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    write_tables(tables(weight="vekt") * 2, tmp_path / "t.xlsx", "medlemmer")
    return openpyxl.load_workbook(tmp_path / "t.xlsx")


def test_a_workbook_has_contents_and_a_sheet_for_each_table(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Innhold", "plan", "plan-2"]
    assert book["Innhold"]["A4"].hyperlink.location == "'plan'!A1"
    assert book["Innhold"]["B4"].value == "Har dere en plan?"


def test_its_figures_are_numbers(book: openpyxl.Workbook) -> None:
    sheet, (laid,) = book["plan"], tables(weight="vekt")
    row = laid.row("Ja", "Privat | stor")
    assert row is not None
    assert [sheet.cell(6, column).value for column in (2, 3, 4)] == pytest.approx([row.value, row.low, row.high])
    assert sheet["A1"].value == "Har dere en plan?"


def test_its_texts_are_never_formulas(book: openpyxl.Workbook) -> None:
    assert (book["plan"]["A7"].value, book["plan"]["A7"].data_type) == ("=Nei", "s")


def test_the_bases_stand_under_the_figures(book: openpyxl.Workbook) -> None:
    sheet = book["plan"]
    assert [sheet.cell(8, column).value for column in (1, 2, 5, 8)] == ["Antall svar", 41, 36, 77]
    assert sheet.cell(9, 1).value == "Antall svar, vektet"


def test_hidden_figures_are_not_in_any_file(tmp_path: Path) -> None:
    for suffix in known_formats():
        write_tables(tables(threshold=25), tmp_path / f"t{suffix}", "medlemmer")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["plan"]
    assert [sheet.cell(6, column).value for column in (2, 3, 4)] == ["•", None, None]
    assert "| Ja | • |" in (tmp_path / "t.md").read_text(encoding="utf-8")
    hidden = [row for row in rows_of(tmp_path / "t.csv") if row["mark"] == "hidden"]
    assert {(row["n"], row["share"], row["low"]) for row in hidden} == {("", "", "")}
    assert Document(str(tmp_path / "t.docx")).tables[0].cell(1, 1).text == "•"


def rows_of(file: Path, delimiter: str = ";") -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


@pytest.mark.parametrize(("language", "delimiter", "share"), [("nb", ";", "0,519481"), ("en", ",", "0.519481")])
def test_csv_has_a_line_for_each_figure_in_the_languages_numbers(
    tmp_path: Path, language: Language, delimiter: str, share: str
) -> None:
    write_tables(tables(language), tmp_path / "t.csv", "medlemmer")
    (row,) = (row for row in rows_of(tmp_path / "t.csv", delimiter) if (row["answer"], row["group"]) == ("Ja", ""))
    assert (row["n"], row["base"], row["share"]) == ("40", "77", share)
    assert row["method"].endswith(".")


def test_markdown_writes_percent_as_the_language_does(tmp_path: Path) -> None:
    write_tables(tables(), tmp_path / "t.md", "medlemmer")
    text = (tmp_path / "t.md").read_text(encoding="utf-8")
    assert "## Har dere en plan?" in text
    assert "51,9\u00a0%" in text
    assert "Privat \\| stor" in text


def test_a_word_table_has_a_heading_row(tmp_path: Path) -> None:
    write_tables(tables("nn"), tmp_path / "t.docx", "medlemmer")
    page = Document(str(tmp_path / "t.docx"))
    (table,) = page.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Svar", "Privat | stor", "Offentlig", "Alle"]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert page.core_properties.language == "nn-NO"
    assert "Ikkje med: Vet ikke (3)." in [each.text for each in page.paragraphs]
