"""What the page shows of one source: its text in blocks, the codings on it, and the memos."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from coding.text.sentences import sentences
from coding.text.spans import Span
from coding.workbench.blocks import Block, blocks_of
from coding.workbench.wire import Units, blanked
from evaluation.errors import fail
from evaluation.language import Language
from evaluation.model import Coding, Memo, People, Source
from evaluation.people.participation import sole_informants, withdrawn
from evaluation.store.codes import read_codings
from evaluation.store.feed import last_change
from evaluation.store.memos import read_memos
from evaluation.store.people import anybody_withdrew, read_people
from evaluation.store.sources import read_sources
from evaluation.store.texts import text_version
from evaluation.study import Study

Questions = Mapping[str, str]  # id → what was asked, in the reader's language


def reading_of(study: Study, name: str, questions: Questions | None = None, *, at: int | None = None) -> dict[str, Any]:
    """The text of a source with all that stands on it; places are counted in UTF-16 units.

    at: where the reader wants to be, in code points; past the end of the text it is nowhere.

    Words that somebody has taken back are blanks, of the same length. Raises STUDY-004 for an unknown source.
    """
    with study.store.reading() as connection:
        source, away = _source(study, connection, name)
        codings = read_codings(connection, [name])
        memos, latest = memos_on(connection, source.name, codings), last_change(connection)
    units = Units(source.text)
    blocks = blocks_of(source)
    return {
        "source": {"name": source.name, "kind": source.kind, "session": source.session, "language": source.language},
        "version": text_version(source.text),
        "text": _readable(source, away),
        "blocks": [_block(each, units, away) for each in blocks],
        "questions": dict(questions or {}),
        "codings": [coding_on_wire(each, units) for each in codings],
        "memos": [memo_on_wire(each, units) for each in memos],
        "revision": latest,
        "at": units.units(at) if at is not None and at < len(source.text) else None,
    }


def sentences_of(study: Study, name: str) -> list[int]:
    """Start and end of every sentence of a source, one after the other; none reaches over two blocks."""
    with study.store.reading() as connection:
        source, _ = _source(study, connection, name)
    units = Units(source.text)
    language: Language = source.language or study.evaluation.language
    spans = (span for block in blocks_of(source) for span in sentences(source.text, block.start, block.end, language))
    return [units.units(place) for span in spans for place in span]


def coding_on_wire(coding: Coding, units: Units) -> dict[str, Any]:
    return {
        "id": coding.id,
        "start": units.units(coding.start),
        "end": units.units(coding.end),
        "code": coding.code,
        "coder": coding.coder,
        "round": coding.round,
        "origin": coding.origin,
        "note": coding.note,
        "certainty": coding.certainty,
    }


def memo_on_wire(memo: Memo, units: Units) -> dict[str, Any]:
    placed = memo.start is not None and memo.end is not None
    return {
        "id": memo.id,
        "on": memo.on,
        "on_id": memo.on_id,
        "start": units.units(memo.start or 0) if placed else None,
        "end": units.units(memo.end or 0) if placed else None,
        "title": memo.title,
        "text": memo.text,
        "kind": memo.kind,
        "author": memo.author,
        "at": memo.at,
    }


def memos_on(connection: Connection, source: str, codings: Iterable[Coding]) -> list[Memo]:
    """The memos on a source, on words of it, and on the codings given."""
    ids = {str(each.id) for each in codings}
    found = read_memos(connection)
    return [m for m in found if (m.on == "source" and m.on_id == source) or (m.on == "coding" and m.on_id in ids)]


def refuse_taken_back(study: Study, source: Source, start: int, end: int) -> None:
    """Raise CODING-013 for a place, in code points, that reaches into words somebody has taken back."""
    if not study.store.once("anybody_withdrew", anybody_withdrew):
        return
    if any(each.start < end and start < each.end for each in taken_back(source, study.people())):
        raise fail("CODING-013")


def taken_back(source: Source, people: People) -> tuple[Span, ...]:
    """The words of those who have withdrawn their consent; the whole text where it has one voice and no turns."""
    gone = withdrawn(people)
    if not source.turns and sole_informants(people).get(source.session or "") in gone:
        return (Span(0, len(source.text)),)
    return tuple(Span(turn.start, turn.end) for turn in source.turns if turn.participant in gone)


def _source(study: Study, connection: Connection, name: str) -> tuple[Source, tuple[Span, ...]]:
    for found in read_sources(connection, [name]):
        return found, taken_back(found, read_people(connection))
    return study.source(name), ()  # raises with the nearest names


def _readable(source: Source, away: Iterable[Span]) -> str:
    text, parts, at = source.text, [], 0
    for start, end in away:
        parts += [text[at:start], blanked(text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _block(block: Block, units: Units, away: Iterable[Span]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": block.kind,
        "start": units.units(block.start),
        "end": units.units(block.end),
        "line": block.line,
        "withdrawn": any(each.start < block.end and block.start < each.end for each in away),
    }
    if block.turn is None:
        return told
    turn = block.turn
    own = {"speaker": turn.speaker, "participant": turn.participant, "time": turn.start_time}
    return {**told, **own, "question": turn.question, "basis": turn.question_basis}
