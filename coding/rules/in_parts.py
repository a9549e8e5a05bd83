"""Codes answers by rule that are too many to hold at once: part by part, with the codings that the whole would give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coding.rules.bulk import Unit, matches
from evaluation.language import Language
from evaluation.model import Codebook

if TYPE_CHECKING:
    import pandas as pd

    from evaluation.partitions import Parts


def matches_in_parts(
    codebook: Codebook,
    parts: Parts,
    column: str,
    *,
    unit: Unit = "answer",
    languages: Sequence[Language] | None = None,
    language: Language | None = None,
) -> pd.DataFrame:
    """The table that `matches` gives of a column of texts; `row` counts through all parts.

    The parts are gone through where they are: here one after another, or by the workers of a Dask cluster.
    """
    coding = _Coding(codebook, column, unit, None if languages is None else tuple(languages), language)
    return _together(parts.over([column], coding), coding)


@dataclass(frozen=True, slots=True)
class _Coding:
    """Codes one part; it is sent to where the part is."""

    codebook: Codebook
    column: str
    unit: Unit
    languages: tuple[Language, ...] | None
    language: Language | None

    def __call__(self, frame: pd.DataFrame) -> tuple[int, pd.DataFrame]:
        return len(frame), self.of(frame[self.column].astype(object).where(frame[self.column].notna(), None).tolist())

    def of(self, texts: Sequence[str | None]) -> pd.DataFrame:
        return matches(self.codebook, texts, unit=self.unit, languages=self.languages, language=self.language)


def _together(found: Iterator[tuple[int, pd.DataFrame]], coding: _Coding) -> pd.DataFrame:
    """The tables one under another; notes that several parts have are one category."""
    import pandas as pd
    from pandas.api.types import union_categoricals

    tables, begun = [coding.of([])], 0
    for rows, table in found:
        tables.append(table.assign(row=(table["row"] + begun).astype(np.int64)))
        begun += rows
    whole = pd.concat([each.drop(columns="indicator") for each in tables], ignore_index=True)
    whole["indicator"] = union_categoricals([each["indicator"] for each in tables])
    return whole.astype({"row": np.int32 if begun <= np.iinfo(np.int32).max else np.int64})
