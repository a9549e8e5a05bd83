"""The sentences or turns of a study: which of them people have coded, and which may be coded still."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from coding.applying import is_interviewer, silent_participants
from coding.rules.places import STAGE_DIRECTION, stretches
from coding.text.paragraphs import paragraphs
from coding.text.sentences import sentences
from coding.text.spans import Span
from evaluation.language import Language
from evaluation.model import Coding, People, Source, Turn
from evaluation.people.participation import sole_informants, withdrawn
from evaluation.sources.tongue import guess_language

Whole = Literal["sentence", "turn"]
FEWEST_WORDS = 3  # «Ja, det er sant» may be suggested for, «Nettopp» not


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or turn, [start, end) of a source; `paragraph` is where the turn or paragraph around it begins."""

    source: str
    start: int
    end: int
    paragraph: int
    text: str
    language: Language


def units_of(sources: Iterable[Source], people: People, whole: Whole) -> list[Unit]:
    """What informants say, in parts; nothing by somebody who has withdrawn their consent."""
    gone = withdrawn(people)
    unheard = silent_participants(people) | gone
    silenced = {session for session, sole in sole_informants(people).items() if sole in gone}

    def skip(turn: Turn) -> bool:
        return turn.participant in unheard or is_interviewer(turn)

    heard = (source for source in sources if source.turns or source.session not in silenced)
    return [unit for source in heard for unit in _units(source, stretches(source, skip), whole)]


def _units(source: Source, parts: Iterable[Span], whole: Whole) -> Iterator[Unit]:
    language = source.language or guess_language(source.text) or "nb"
    text = _spoken(source)
    holders = parts if source.turns else [paragraph for part in parts for paragraph in paragraphs(text, *part)]
    for holder in holders:
        for start, end in [holder] if whole == "turn" else sentences(text, *holder, language):
            if len(text[start:end].split()) >= FEWEST_WORDS:
                yield Unit(source.name, start, end, holder.start, text[start:end], language)


def _spoken(source: Source) -> str:
    """The text with blanks for what a transcriber added, so that offsets hold."""
    if source.kind != "transcript" or not source.turns:
        return source.text
    return STAGE_DIRECTION.sub(lambda found: " " * len(found[0]), source.text)


def held(units: Sequence[Unit], codings: Iterable[Coding]) -> Mapping[Unit, dict[str, bool]]:
    """For each unit the codes that have some of it; True for those that have half of it, or half of which it has."""
    found: defaultdict[Unit, dict[str, bool]] = defaultdict(dict)
    by_source: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_source[unit.source].append(unit)
    for coding in codings:
        here = by_source.get(coding.source, [])
        first = max(bisect_right(here, coding.start, key=lambda unit: unit.start) - 1, 0)
        for unit in here[first:]:
            if unit.start >= coding.end:
                break
            common = min(unit.end, coding.end) - max(unit.start, coding.start)
            if common > 0:
                much = 2 * common >= min(unit.end - unit.start, coding.end - coding.start)
                found[unit][coding.code] = found[unit].get(coding.code, False) or much
    return found


def table_of(
    coded: Mapping[Unit, Mapping[str, bool]], refused: Mapping[Unit, Collection[str]] | None = None
) -> pd.DataFrame:
    """One row for each unit and code that has much of it, or is refused for it and has nothing of it.

    Columns: text, code, source, paragraph, language, group and refused.
    """
    given = [(unit, code, False) for unit, codes in coded.items() for code, much in codes.items() if much]
    not_given = [
        (unit, code, True)
        for unit, codes in (refused or {}).items()
        for code in sorted(codes)
        if code not in coded.get(unit, {})
    ]
    rows = [
        (unit.text, code, unit.source, unit.paragraph, unit.language, f"{unit.source}\0{unit.paragraph}", no)
        for unit, code, no in (*given, *not_given)
    ]
    return pd.DataFrame(rows, columns=["text", "code", "source", "paragraph", "language", "group", "refused"])
