"""Hits as CSV the way a Norwegian Excel opens it: UTF-8 with BOM, semicolons."""

from __future__ import annotations

import csv
from pathlib import Path

from coding.query.exports.listing import Listing
from coding.retrieval import as_records
from coding.spreadsheet import csv_text

SUFFIX = ".csv"


def write(listing: Listing, file: Path) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(listing.headings())
        rows.writerows([*map(_cell, record.values())] for record in as_records(listing.table))


def _cell(value: object) -> object:
    if isinstance(value, list):
        return ", ".join(value)
    return csv_text(value) if isinstance(value, str) else value
