"""Tables as CSV, a line for each figure, the way Excel opens it in the language: semicolons and decimal commas."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from math import isfinite
from pathlib import Path

from coding.spreadsheet import csv_text
from evaluation.language import Language
from instruments.statistics.result import Row
from reports.survey_tables.laid_out import Laid

SUFFIX = ".csv"
COLUMNS = ("question", "text", "by", "answer", "group", "n", "n_weighted", "base", "base_weighted", "share", "low",
           "high", "mark", "method")  # fmt: skip


def write(tables: Sequence[Laid], file: Path, source: str) -> None:
    """`source` has no place in it: every line is a figure."""
    english = bool(tables) and tables[0].language == "en"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        lines = csv.writer(stream, delimiter="," if english else ";")
        lines.writerow(COLUMNS)
        for each in tables:
            lines.writerows(_line(each, row) for row in each.table.rows)


def _line(laid: Laid, row: Row) -> list[str]:
    said = laid.language
    figures = [row.n_weighted, row.base_weighted, row.value, row.low, row.high]
    weighted, base_weighted, value, low, high = (_figure(each, said) for each in figures)
    texts = [csv_text(each) for each in (laid.name, laid.title, laid.by, row.label, row.group)]
    counts = ["" if row.hidden else str(row.n), weighted, "" if row.base < 0 else str(row.base), base_weighted]
    mark = "hidden" if row.hidden else row.thin or ""
    return [*texts, *counts, value, low, high, mark, laid.table.method.told(said)]


def _figure(value: float, language: Language) -> str:
    if not isfinite(value):
        return ""
    told = f"{value:.6g}"
    return told if language == "en" else told.replace(".", ",")
