"""Tables of survey data in the terminal: shares with their intervals, the base and the method under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.app.cli.output import show_table
from evaluation.language import phrase

if TYPE_CHECKING:
    from reports.survey_tables.laid_out import Laid


def show(laid: Laid) -> None:
    """One table: a row for each answer, a column for each group, and everyone last."""
    print(f"{laid.name}: {laid.title}" if laid.title != laid.name else laid.name)
    columns = [phrase("survey.table.answer"), *map(laid.heading, laid.groups)]
    cells = [
        [label, *(" ".join(filter(None, laid.cell(label, each))) for each in laid.groups)] for label in laid.labels
    ]
    show_table(columns, [*cells, [phrase("survey.table.base"), *laid.bases()]])
    for line in laid.notes():
        print(line)
    print()
