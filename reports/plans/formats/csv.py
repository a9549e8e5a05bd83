"""A plan as a CSV file that Excel opens as it should, with the history of each task in its last column."""

from __future__ import annotations

import csv as tables
from io import StringIO

from coding.codebooks.formats.csv import as_text
from evaluation.followup.plans.past import write_past
from evaluation.language import Language
from evaluation.model.plans import Plan, PlanTask
from reports.plans.formats.shape import PlanFormat
from reports.plans.table import columns_of, headings, text_of, updated_line


def write(plan: Plan, language: Language) -> bytes:
    """Above the headings stand the title and the day of the last update, as in the files that people keep."""
    number, *rest = columns_of(plan)
    columns = (number, "section", "aim", *rest, "history")
    text = StringIO()
    writer = tables.writer(text, delimiter=";", lineterminator="\r\n")
    above = [line for line in (plan.title, updated_line(plan, language)) if line]
    writer.writerows([as_text(line)] for line in above)
    writer.writerow(headings(columns, language))
    for task in plan.tasks:
        writer.writerow(as_text(_text(plan, task, column, language)) for column in columns)
    return text.getvalue().encode("utf-8-sig")


def _text(plan: Plan, task: PlanTask, column: str, language: Language) -> str:
    if column == "aim":
        return plan.aim_of(task.section)
    return write_past(task.history, language) if column == "history" else text_of(task, column, language)


FORMAT = PlanFormat(("csv",), write)
