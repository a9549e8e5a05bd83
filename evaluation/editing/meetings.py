"""What is told of a meeting follows the text it was read from: its places, and its words where nobody changed them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evaluation.people.unnaming import unnaming
from evaluation.sources.alignment import Alignment
from evaluation.sources.moving import moved
from evaluation.store import meeting_words, people
from evaluation.store.act import Act

Span = tuple[int, int]


def move_meeting_words(act: Act, source: int, alignment: Alignment) -> None:
    """Move the words that decisions rest on; where they are gone, the place where they stood is left."""
    found = meeting_words.meeting_spans(act.connection, source)
    if not found:
        return
    places = _followed(alignment, found)
    rows = meeting_words.words_of(act.connection, source)
    register = people.read_people(act.connection, names=True)
    unnamed = unnaming(register.participants, register.organisations)
    for row in rows:
        old = _joined(alignment.old, [found[id_] for id_ in row.words], unnamed)
        new = _joined(alignment.new, [places[id_] for id_ in row.words], unnamed)
        if old != new and new:
            meeting_words.retell_words(act, row, old, new)
    meeting_words.move_meeting_words(act, places)


def _followed(alignment: Alignment, spans: Mapping[int, Span]) -> dict[int, Span]:
    moves = moved(alignment, list(spans.values())).moves
    gone = (alignment.place(move.start)[0] for move in moves)
    return {key: move.place or (at, at) for key, move, at in zip(spans, moves, gone, strict=True)}


def _joined(text: str, spans: list[Span], unnamed: Callable[[str], str]) -> str:
    return unnamed(" ".join(" ".join(text[start:end].split()) for start, end in spans).strip())
