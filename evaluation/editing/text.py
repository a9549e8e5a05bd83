"""A source's text changed in one act: the text, its turns and everybody's codings move together."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from evaluation.editing.meetings import move_meeting_words
from evaluation.errors import Problem, fail, problem
from evaluation.model import Coding, OffsetMap, Source, Turn
from evaluation.numbers import write_percent
from evaluation.people.participation import sole_informants
from evaluation.sources.alignment import Alignment, align
from evaluation.sources.moving import Similarity, moved, similarity
from evaluation.sources.normalise import normalise
from evaluation.sources.offsets import composed
from evaluation.sources.received import receive
from evaluation.sources.retelling import carried, followed
from evaluation.sources.speakers import assign, unknown_speakers
from evaluation.sources.turns import Kept
from evaluation.store import codes, exchange, findings, memos, people, refusals, sources, texts
from evaluation.store.act import Act
from evaluation.store.sight import unseen
from evaluation.study import Study

FEWEST = Similarity(text=0.3, spans=0.5)  # what a new text keeps of the old one at the least
OF_FILE = ("file", "sha256", "format", "encoding")


@dataclass(frozen=True, slots=True)
class CodingMove:
    """A coding as it was, its old words, and its place and words in the new text; no place when it is lost."""

    coding: Coding
    words: str
    place: tuple[int, int] | None
    now: str = ""
    double_of: int | None = None  # the id of the coding that says the same now

    @property
    def status(self) -> str:
        """`same`, `moved` (its words are elsewhere now), `edited` (they changed), `double` or `lost`."""
        if self.place is None:
            return "lost"
        if self.double_of is not None:
            return "double"
        if self.words != self.now:
            return "edited"
        return "same" if self.place == (self.coding.start, self.coding.end) else "moved"


@dataclass(frozen=True)
class Changed:
    """What a new text did to a source. `similarity` is what was kept of the old words.

    memos, refusals: how many memos and refused suggestions stood on words that are gone.
    """

    before: Source
    after: Source
    similarity: Similarity
    codings: tuple[CodingMove, ...]
    turns: tuple[Kept, ...]
    problems: tuple[Problem, ...] = ()
    memos: int = 0
    refusals: int = 0

    @property
    def lost(self) -> tuple[CodingMove, ...]:
        return tuple(each for each in self.codings if each.place is None)

    @property
    def lost_turns(self) -> tuple[tuple[int, Turn], ...]:
        """The turns that are gone, with the numbers they had, counted from 1."""
        kept = {was for _, was in self.turns}
        return tuple((index + 1, turn) for index, turn in enumerate(self.before.turns) if index not in kept)


def change_text(
    study: Study,
    name: str,
    new: str | Source,
    *,
    was: str | None = None,
    force: bool = False,
    act: str = "source.edit",
) -> Changed:
    """Put a new text in the place of a source's, as one act that can be undone.

    new: the text, or a source read from a file (its turns are matched with the old ones, and its file is kept).
    was: the text that the new one corrects; EDIT-003 when the study's is another by now.
    Raises EDIT-001 for an empty text, and EDIT-002 when too little of the old one is left, unless `force`.
    """
    old = study.source(name)
    if was is not None and was != old.text:
        raise fail("EDIT-003", name=name)
    alignment = align(old.text, _text_of(new, name))
    with study.store.act(act, study.who, name=name) as done:
        id_ = locked(done, old)
        whole = changes(done.connection, old, new, alignment)
        hidden = unseen(done.connection, study.who)
        told = changes(done.connection, old, new, alignment, hidden) if hidden else whole
        if not force:
            _refuse_unlike(told)
        if isinstance(new, Source):
            kept = receive(whole.after, study.folder / "sources")
            whole, told = (replace(each, after=replace(each.after, file=kept)) for each in (whole, told))
        write(done, id_, whole, alignment)
    return told


def retell(act: Act, new: Source, alignment: Alignment | None = None) -> None:
    """Put a source in the place of the one of its name, within an act; codings follow, however little is left of it.

    alignment: how the old text lies along the new one, where that is known; it is worked out otherwise.
    """
    [old] = sources.read_sources(act.connection, [new.name])
    if old.text == new.text:
        return
    if alignment is None or (alignment.old, alignment.new) != (old.text, new.text):
        alignment = align(old.text, new.text)
    write(act, locked(act, old), changes(act.connection, old, new, alignment), alignment)


def preview_change(study: Study, name: str, new: str | Source) -> Changed:
    """What `change_text` would do; nothing is written."""
    old = study.source(name)
    alignment = align(old.text, _text_of(new, name))
    with study.store.reading() as connection:
        return changes(connection, old, new, alignment)


def _text_of(new: str | Source, name: str) -> str:
    text = new.text if isinstance(new, Source) else normalise(new)[0]
    if not text.strip():
        raise fail("EDIT-001", file=new.file if isinstance(new, Source) else "", name=name)
    return text


def locked(act: Act, old: Source) -> int:
    """The source's id, if its text is still the one that was read."""
    found = texts.standing(act.connection, old.name)
    if found is None or found[1] != old.text:
        raise fail("EDIT-003", name=old.name)
    return found[0]


def changes(
    connection: Connection,
    old: Source,
    new: str | Source,
    alignment: Alignment,
    hidden: Collection[int] = (),
    turns: tuple[Kept, ...] | None = None,
) -> Changed:
    """What the new text does to the source; to its codings without those hidden. turns: where they are known."""
    codings = [each for each in codes.read_codings(connection, {old.name}) if each.id not in hidden]
    moves = tuple(_moves(codings, alignment))
    kept = similarity(alignment, [(each.start, each.end) for each in codings])
    problems: tuple[Problem, ...] = ()
    if turns is not None:
        told = turns
    elif isinstance(new, Source):
        told, problems = _reread(connection, old, new, alignment)
    else:
        told = followed(old, alignment)
    after, notes = _after(old, new, alignment)
    gone = _gone(connection, old.name, alignment)
    changed = Changed(old, replace(after, turns=tuple(turn for turn, _ in told)), kept, moves, told, (), *gone)
    return replace(changed, problems=(*problems, *notes, *_losses(changed)))


def _reread(
    connection: Connection, old: Source, new: Source, alignment: Alignment
) -> tuple[tuple[Kept, ...], tuple[Problem, ...]]:
    """The turns of a text read from a file, with what the old ones knew; and what deserves a look in it."""
    if not new.turns:
        return followed(old, alignment), new.problems
    labels = people.read_labels(connection)
    told = assign(new, labels, sole_informants(people.read_people(connection)).get(old.session or ""))
    turns = carried(old, told.turns, alignment)
    unknown = replace(new, turns=tuple(turn for turn, _ in turns if turn.participant is None))
    strangers = unknown_speakers(unknown, labels) if labels or old.session else ()
    return turns, (*new.problems, *strangers)


def _after(old: Source, new: str | Source, alignment: Alignment) -> tuple[Source, tuple[Problem, ...]]:
    """The source with its new text; from its new file where there is one, else with the way back to the old one."""
    if isinstance(new, Source) and new.file:
        values = {name: getattr(new, name) for name in OF_FILE}
        return replace(old, text=new.text, offsets=new.offsets, language=old.language or new.language, **values), ()
    offsets = composed(alignment, old.offsets)
    notes = () if offsets else (problem("EDIT-013", name=old.name, severity="note"),)
    return replace(old, text=alignment.new, offsets=offsets or OffsetMap()), notes


def _moves(codings: list[Coding], alignment: Alignment) -> Iterator[CodingMove]:
    found = moved(alignment, [(coding.start, coding.end) for coding in codings])
    first: dict[Coding, int | None] = {}
    for coding, move in zip(codings, found.moves, strict=True):
        if move.place is None:
            yield CodingMove(coding, move.words, None)
            continue
        start, end = move.place
        now = replace(coding, start=start, end=end)
        yield CodingMove(coding, move.words, move.place, alignment.new[start:end], first.get(now))
        first.setdefault(now, coding.id)


def _losses(changed: Changed) -> Iterator[Problem]:
    if changed.lost:
        yield problem("EDIT-004", severity="warning", name=changed.before.name, n=len(changed.lost))
    if turns := changed.lost_turns:
        yield problem("EDIT-014", severity="warning", name=changed.before.name, n=len(turns))

    if changed.memos:
        yield problem("EDIT-060", severity="warning", name=changed.before.name, n=changed.memos)
    if changed.refusals:
        yield problem("EDIT-061", severity="warning", name=changed.before.name, n=changed.refusals)


def _gone(connection: Connection, name: str, alignment: Alignment) -> tuple[int, int]:
    """How many memos and refused suggestions stand on words of the source that are gone."""
    id_ = texts.id_of(connection, name)
    spans = (memos.memo_spans(connection, id_), refusals.refusal_spans(connection, id_)) if id_ else ({}, {})
    lost_memos, lost_refusals = (sum(place is None for place in _places(alignment, each).values()) for each in spans)
    return lost_memos, lost_refusals


def _refuse_unlike(changed: Changed) -> None:
    kept = changed.similarity
    if kept.text < FEWEST.text or kept.spans < FEWEST.spans:
        text, coded = write_percent(1 - kept.text, 0), write_percent(1 - kept.spans, 0)
        gone, all_ = len(changed.lost), len(changed.codings)
        raise fail("EDIT-002", name=changed.before.name, text=text, coded=coded, lost=gone, codings=all_)


def write(act: Act, id_: int, changed: Changed, alignment: Alignment) -> None:
    texts.rewrite_source(act, id_, changed.after)
    texts.rewrite_turns(act, id_, changed.turns)
    ids = {each.coding.id: each for each in changed.codings if each.coding.id is not None}
    texts.move_codings(act, {key: each.place if each.double_of is None else None for key, each in ids.items()})
    texts.put_together(act, {key: each.double_of for key, each in ids.items() if each.double_of is not None})
    memos.move_memos(act, id_, _places(alignment, memos.memo_spans(act.connection, id_)))
    findings.move_evidence(act, _places(alignment, findings.evidence_spans(act.connection, id_)))
    refusals.move_refusals(act, _places(alignment, refusals.refusal_spans(act.connection, id_)))
    _move_passages(act, id_, alignment)
    move_meeting_words(act, id_, alignment)


def _places(alignment: Alignment, spans: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int] | None]:
    """Where each stretch of words is now; None where it is gone."""
    return dict(zip(spans, (move.place for move in moved(alignment, list(spans.values())).moves), strict=True))


def _move_passages(act: Act, id_: int, alignment: Alignment) -> None:
    """Selections follow the text; one whose words are gone stays as an empty one where they stood."""
    spans = exchange.passage_spans(act.connection, id_)
    moves = moved(alignment, list(spans.values())).moves if spans else ()
    gone = (alignment.place(move.start)[0] for move in moves)
    exchange.move_passages(act, {key: move.place or (at, at) for key, move, at in zip(spans, moves, gone, strict=True)})
