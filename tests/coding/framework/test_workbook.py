"""The workbook: what is written comes back to the letter, and nothing in it is a formula or a name."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from coding.framework.matrix import Framework
from coding.framework.sheet import read_workbook
from coding.framework.workbook import HIDDEN, write_workbook
from coding.spreadsheet import cell_text, csv_text, read_text
from evaluation.errors import EvaluationError
from evaluation.memos import tidy
from tests.coding.framework.examples import SALT, matrix

CELL = ("p1", "forebygging")
AWKWARD = [
    "=1+1",
    "+47 22",
    "-- ingenting",
    "@SUM(A1)",
    "#N/A",
    "'sitert'",
    "to\nlinjer",
    "_x0041_",
    "_x005F_x0041_",
    "TRUE",
    "12345678901234567890",
    "2026-01-01",
    "æøå 🚲",
    "&B{x}<y>",
]
texts = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(AWKWARD)


def written(path: Path, whole: Framework) -> Path:
    write_workbook(whole, path, salt=SALT, language="nb")
    return path


def came_back(path: Path) -> dict[tuple[str, str], str]:
    return {(each.case.label, each.theme.label): each.text for each in read_workbook(path).entries}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, min_size=4, max_size=4))
def test_whatever_is_written_comes_back(tmp_path: Path, four: list[str]) -> None:
    places = [(case, theme) for case in ("p1", "p2") for theme in ("forebygging", "oppfolging")]
    wanted = dict(zip(places, map(tidy, four), strict=True))
    whole = matrix(wanted)
    found = came_back(written(tmp_path / "m.xlsx", whole))
    assert found == {(each.case.label, each.theme.label): each.text for each in whole.listed()}


@given(st.text(st.sampled_from("_x0045F A"), max_size=24))
def test_no_letters_are_taken_for_an_escape(text: str) -> None:
    assert read_text(cell_text(text)) == text


@pytest.mark.parametrize("text", AWKWARD)
def test_no_cell_holds_a_formula(tmp_path: Path, text: str) -> None:
    book = load_workbook(written(tmp_path / "m.xlsx", matrix({CELL: text})))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n"}


@pytest.mark.parametrize(("text", "quoted"), [("=1+1", True), ("-1", True), ("Vi løfter", False)])
def test_what_looks_like_a_formula_stays_text_when_it_is_edited(tmp_path: Path, text: str, quoted: bool) -> None:
    book = load_workbook(written(tmp_path / "m.xlsx", matrix({CELL: text})))
    assert bool(book["Matrise"]["C3"].quotePrefix) is quoted


def test_the_first_sheet_has_a_row_for_each_case_and_a_column_for_each_theme(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path / "m.xlsx", matrix({CELL: "Tungt."})))["Matrise"]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, min_col=2)]
    assert shown == [
        ["Deltaker", "Forebyggende arbeid", "Oppfølging"],
        ["Informant 1", "Tungt.", None],
        ["Informant 2", None, None],
    ]


def test_the_second_sheet_has_the_quotes(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path / "m.xlsx", matrix()))["Sitater"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["Koding", "Enhet", "Tema", "Ordene", "Kilde", "Sted", "Hvem", "Kode", "Kodet av"],
        [1, "Informant 1", "Forebyggende arbeid", "Vi løfter.", "fg", "1–6", "p1", "forebygging", "Kari"],
        [2, "Informant 1", "Forebyggende arbeid", "=1+1", "fg", "2–7", "p1", "forebygging", "Kari"],
    ]


def test_the_keys_are_hidden_and_hold_no_id_of_a_person(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path / "m.xlsx", matrix({CELL: "Tungt."})))
    sheet = book["Matrise"]
    hidden = (sheet.row_dimensions[1].hidden, sheet.column_dimensions["A"].hidden, book[HIDDEN].sheet_state)
    values = {cell.value for each in (sheet, book[HIDDEN]) for row in each.iter_rows() for cell in row}
    assert (hidden, values & {"p1", "p2"}) == ((True, True, "hidden"), set())


@pytest.mark.parametrize(
    ("text", "coloured"), [("", True), ("Tungt.", False)], ids=["quotes without a summary", "written"]
)
def test_a_cell_that_asks_for_work_is_marked_beside_its_text(tmp_path: Path, text: str, coloured: bool) -> None:
    cell = load_workbook(written(tmp_path / "m.xlsx", matrix({CELL: text})))["Matrise"]["C3"]
    assert (cell.fill.fill_type == "solid", cell.comment is not None, cell.value or "") == (coloured, coloured, text)


def edited(tmp_path: Path, edit: Callable[[Any], None], texts: dict[tuple[str, str], str] | None = None) -> Path:
    """A workbook with one summary, changed by hand."""
    path = written(tmp_path / "m.xlsx", matrix(texts or {CELL: "Tungt."}))
    book = load_workbook(path)
    edit(book["Matrise"])
    book.save(path)
    return path


def test_a_merged_areas_text_stands_in_each_of_its_cells_with_a_warning(tmp_path: Path) -> None:
    found = read_workbook(edited(tmp_path, lambda sheet: sheet.merge_cells("C3:D3")))
    texts = [each.text for each in found.entries if each.case.label == "Informant 1"]
    assert (texts, [(each.code, each.severity) for each in found.problems]) == (
        ["Tungt.", "Tungt."],
        [("FRAMEWORK-011", "warning")],
    )


def test_a_formula_without_a_value_is_a_fault(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet["D4"] = "=HYPERLINK(1)"

    found = read_workbook(edited(tmp_path, edit)).problems
    assert [(each.code, each.values["place"]) for each in found] == [("FRAMEWORK-009", "Matrise!D4")]


def test_an_error_in_a_cell_is_a_fault(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet["D4"].value = "#REF!"

    assert [each.code for each in read_workbook(edited(tmp_path, edit)).problems] == ["FRAMEWORK-010"]


def test_a_formula_gives_the_value_it_had_when_the_file_was_saved(tmp_path: Path) -> None:
    path = written(tmp_path / "m.xlsx", matrix({("p2", "forebygging"): "tung"}))
    reckoned = tmp_path / "r.xlsx"
    formula = b'<c r="C4" t="str"><f>UPPER("lett")</f><v>LETT</v></c>'
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(reckoned, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'<c r="C4".*?</c>', formula, content)
            new.writestr(name, content)
    assert came_back(reckoned)["Informant 2", "Forebyggende arbeid"] == "LETT"


@pytest.mark.parametrize(("value", "text"), [(3, "3"), (2.5, "2.5"), (4.0, "4"), (True, "True")])
def test_numbers_are_read_as_text(tmp_path: Path, value: object, text: str) -> None:
    def edit(sheet: Any) -> None:
        sheet["D4"].value = value

    assert came_back(edited(tmp_path, edit))["Informant 2", "Oppfølging"] == text


@pytest.mark.parametrize(
    "edit",
    [
        lambda sheet: sheet.delete_rows(1),
        lambda sheet: sheet.delete_cols(1),
        lambda sheet: (sheet.delete_rows(1), sheet.delete_cols(1)),
        lambda sheet: sheet.insert_rows(1, 3),
        lambda sheet: sheet.insert_cols(3),
        lambda sheet: sheet.insert_rows(4),
    ],
    ids=["no keys of themes", "no keys of cases", "no keys", "rows above", "a column within", "a row within"],
)
def test_the_matrix_is_found_wherever_it_stands(tmp_path: Path, edit: Callable[[Any], None]) -> None:
    found = came_back(edited(tmp_path, edit))
    assert (len(found), found["Informant 1", "Forebyggende arbeid"]) == (4, "Tungt.")


@pytest.mark.parametrize("cell", ["F3", "C9"])
def test_a_text_without_a_heading_is_a_fault(tmp_path: Path, cell: str) -> None:
    def edit(sheet: Any) -> None:
        sheet[cell] = "Hvor hører jeg til?"

    found = read_workbook(edited(tmp_path, edit)).problems
    assert [(each.code, each.values["place"]) for each in found] == [("FRAMEWORK-012", f"Matrise!{cell}")]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 ikke et arkiv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"Deltaker;Tema\n"],
    ids=["empty", "broken", "with a password", "csv"],
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.xlsx"
    path.write_bytes(content)
    with pytest.raises(EvaluationError) as raised:
        read_workbook(path)
    assert [each.code for each in raised.value.problems] == ["FRAMEWORK-007"]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as raised:
        read_workbook(tmp_path / "ingen.xlsx")
    assert [each.code for each in raised.value.problems] == ["FRAMEWORK-007"]


def test_a_workbook_without_a_matrix_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "m.xlsx")
    with pytest.raises(EvaluationError) as raised:
        read_workbook(tmp_path / "m.xlsx")
    assert [each.code for each in raised.value.problems] == ["FRAMEWORK-008"]


@pytest.mark.parametrize(("text", "kept"), [("=1", "'=1"), ("-1", "'-1"), ("@x", "'@x"), ("Vi", "Vi"), ("", "")])
def test_no_cell_of_a_csv_file_is_a_formula(text: str, kept: str) -> None:
    assert csv_text(text) == kept
