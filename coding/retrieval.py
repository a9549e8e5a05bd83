"""Reading codings and words back, with who said them and where."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pandas as pd

from evaluation.errors import fail
from evaluation.language import Language
from evaluation.model import Participant, Source, Turn
from evaluation.people.participation import withdrawn
from evaluation.settings.nearness import nearest
from evaluation.study import Study

PLACE = ("source", "start", "end", "text")
WHO = ("speaker", "participant", "role", "organisation", "sector", "session", "kind", "question")
CODING_COLUMNS = ("id", *PLACE, "code", "path", "theme", "coder", "round", "origin", "note", *WHO, "words")
MORE_COLUMNS = ("size", "date", "language")  # of a coding, where they are asked for
FOUND_COLUMNS = (*PLACE, "before", "after", "codes", *WHO)


def codings_table(study: Study, columns: Sequence[str] = CODING_COLUMNS) -> pd.DataFrame:
    """All codings, one row each, with quote, place, speaker's pseudonym, organisation's pseudonym, sector and theme.

    columns: some of CODING_COLUMNS and MORE_COLUMNS; of a million codings, `text` and `words` take more time than all
    the others. Offsets are code points, [start, end). Nothing is in it that somebody said who has withdrawn their
    consent.
    """
    from coding.coding_columns import CodingColumns

    codings = CodingColumns(study, columns)
    return pd.DataFrame({name: codings.column(name) for name in dict.fromkeys(columns)}, columns=list(columns))


def find_words(study: Study, query: str, *, context: int = 60) -> pd.DataFrame:
    """Where words stand: `query` is written like an indicator (wildcards, phrases, gaps).

    Columns: FOUND_COLUMNS; `before` and `after` hold up to `context` characters of the same turn on either side,
    `codes` the codes there. Nothing said by somebody who has withdrawn their consent is in it.
    """
    from coding.query.corpus import Corpus
    from coding.query.table import found_table

    corpus = Corpus(study)
    return found_table(corpus, corpus.words(query), context)


def select(
    table: pd.DataFrame, known: Mapping[str, Sequence[str]] | None = None, /, **wanted: str | None
) -> pd.DataFrame:
    """The rows whose columns have the values wanted; None means any.

    known: column → values that exist whether or not a row has them (see `orders`). Raises FIND-001, with the nearest,
    for a value that neither is known nor occurs.
    """
    for column, value in wanted.items():
        if value is not None:
            _refuse_unknown(table, column, value, (known or {}).get(column, ()))
            table = table[_has(table, column, value)]
    return table.reset_index(drop=True)


def _has(table: pd.DataFrame, column: str, value: str) -> Any:
    if column == "code" and "codes" in table:
        return [value in codes for codes in table["codes"]]
    return table[column] == value


def _refuse_unknown(table: pd.DataFrame, column: str, value: str, known: Sequence[str]) -> None:
    if column == "code" and "codes" in table:
        there = {code for codes in table["codes"] for code in codes}
    else:
        there = {str(each) for each in table[column].dropna()}
    listed = sorted(there | set(known))
    if value not in listed:
        near = ", ".join(nearest(value, listed) or listed[:8]) or "–"
        raise fail("FIND-001", column=column, value=value, known=near)


def as_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values, with None where there is none."""
    return [
        {str(key): None if _is_missing(value) else value for key, value in row.items()}
        for row in table.astype(object).to_dict("records")
    ]


def orders(study: Study) -> dict[str, list[str]]:
    """The order in which a study's own values are shown: themes as commissioned, codes as in the codebook."""
    people = study.people()
    gone = withdrawn(people)
    informants = [each for each in people.participants if each.affiliation == "informant" and each.id not in gone]
    codes = [code.name for code in study.codebook] if study.has_codebook() else []
    return {
        "theme": [theme.id for theme in study.evaluation.themes],
        "code": codes,
        "organisation": [each.shown or each.id for each in people.organisations if not each.open],
        "sector": list(dict.fromkeys(each.sector for each in people.organisations if each.sector)),
        "size": [str(size) for size in sorted({each.size for each in people.organisations if each.size})],
        "speaker": [shown_name(each) for each in informants],
        "session": [each.id for each in people.sessions],
        "source": [each.name for each in study.list_sources()],
    }


def labels(study: Study, language: Language) -> dict[str, str]:
    """What themes and codes are called in a language."""
    codes = study.codebook if study.has_codebook() else ()
    found = {code.name: code.label.text(language) or code.name for code in codes}
    return found | {theme.id: theme.label.text(language) for theme in study.evaluation.themes}


def turn_at(source: Source, offset: int) -> Turn | None:
    """The turn within which an offset falls."""
    return next(_turns(source, offset, offset + 1), None)


def _turns(source: Source, start: int, end: int) -> Iterator[Turn]:
    """The turns that have something of [start, end)."""
    number = max(bisect_right(source.turns, start, key=lambda turn: turn.start) - 1, 0)
    for turn in islice(source.turns, number, None):
        if turn.start >= end:
            return
        if turn.end > start:
            yield turn


def shown_name(person: Participant) -> str:
    """The pseudonym; never the real name."""
    return person.pseudonym or person.id


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
