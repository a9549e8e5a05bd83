"""A plan as a workbook: the table on landscape pages, and the history on a sheet of its own."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

from coding.sheets import lay_out, set_heights
from coding.spreadsheet import write_text
from evaluation.followup.deadlines import write_deadline
from evaluation.language import Language, phrase
from evaluation.model.plans import STATUSES, Plan, PlanTask
from evaluation.numbers import write_date
from reports.plans.formats.shape import PlanFormat
from reports.plans.table import PAST, PlanTable, headings, table_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = {
    **{"number": 6, "task": 38, "prepares": 24, "decides": 24, "deadline": 20, "status": 14, "remark": 30},
    **{"goals": 9, "gone": 15, "at": 12, "who": 18},
}
PLAIN, HEADING, SECTION, AIM = (f"underveis-plan-{each}" for each in ("plain", "heading", "section", "aim"))
DARK, PALE, LINE = "1B4A66", "E3ECF1", "8A97A1"


def write(plan: Plan, language: Language) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    _register_styles(book)
    sheet = book.worksheets[0]
    sheet.title = phrase("plan.sheet.plan", language)
    table = table_of(plan, language)
    _write_table(sheet, table)
    if any(task.history for task in plan.tasks):
        _write_past(book.create_sheet(phrase("plan.sheet.history", language)), plan.tasks, language)
    book.properties.title, book.properties.language = table.title, language
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _write_table(sheet: Worksheet, table: PlanTable) -> None:
    from openpyxl.styles import Font

    write_text(sheet, 1, 1, table.title).font = Font(bold=True, size=16, color=DARK)
    write_text(sheet, 2, 1, table.updated)
    head, width = 4, len(table.columns)
    _write_row(sheet, head, table.headings, HEADING)
    row = head + 1
    for section in table.sections:
        for text, style in ((section.title, SECTION), (section.aim, AIM)):
            if text:
                _write_row(sheet, row, (text, *[""] * (width - 1)), style)
                row += 1
        for task, texts in zip(section.tasks, section.rows, strict=True):
            _write_row(sheet, row, texts, PLAIN)
            _write_dates(sheet, row, table.columns, task)
            row += 1
    _settle(sheet, table, head, row - 1)


def _write_row(sheet: Worksheet, row: int, texts: tuple[str, ...], style: str) -> None:
    for column, text in enumerate(texts, 1):
        write_text(sheet, row, column, text, style)
        if not text:
            sheet.cell(row, column).value = None


def _write_dates(sheet: Worksheet, row: int, columns: tuple[str, ...], task: PlanTask) -> None:
    """A day that says no more than that is a date to the workbook too, which can then be sorted by it."""
    deadline = task.deadline.last_day() if task.deadline.kind == "day" and not task.deadline.words else None
    for column, date in (("deadline", deadline), ("gone", task.gone)):
        if date and column in columns:
            _write_date(sheet, row, columns.index(column) + 1, date)


def _write_date(sheet: Worksheet, row: int, column: int, date: dt.date) -> None:
    sheet.cell(row, column).value = date
    sheet.cell(row, column).number_format = "d.m.yyyy"


def _settle(sheet: Worksheet, table: PlanTable, head: int, last: int) -> None:
    """Widths, heights, the page, the headings on each page, and the statuses there are."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    widths = [WIDTHS[column] for column in table.columns]
    lay_out(sheet, widths)
    set_heights(sheet, widths, top=head)
    for row in range(head + 1, last + 1):
        if sheet.cell(row, 1).style in (SECTION, AIM):
            sheet.row_dimensions[row].height = 20
    letter = get_column_letter(table.columns.index("status") + 1)
    words = ",".join(phrase(f"plan.status.{status}", table.language) for status in STATUSES)
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False)
    choice.add(f"{letter}{head + 1}:{letter}{max(last, head + 1)}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = f"C{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    footer = sheet.HeaderFooter.oddFooter
    if footer is not None:
        footer.left.text, footer.right.text = table.title.replace("&", "&&")[:100], "&P / &N"


def _write_past(sheet: Worksheet, tasks: tuple[PlanTask, ...], language: Language) -> None:
    columns = PAST if any(entry.gone for task in tasks for entry in task.history) else PAST[:-1]
    _write_row(sheet, 1, headings(columns, language), HEADING)
    entries = [(task, entry) for task in tasks for entry in task.history]
    for row, (task, entry) in enumerate(entries, 2):
        status = phrase(f"plan.status.{entry.status}", language)
        deadline = write_deadline(entry.deadline, language)
        gone = phrase("plan.gone", language) if entry.gone else ""
        texts = (task.number, write_date(entry.at, language), entry.who, status, deadline, entry.remark, gone)
        _write_row(sheet, row, texts[: len(columns)], PLAIN)
        _write_date(sheet, row, 2, entry.at)
    widths = [WIDTHS[column] for column in columns]
    lay_out(sheet, widths)
    set_heights(sheet, widths)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def _register_styles(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    side = Side(style="thin", color=LINE)
    ruled = Border(left=side, right=side, top=side, bottom=side)
    top = Alignment(wrap_text=True, vertical="top")
    whole = Alignment(vertical="center")
    head, pale = PatternFill("solid", DARK), PatternFill("solid", PALE)
    for style in (
        NamedStyle(PLAIN, border=ruled, alignment=top),
        NamedStyle(HEADING, font=Font(bold=True, color="FFFFFF"), fill=head, border=ruled, alignment=top),
        NamedStyle(SECTION, font=Font(bold=True, size=13), fill=pale, alignment=whole),
        NamedStyle(AIM, font=Font(italic=True), fill=pale, alignment=whole),
    ):
        book.add_named_style(style)


FORMAT = PlanFormat(("xlsx",), write)
