"""Codings picked out for a change of the codebook: by number, by the words in them, or by the age of their code."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from coding.rules.search import search
from evaluation.codes import outdated_codings
from evaluation.errors import fail
from evaluation.model import Coding
from evaluation.study import Study

_NUMBERS = re.compile(r"(\d{1,15})(?:\s*[-–]\s*(\d{1,15}))?")
MOST = 1_000_000


def numbers(written: str) -> list[int]:
    """`12,15,40-52` as numbers. Raises CODEBOOK-015 for anything else."""
    found: list[int] = []
    for part in written.split(","):
        match = _NUMBERS.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 <= last - first < MOST:
            raise fail("CODEBOOK-015", value=part.strip())
        found += range(first, last + 1)
    return found


def codings_with(study: Study, code: str, query: str) -> list[int]:
    """The ids of the code's codings within which the words of a query stand."""
    of_code: dict[str, list[Coding]] = {}
    for coding in study.codings():
        if coding.code == code:
            of_code.setdefault(coding.source, []).append(coding)
    found: list[int] = []
    for source in study.sources(list(of_code)) if of_code else ():
        places = search(query, source)
        held = (each for each in of_code[source.name] if any(_holds(each, place.start, place.end) for place in places))
        found += [each.id for each in held if each.id is not None]
    return found


def _holds(coding: Coding, start: int, end: int) -> bool:
    return coding.start <= start and end <= coding.end


def outdated_rows(study: Study, names: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The codings made when their code meant something else, with words, path and both versions.

    `made_under` is 0 where the code they were made under was merged into this one. Nothing said by somebody who has
    withdrawn their consent is among them.
    """
    from coding.retrieval import as_records, codings_table

    old = {coding.id: coding for coding in outdated_codings(study, names)}
    now = {code.name: code.version for code in study.codebook}
    table = codings_table(study)
    kept = ("id", "source", "start", "end", "text", "code", "path", "coder")
    rows = as_records(table.loc[table["id"].isin(list(old)), list(kept)])
    return [{**row, "made_under": old[row["id"]].code_version, "version": now[row["code"]]} for row in rows]
