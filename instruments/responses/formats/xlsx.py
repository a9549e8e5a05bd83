"""The first sheet of a workbook: names in its first row, labels in the second where a program put them there."""

from __future__ import annotations

from pathlib import Path

from instruments.responses.dataset import Dataset
from instruments.responses.limesurvey import is_limesurvey, understood
from instruments.responses.plain_tables import dataset_of
from instruments.responses.room import refuse_too_large
from instruments.responses.shape import ResponseFormat
from instruments.responses.sheets import rows_of_workbook
from instruments.responses.structure import explained_by_structure, structure_beside

_PER_BYTE = 60  # bytes in memory for one of the packed file


def read(file: Path) -> Dataset:
    refuse_too_large(file, file.stat().st_size * _PER_BYTE)
    found = dataset_of(rows_of_workbook(file), file, format_="xlsx")
    made = understood(found) if is_limesurvey(found.names) else found
    return explained_by_structure(made, structure_beside(file))


FORMAT = ResponseFormat("xlsx", (".xlsx", ".xlsm"), read)
