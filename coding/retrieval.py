"""Reading codings and words back, with who said them and where."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from coding.rules.search import search
from evaluation.errors import fail
from evaluation.language import Language
from evaluation.model import Codebook, Coding, Participant, Source, Turn
from evaluation.people.participation import withdrawn
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
    rows = [_coding_row(coding, whose) for coding in study.codings()]
    table = pd.DataFrame(rows, columns=list(CODING_COLUMNS))
    return table[~table["participant"].isin(whose.withdrawn)].reset_index(drop=True)


def find_words(study: Study, query: str, *, context: int = 60) -> pd.DataFrame:
    """Where words stand: `query` is written like an indicator (wildcards, phrases, gaps).

    Columns: FOUND_COLUMNS; `before` and `after` hold `context` characters on either side, `codes` the codes there.
    """
    whose = _Attribution(study)
    codings = _by_source(study.codings())
    rows = [row for source in whose.sources.values() for row in _finds(source, query, context, codings, whose)]
    table = pd.DataFrame(rows, columns=list(FOUND_COLUMNS))
    return table[~table["participant"].isin(whose.withdrawn)].reset_index(drop=True)


def select(table: pd.DataFrame, **wanted: str | None) -> pd.DataFrame:
    """The rows whose columns have the values wanted; None means any. A value that never occurs names its nearest."""
    for column, value in wanted.items():
        if value is None:
            continue
        if column == "code" and "codes" in table:
            table = table[[value in codes for codes in table["codes"]]]
            continue
        known = sorted({str(each) for each in table[column].dropna()})
        if value not in known:
            raise fail(
                "FIND-001", column=column, value=value, known=", ".join(nearest(value, known) or known[:8]) or "–"
            )
        table = table[table[column] == value]
    return table.reset_index(drop=True)


def as_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values, with None where there is none."""
    return [
        {str(key): None if _is_missing(value) else value for key, value in row.items()}
        for row in table.astype(object).to_dict("records")
    ]


def orders(study: Study) -> dict[str, list[str]]:
    """The order in which a study's own values are shown: themes as commissioned, codes as in the codebook."""
    people = study.people()
    organisations = [each.pseudonym or each.id for each in people.organisations]
    codes = [code.name for code in study.codebook] if study.has_codebook() else []
    return {
        "theme": [theme.id for theme in study.evaluation.themes],
        "code": codes,
        "organisation": organisations,
        "sector": list(dict.fromkeys(each.sector for each in people.organisations if each.sector)),
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
        self.themes: Mapping[str, str] = {theme.code: theme.id for theme in study.evaluation.themes}
        self.sources = {source.name: source for source in study.sources()}
        self.participants = {each.id: each for each in people.participants}
        self.organisations = {each.id: each for each in people.organisations}
        self.kinds = {each.id: each.kind for each in people.sessions}
        self.withdrawn = withdrawn(people)
        self.paths = {code.name: self.codebook.path(code.name) for code in self.codebook}

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


def turn_at(source: Source, offset: int) -> Turn | None:
    """The turn within which an offset falls."""
    from bisect import bisect_right

    number = bisect_right(source.turns, offset, key=lambda turn: turn.start) - 1
    return source.turns[number] if number >= 0 and offset < source.turns[number].end else None


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
    for start, end in search(query, source):
        here = (each.code for each in codings.get(source.name, ()) if each.start < end and each.end > start)
        yield {
            **whose.who(source, start),
            "source": source.name,
            "start": start,
            "end": end,
            "text": source.text[start:end],
            "before": " ".join(source.text[max(0, start - context) : start].split()),
            "after": " ".join(source.text[end : end + context].split()),
            "codes": list(dict.fromkeys(here)),
        }


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
