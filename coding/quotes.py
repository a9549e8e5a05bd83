"""From a cell of an analysis back to the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from coding.query.corpus import Corpus
from coding.query.segments import Segments, overlapping
from coding.query.table import found_table
from coding.retrieval import FOUND_COLUMNS
from evaluation.study import Study

QUOTE_COLUMNS = (*FOUND_COLUMNS, "ids")
BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Passage:
    """What one count in a cell rests on: a stretch of a source, or several that are counted together.

    `parts`: [start, end) of each, in code points. `ids`: the codings counted there.
    """

    source: str
    parts: tuple[tuple[int, int], ...]
    ids: tuple[int, ...] = ()


def of_codings(codings: pd.DataFrame) -> list[Passage]:
    """One for each coding: `source`, `start`, `end`, `id`."""
    rows = zip(*(codings[name].tolist() for name in ("source", "start", "end", "id")), strict=True)
    return [Passage(source, ((start, end),), (id_,)) for source, start, end, id_ in rows]


def of_pairs(pairs: pd.DataFrame) -> list[Passage]:
    """One for each pair of codings: `source`, and `start`, `end`, `id` with `_a` and `_b`; what meets is one part."""
    names = ("source", "start_a", "end_a", "start_b", "end_b", "id_a", "id_b")
    rows = zip(*(pairs[name].tolist() for name in names), strict=True)
    return [
        Passage(source, _joined((start_a, end_a), (start_b, end_b)), (id_a, id_b))
        for source, start_a, end_a, start_b, end_b, id_a, id_b in rows
    ]


def of_sequels(pairs: pd.DataFrame) -> list[Passage]:
    """One for each stretch and what comes after it: `source`, and `start` and `end` with `_a` and `_b`."""
    names = ("source", "start_a", "end_a", "start_b", "end_b")
    rows = zip(*(pairs[name].tolist() for name in names), strict=True)
    return [Passage(source, ((start_a, end_a), (start_b, end_b))) for source, start_a, end_a, start_b, end_b in rows]


def of_units(placed: pd.DataFrame, units: pd.DataFrame) -> list[Passage]:
    """One for each unit (`source`, `start`, `end`) that codings, placed in units, stand in."""
    ids = placed.groupby("unit")["id"].agg(list)
    told = units.loc[ids.index]
    rows = zip(told["source"], told["start"].tolist(), told["end"].tolist(), ids, strict=True)
    return [Passage(source, ((start, end),), tuple(sorted(own))) for source, start, end, own in rows]


def of_places(places: pd.DataFrame) -> list[Passage]:
    """One for each place that is not counted by its codings, such as a word or a turn: `source`, `start`, `end`."""
    rows = zip(*(places[name].tolist() for name in ("source", "start", "end")), strict=True)
    return [Passage(source, ((start, end),)) for source, start, end in rows]


def quotes(study: Study, passages: Iterable[Passage], *, context: int = 60) -> pd.DataFrame:
    """The words of passages, one row each in the order of sources and places: QUOTE_COLUMNS.

    As `find` shows its hits; parts that do not meet have BETWEEN between them, and what is said there is not told.
    Who speaks is who speaks where the first part begins. Nothing said by somebody who has withdrawn their consent is
    in it.
    """
    corpus = Corpus(study)
    numbers = {source.name: number for number, source in enumerate(corpus.sources)}
    ordered = sorted(passages, key=lambda each: (numbers[each.source], each.parts))
    parts = [(numbers[each.source], *part, row) for row, each in enumerate(ordered) for part in each.parts]
    number, start, end, row = np.array(parts, np.int64).reshape(-1, 4).T
    found = Segments(start + corpus.bases.take(number), end + corpus.bases.take(number))
    table = found_table(corpus, found, context).assign(row=row, gone=overlapping(found, corpus.withheld))
    told = _of_rows(table)
    told["ids"] = pd.Series([list(each.ids) for each in ordered], told.index, object)
    return told.loc[~told["gone"], list(QUOTE_COLUMNS)].reset_index(drop=True)


def _of_rows(table: pd.DataFrame) -> pd.DataFrame:
    """One row for the parts of each passage."""
    rows = table.groupby("row", sort=False)
    whole = table.drop_duplicates("row").set_index("row")
    whole["end"], whole["after"] = rows["end"].last(), rows["after"].last()
    whole["text"], whole["gone"] = rows["text"].agg(BETWEEN.join), rows["gone"].any()
    whole["codes"] = rows["codes"].agg(lambda parts: list(dict.fromkeys(code for part in parts for code in part)))
    return whole.reset_index(drop=True)


def _joined(one: tuple[int, int], other: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    first, second = sorted((one, other))
    if second[0] <= first[1]:
        return ((first[0], max(first[1], second[1])),)
    return (first, second)
