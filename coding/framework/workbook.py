"""A framework matrix written as a workbook: the matrix, the quotes, and hidden what it needs to come back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coding.framework.looks import CASE, COLOURS, HEADING, NARROW, PLAIN, WIDE, register_styles, style_of
from coding.framework.matrix import Cell, Framework
from coding.sheets import lay_out, set_heights
from coding.spreadsheet import cell_text, read_text, write_text
from evaluation.language import Language, phrase
from evaluation.memos import tidy

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MARK = "underveis-framework-1"  # stands where the hidden row and the hidden column meet
HIDDEN = "_underveis"
HEADINGS = ("kind", "case_key", "case", "theme", "label", "quotes", "evidence", "text")
ROOM = 3  # lines of a cell left free to write in
QUOTE_WIDTHS = [9, 18, 24, 70, 20, 14, 16, 20, 14]
QUOTE_HEADINGS = ("id", "case", "theme", "text", "source", "place", "speaker", "code", "coder")


def write_workbook(whole: Framework, path: Path, *, salt: str, language: Language) -> None:
    """Write the matrix to a file. `salt` is the study's own: keys made with it tell nobody the ids of people."""
    from openpyxl import Workbook

    book = Workbook()
    register_styles(book)
    book.properties.creator = "Underveis"
    book.properties.title = phrase("framework.sheet.matrix", language)
    _write_matrix(_first_sheet(book, phrase("framework.sheet.matrix", language)), whole, salt, language)
    _write_quotes(book.create_sheet(phrase("framework.sheet.quotes", language)), whole, language)
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "hidden"
    _write_hidden(hidden, whole, salt)
    book.save(path)


def case_key(salt: str, kind: str, id_: str) -> str:
    """What stands for a case in a file: ids may be made of names, and are never shown."""
    return hashlib.sha256(f"{salt}\n{kind}\n{id_}".encode()).hexdigest()[:16]


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _first_sheet(book: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = book.worksheets[0]
    sheet.title = title
    return sheet


def _write_matrix(sheet: Worksheet, whole: Framework, salt: str, language: Language) -> None:
    """Row 1 and column A hold the keys, hidden; row 2 the themes, column B the cases."""
    write_text(sheet, 1, 1, MARK)
    _write_head(sheet, 2, [phrase(f"framework.case.{whole.kind}", language), *(each.label for each in whole.themes)], 2)
    for column, theme in enumerate(whole.themes, 3):
        write_text(sheet, 1, column, theme.id)
    for row, case in enumerate(whole.cases, 3):
        write_text(sheet, row, 1, case_key(salt, whole.kind, case.id))
        write_text(sheet, row, 2, case.label, CASE)
        for column, cell in enumerate(whole.row(case), 3):
            _write_cell(sheet, row, column, cell, language)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    widths = [NARROW, *(WIDE for _ in whole.themes)]
    lay_out(sheet, widths, first=2)
    set_heights(sheet, widths, first=2, top=2)
    set_heights(sheet, widths, first=2, top=3, spare=ROOM)
    sheet.freeze_panes = "C3"
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = phrase("framework.legend", language)
    sheet.print_title_rows, sheet.print_title_cols = "2:2", "B:B"


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, language: Language) -> None:
    from openpyxl.comments import Comment

    state = "" if cell.state == "empty" and not cell.quotes else cell.state
    written = sheet.cell(row, column)
    written.style = style_of(state)
    if cell.text:
        write_text(sheet, row, column, cell.text, style_of(state))
    if state in COLOURS:
        note = phrase(f"framework.note.{state}", language, n=len(cell.quotes), count=len(cell.quotes))
        written.comment = Comment(note, "Underveis", height=60, width=260)


def _write_quotes(sheet: Worksheet, whole: Framework, language: Language) -> None:
    _write_head(sheet, 1, [phrase(f"framework.column.{each}", language) for each in QUOTE_HEADINGS])
    cases = {each.id: each.label for each in whole.cases}
    themes = {each.id: each.label for each in whole.themes}
    for row, quote in enumerate(_ordered_quotes(whole), 2):
        place = f"{quote['start']}–{quote['end']}"
        told = {**quote, "case": cases[quote["case"]], "theme": themes[quote["theme"]], "place": place}
        sheet.cell(row, 1, int(quote["id"])).style = PLAIN
        for column, name in enumerate(QUOTE_HEADINGS[1:], 2):
            write_text(sheet, row, column, told[name] if isinstance(told[name], str) else "", PLAIN)
    lay_out(sheet, QUOTE_WIDTHS)
    set_heights(sheet, QUOTE_WIDTHS)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.auto_filter.ref = sheet.dimensions


def _ordered_quotes(whole: Framework) -> Iterable[dict[str, Any]]:
    """Case by case and theme by theme, as in the matrix; within a cell in the order of the text."""
    by_cell: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for quote in whole.quotes.to_dict("records"):
        by_cell.setdefault((quote["case"], quote["theme"]), []).append({str(key): each for key, each in quote.items()})
    return (quote for cell in whole.listed() for quote in by_cell.get((cell.case.id, cell.theme.id), ()))


def _write_hidden(sheet: Worksheet, whole: Framework, salt: str) -> None:
    """One row for each cell: what it was when it was written, by which a change is known when it comes back."""
    rows = (
        (
            whole.kind,
            case_key(salt, whole.kind, cell.case.id),
            cell.case.label,
            cell.theme.id,
            cell.theme.label,
            " ".join(map(str, cell.quotes)),
            cell.evidence,
            fingerprint(shown(cell.text)),
        )
        for cell in whole.listed()
    )
    for row, values in enumerate([HEADINGS, *rows], 1):
        for column, value in enumerate(values, 1):
            write_text(sheet, row, column, value)


def shown(text: str) -> str:
    """The text as it will be read back: one from which names were taken may have grown too long for its cell."""
    return tidy(read_text(cell_text(text)))


def _write_head(sheet: Worksheet, row: int, words: Sequence[str], first: int = 1) -> None:
    for column, text in enumerate(words, first):
        write_text(sheet, row, column, text, HEADING)
