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
from evaluation.model import Codebook, Coding, Evaluation, Participant, Source, Turn
from evaluation.people.participation import sole_informants, withdrawn
from evaluation.settings.validation import nearest
from evaluation.study import Study

PLACE = ("source", "start", "end", "text")
WHO = ("speaker", "participant", "role", "organisation", "sector", "session", "kind", "question")
CODING_COLUMNS = ("id", *PLACE, "code", "path", "theme", "coder", "round", "origin", "note", *WHO, "words")
FOUND_COLUMNS = (*PLACE, "before", "after", "codes", *WHO)


def codings_table(study: Study) -> pd.DataFrame:
    """All codings, one row each, with quote, place, speaker's pseudonym, organisation's pseudonym, sector and theme.

    Columns: CODING_COLUMNS. Offsets are code points, [start, end). Nothing said by somebody who has withdrawn their
    consent is in it.
    """
    whose = _Attribution(study)
    rows = [
        _coding_row(coding, whose)
        for coding in study.codings()
        if not whose.is_withheld(whose.sources[coding.source], coding.start, coding.end)
    ]
    return pd.DataFrame(rows, columns=list(CODING_COLUMNS))


def find_words(study: Study, query: str, *, context: int = 60) -> pd.DataFrame:
    """Where words stand: `query` is written like an indicator (wildcards, phrases, gaps).

    Columns: FOUND_COLUMNS; `before` and `after` hold up to `context` characters of the same turn on either side,
    `codes` the codes there. Nothing said by somebody who has withdrawn their consent is in it.
    """
    whose = _Attribution(study)
    codings = _by_source(study.codings())
    rows = [row for source in whose.sources.values() for row in _finds(source, query, context, codings, whose)]
    return pd.DataFrame(rows, columns=list(FOUND_COLUMNS))


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
        "organisation": [each.pseudonym or each.id for each in people.organisations],
        "sector": list(dict.fromkeys(each.sector for each in people.organisations if each.sector)),
        "speaker": [shown_name(each) for each in informants],
        "source": [each.name for each in study.list_sources()],
    }


def labels(study: Study, language: Language) -> dict[str, str]:
    """What themes and codes are called in a language."""
    codes = study.codebook if study.has_codebook() else ()
    found = {code.name: code.label.text(language) or code.name for code in codes}
    return found | {theme.id: theme.label.text(language) for theme in study.evaluation.themes}


class _Attribution:
    """Looks up who says the words at a place."""

    def __init__(self, study: Study) -> None:
        people = study.people()
        self.codebook = study.codebook if study.has_codebook() else Codebook(name="")
        self.sources = {source.name: source for source in study.sources()}
        self.participants = {each.id: each for each in people.participants}
        self.organisations = {each.id: each for each in people.organisations}
        self.kinds = {each.id: each.kind for each in people.sessions}
        self.withdrawn = withdrawn(people)
        self.silenced = {id_ for id_, sole in sole_informants(people).items() if sole in self.withdrawn}
        self.paths = {code.name: self.codebook.path(code.name) for code in self.codebook}
        self.themes = {name: _theme(study.evaluation, path) for name, path in self.paths.items()}

    def is_withheld(self, source: Source, start: int, end: int) -> bool:
        """Whether any of these words are by somebody who has withdrawn their consent."""
        if not source.turns:
            return source.session in self.silenced
        return bool(self.withdrawn) and any(turn.participant in self.withdrawn for turn in _turns(source, start, end))

    def who(self, source: Source, start: int) -> dict[str, Any]:
        turn = turn_at(source, start)
        person = self.participants.get(turn.participant or "") if turn else None
        organisation = self.organisations.get(person.organisation or "") if person else None
        return {
            "speaker": shown_name(person) if person else None,
            "participant": person.id if person else None,
            "role": person.role if person else None,
            "organisation": (organisation.pseudonym or organisation.id) if organisation else None,
            "sector": organisation.sector if organisation else None,
            "session": source.session,
            "kind": self.kinds.get(source.session or ""),
            "question": turn.question if turn else None,
        }


def _theme(evaluation: Evaluation, path: str) -> str | None:
    """The theme of a code: its own, else that of the nearest code above it that has one."""
    themes = (evaluation.theme_of(name) for name in reversed(path.split(" / ")))
    return next((theme.id for theme in themes if theme), None)


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


def _coding_row(coding: Coding, whose: _Attribution) -> dict[str, Any]:
    source = whose.sources[coding.source]
    text = source.text[coding.start : coding.end]
    fields = ("id", "source", "start", "end", "code", "coder", "round", "origin", "note")
    return {
        **{name: getattr(coding, name) for name in fields},
        **whose.who(source, coding.start),
        "text": " ".join(text.split()),
        "path": whose.paths[coding.code],
        "theme": whose.themes.get(coding.code),
        "words": len(text.split()),
    }


def _by_source(codings: list[Coding]) -> dict[str, list[Coding]]:
    found: dict[str, list[Coding]] = {}
    for coding in codings:
        found.setdefault(coding.source, []).append(coding)
    return found


def _finds(
    source: Source, query: str, context: int, codings: Mapping[str, list[Coding]], whose: _Attribution
) -> Iterator[dict[str, Any]]:
    from coding.rules.search import search

    for start, end in search(query, source):
        if whose.is_withheld(source, start, end):
            continue
        here = (each.code for each in codings.get(source.name, ()) if each.start < end and each.end > start)
        turn = turn_at(source, start)
        # Beyond the turn stand other people's words, and the labels they go by.
        first, last = (turn.start, turn.end) if turn else (0, len(source.text))
        yield {
            **whose.who(source, start),
            "source": source.name,
            "start": start,
            "end": end,
            "text": source.text[start:end],
            "before": " ".join(source.text[max(first, start - context) : start].split()),
            "after": " ".join(source.text[end : min(last, end + context)].split()),
            "codes": list(dict.fromkeys(here)),
        }


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
