"""The stretches a query found as a table, with the words, what stands around, the codes there and who says them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from coding.masking import masking
from coding.query.attributes import Value, attributes
from coding.query.corpus import Corpus
from coding.query.segments import Marks, Places, Segments, overlapping
from coding.retrieval import FOUND_COLUMNS
from evaluation.store.coding_queries import code_names, places_and_codes

_TOLD = ("speaker", "participant", "role", "organisation", "sector", "session", "kind", "question")


def found_table(corpus: Corpus, found: Segments, context: int) -> pd.DataFrame:
    """Columns: FOUND_COLUMNS; `before` and `after` hold up to `context` characters of the same turn on either side.

    The names of people and organisations are taken out of the words.
    """
    number = corpus.source_of(found.start)
    base = corpus.bases[number] if len(found) else found.start
    names = np.array([each.name for each in corpus.sources], object)
    words = list(_words(corpus, found, number, context, masking(corpus.study)))
    columns: dict[str, object] = {
        "source": names[number],
        "start": found.start - base,
        "end": found.end - base,
        **{column: [row[at] for row in words] for at, column in enumerate(("text", "before", "after"))},
        "codes": _codes(corpus, found, number),
        **{column: _told(corpus, found, column) for column in _TOLD},
    }
    return pd.DataFrame(columns, columns=list(FOUND_COLUMNS))


def _words(
    corpus: Corpus, found: Segments, number: Places, context: int, mask: Callable[[str], str]
) -> Iterator[tuple[str, str, str]]:
    """Text, before and after. Beyond the turn stand other people's words, and the labels they go by."""
    places = corpus.units.places
    corpus.texts.load(number.tolist())
    for start, end, source, first, last in zip(
        found.start.tolist(), found.end.tolist(), number.tolist(), *_turn_around(corpus, found), strict=True
    ):
        base, text = int(corpus.bases[source]), corpus.texts.text(source)
        low = int(places.start[first]) if first >= 0 else base
        high = int(places.end[last]) if last >= 0 else base + len(text)
        before = _whole_words_after(text, max(low, start - context, base) - base, start - base)
        after = _whole_words_before(text, end - base, min(high, end + context) - base)
        yield mask(text[start - base : end - base]), _plain(mask(before)), _plain(mask(after))


# A word that is cut in two reads badly, and of a name half would be left standing.
def _whole_words_after(text: str, start: int, end: int) -> str:
    while 0 < start < end and not text[start - 1].isspace():
        start += 1
    return text[start:end]


def _whole_words_before(text: str, start: int, end: int) -> str:
    while start < end < len(text) and not text[end].isspace():
        end -= 1
    return text[start:end]


def _turn_around(corpus: Corpus, found: Segments) -> tuple[list[int], list[int]]:
    units = corpus.units
    return units.at(found.start).tolist(), units.at(found.end - 1).tolist()


def _plain(text: str) -> str:
    return " ".join(text.split())


def _codes(corpus: Corpus, found: Segments, number: Places) -> list[list[str]]:
    """The codes that something in each stretch is coded with, in the codebook's order."""
    listed: list[list[str]] = [[] for _ in range(len(found))]
    for code, marks in _marks_of_codes(corpus, found, number):
        for at in np.flatnonzero(marks).tolist():
            listed[at].append(code)
    return listed


def _marks_of_codes(corpus: Corpus, found: Segments, number: Places) -> Iterator[tuple[str, Marks]]:
    ids = [corpus.sources[each].id for each in np.unique(number).tolist()]
    with corpus.study.store.reading() as connection:
        names = code_names(connection)
        rows = places_and_codes(connection, ids if len(ids) < len(corpus.sources) / 2 else None)
    order = np.argsort(rows[:, 3], kind="stable")
    codes, begins = np.unique(rows[order, 3], return_index=True)
    places = dict(zip(codes.tolist(), np.split(rows[order, :3], begins[1:]), strict=False))
    for id_, name in names.items():
        if id_ in places:
            yield name, overlapping(found, corpus.placed(places[id_]))


def _told(corpus: Corpus, found: Segments, column: str) -> list[str | None]:
    attribute = attributes()[column]
    values: list[Value] = [*attribute.values(corpus), ()]
    return [values[number][0] if values[number] else None for number in attribute.numbers(corpus, found).tolist()]
