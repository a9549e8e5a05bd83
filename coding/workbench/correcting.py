"""What a reader puts right in a text, and what becomes of all that stands on it; places are counted in UTF-16 units.

Each can be asked twice and is done once. What somebody else has put right since the page read it is never overwritten.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain
from typing import Any

from coding.workbench.placing import Placing, placing_of
from coding.workbench.reading import refuse_taken_back, taken_back
from evaluation.editing import (
    Changed,
    correct_words,
    give_label,
    give_turn,
    join_turns,
    join_words,
    split_turn,
)
from evaluation.editing.words import tidy_words
from evaluation.errors import EvaluationError, fail
from evaluation.language import Language
from evaluation.memos import list_memos
from evaluation.model import Turn
from evaluation.people.participation import withdrawn
from evaluation.privacy.pseudonyms import with_pseudonyms
from evaluation.privacy.renaming import Place, known_as, mentioning, places_of, rename, seen
from evaluation.sources.speakers import label_key
from evaluation.study import Study

SHOWN = 200  # places of a name that are shown
AROUND = 40  # characters on either side of one
ALTERED = ("lost", "double", "edited")


@dataclass(frozen=True, slots=True)
class Seen:
    """A turn as the page shows it."""

    start: int
    end: int
    speaker: str = ""
    participant: str | None = None


def rewrite(
    study: Study, name: str, version: str, place: tuple[int, int], words: str, *, dry_run: bool
) -> dict[str, Any]:
    """Other words at a place. Raises CORRECT-002 where somebody has corrected those there since."""
    placing = placing_of(study, name, version)
    source = placing.source
    try:
        start, end = placing.span(*place)
    except EvaluationError as error:
        if _is_done(placing, place, words):
            return {"changed": False}
        raise fail("CORRECT-002", name=name) from error
    if start >= end:
        raise fail("EDIT-064", name=name)
    refuse_taken_back(study, source, start, end)
    return _told(correct_words(study, source, start, end, words, dry_run=dry_run))


def split(study: Study, name: str, version: str, turn: Seen, at: int) -> None:
    """Two turns of one, the second beginning at a place."""
    placing = _current(study, name, version)
    source, place = placing.source, placing.read.point(at)
    begins = len(source.text) - len(source.text[place:].lstrip())
    if any(each.start == begins and each.speaker == turn.speaker for each in source.turns):
        return
    _numbered(study, placing, turn)
    split_turn(study, source, place)


def join(study: Study, name: str, version: str, turn: Seen, *, clean: bool, dry_run: bool) -> dict[str, Any]:
    """One turn of this and the next; `clean`: without the label between them."""
    placing = _current(study, name, version)
    source = placing.source
    number = _numbered(study, placing, turn)
    if number < len(source.turns):
        following = source.turns[number]
        refuse_taken_back(study, source, following.start, following.end)
    if clean:
        return _told(join_words(study, source, number, dry_run=dry_run))
    if not dry_run:
        join_turns(study, source, number)
    return {"changed": True, "codings": [], "memos": 0, "refusals": 0}


def give(study: Study, name: str, version: str, turn: Seen, to: str, *, everywhere: bool) -> None:
    """Say who said a turn, or all turns of its speaker: a participant's id, a label, or a new label."""
    placing = _current(study, name, version)
    source = placing.source
    if _is_given(study, placing, turn, to):
        return
    number = _numbered(study, placing, turn)
    if not everywhere:
        give_turn(study, source, number, to, new=True)
        return
    away = taken_back(source, study.people())
    same = [each for each in source.turns if label_key(each.speaker) == label_key(turn.speaker)]
    if any(gone.start < each.end and each.start < gone.end for each in same for gone in away):
        raise fail("CODING-013")
    give_label(study, source, turn.speaker, to, new=True)


def speakers_of(study: Study, name: str, language: Language) -> list[dict[str, Any]]:
    """The participants who may have said something, those of the source's session first; by pseudonym."""
    source, people = study.source(name), study.people()
    session = next((each for each in people.sessions if each.id == source.session), None)
    there = {each.participant for each in session.attendance} if session else set()
    gone = withdrawn(people)
    told = [
        {"id": each.id, "name": each.pseudonym, "role": each.role, "here": each.id in there, "gone": each.id in gone}
        for each in with_pseudonyms(people, language).participants
    ]
    return sorted(told, key=lambda each: not each["here"])


def name_places(study: Study, words: str, instead: str, *, language: Language, suggest: bool) -> dict[str, Any]:
    """Where a name stands in all texts, and what would stand there; `suggest`: with the pseudonym of who it is."""
    told = instead.strip() or (known_as(study, words, language) if suggest else "")
    if not told:
        return {"instead": "", "places": [], "n": 0, "sources": 0, "notes": 0, "agreed": ""}
    places = places_of(study, words, told)
    beside = (each.note for each in study.codings()), (f"{each.title} {each.text}" for each in list_memos(study))
    return {
        "instead": told,
        "places": _shown(study, places[:SHOWN]),
        "n": len(places),
        "sources": len({each.source for each in places}),
        "notes": mentioning(chain(*beside), words),
        "agreed": seen(places),
    }


def put_name(study: Study, words: str, instead: str, *, agreed: str, left: Collection[int]) -> int:
    """Put the name in the places that were agreed on; returns in how many."""
    return len(rename(study, words, instead, agreed=agreed, left=left))


def _current(study: Study, name: str, version: str) -> Placing:
    placing = placing_of(study, name, version)
    if not placing.is_current:
        raise fail("CORRECT-003", name=name)
    return placing


def _numbered(study: Study, placing: Placing, turn: Seen) -> int:
    """The number of the turn, counted from 1. Raises CORRECT-003 where it is not as it was seen any more."""
    span = placing.span(turn.start, turn.end)
    for number, each in enumerate(placing.source.turns, 1):
        if (each.start, each.end, each.speaker, each.participant) == (*span, turn.speaker, turn.participant):
            refuse_taken_back(study, placing.source, each.start, each.end)
            return number
    raise fail("CORRECT-003", name=placing.source.name)


def _is_given(study: Study, placing: Placing, turn: Seen, to: str) -> bool:
    span = placing.span(turn.start, turn.end)
    there = next((each for each in placing.source.turns if (each.start, each.end) == (*span,)), None)
    meant = {each.id for each in study.people().participants}
    return there is not None and (there.participant == to if to in meant else _is_called(there, to))


def _is_called(turn: Turn, label: str) -> bool:
    return turn.speaker == " ".join(label.split())


def _is_done(placing: Placing, place: tuple[int, int], words: str) -> bool:
    """Whether the words were put there already: who lost the answer may ask twice."""
    if placing.since is None:
        return False
    old, now = placing.read.span(*place), tidy_words(words)
    return f"{placing.since.old[: old.start]}{now}{placing.since.old[old.end :]}" == placing.source.text


def _told(changed: Changed) -> dict[str, Any]:
    altered = [each for each in changed.codings if each.status in ALTERED]
    told = [
        {
            "id": each.coding.id,
            "code": each.coding.code,
            "coder": each.coding.coder,
            "status": each.status,
            "was": " ".join(each.words.split()),
            "now": " ".join(each.now.split()),
        }
        for each in sorted(altered, key=lambda each: ALTERED.index(each.status))
    ]
    is_other = changed.before != changed.after
    return {"changed": is_other, "codings": told, "memos": changed.memos, "refusals": changed.refusals}


def _shown(study: Study, places: list[Place]) -> list[dict[str, Any]]:
    """The places with the words around them; what somebody took back is not told."""
    people, found = study.people(), []
    sources = {each.name: each for each in study.sources(list({each.source for each in places}))}
    away = {name: taken_back(source, people) for name, source in sources.items()}
    for each in places:
        text = sources[each.source].text
        hidden = any(gone.start < each.end + AROUND and each.start - AROUND < gone.end for gone in away[each.source])
        before, after = text[max(each.start - AROUND, 0) : each.start], text[each.end : each.end + AROUND]
        words = ("", "") if hidden else (before, after)
        told = dict(zip(("before", "after"), (" ".join(part.split("\n")) for part in words), strict=True))
        found.append({"source": each.source, **told, "was": each.was, "now": each.now})
    return found
