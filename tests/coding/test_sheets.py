"""Sheets of workbooks: rows hold their texts, pages can be read."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from coding.sheets import A3, A4, HIGHEST, LINE, lay_out, set_heights


def heights(*texts: object, spare: int = 0) -> list[float]:
    sheet = Workbook().worksheets[0]
    for row, text in enumerate(texts, 1):
        sheet.cell(row, 1, text)
    set_heights(sheet, [20], spare=spare)
    return [float(sheet.row_dimensions[row].height or 0) for row in range(1, len(texts) + 1)]


def test_a_row_is_as_high_as_its_lines() -> None:
    one, several, broken = heights("kort", "ord " * 15, "en\nto\ntre")
    assert (one, broken) == (LINE + 2, 3 * LINE + 2)
    assert several > 3 * LINE


def test_room_is_left_to_write_in_and_no_row_is_higher_than_programs_allow() -> None:
    assert heights(None, 12, "ord " * 5000, spare=2) == [3 * LINE + 2, 3 * LINE + 2, HIGHEST]


@pytest.mark.parametrize(
    ("widths", "paper", "pages"), [([20, 60], A4, 1), ([22, *[38] * 5], A3, 1), ([22, *[38] * 9], A3, 2)]
)
def test_what_stands_side_by_side_decides_the_paper(widths: list[int], paper: int, pages: int) -> None:
    sheet = Workbook().worksheets[0]
    lay_out(sheet, widths)
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (paper, pages)
