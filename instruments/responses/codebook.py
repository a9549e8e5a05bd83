"""The codebook beside a table: what its variables mean, as JSON that comes back without a difference."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd

from evaluation.errors import fail
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Meaning, Variable, as_plain, from_plain
from instruments.responses.plain_tables import column_of

VERSION = 1


def beside(file: Path) -> Path:
    return file.with_suffix(".codebook.json")


def write_codebook(meaning: Meaning, file: Path) -> None:
    content = {"underveis": "codebook of a dataset", "version": VERSION, **as_plain(meaning)}
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_codebook(file: Path) -> Meaning:
    """The meaning a codebook tells. Raises DATASET-064 where it is damaged or another kind of file."""
    try:
        return from_plain(json.loads(file.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise fail("DATASET-064", file=file) from error


def explained_by(texts: pd.DataFrame, meaning: Meaning, file: Path, decimal: str = ".") -> Dataset:
    """Columns of texts as the codebook says they are. Raises DATASET-063 where it tells of other variables."""
    if tuple(texts.columns) != meaning.names:
        strange = sorted(set(texts.columns) ^ set(meaning.names)) or list(meaning.names)
        raise fail("DATASET-063", file=beside(file), names=", ".join(strange[:8]))
    columns = {each.name: _column(texts[each.name], each, file, decimal) for each in meaning.variables}
    return Dataset(pd.DataFrame(columns, index=texts.index), replace(meaning, format="csv"))


def _column(texts: pd.Series, variable: Variable, file: Path, decimal: str) -> pd.Series:
    marks = {str(each.low) for each in variable.missing if isinstance(each.low, str)}
    marked = texts.isin(marks) if variable.kind == "number" else pd.Series(False, index=texts.index)
    try:
        made = column_of(texts.mask(marked, "").tolist(), variable.kind, decimal)
    except ValueError as error:
        raise fail("DATASET-065", file=file, name=variable.name, kind=variable.kind, value=str(error)) from error
    return made.astype(object).mask(marked, texts) if marked.any() else made
