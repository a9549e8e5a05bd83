"""Who speaks: the labels of a transcript tied to the participants of the study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evaluation.errors import Problem, problem
from evaluation.model import Source

_SHOWN = 3


def unknown_speakers(source: Source, known: Mapping[str, str]) -> tuple[Problem, ...]:
    """A warning for each speaker without a participant, at the line where they first speak.

    known: label → participant. The nearest known labels are suggested.
    """
    keys = {label_key(label) for label in known}
    first = {turn.speaker: turn.line for turn in reversed(source.turns)}
    return tuple(
        problem(
            "TRANSCRIPT-003",
            file=source.file or source.name,
            line=first[speaker],
            severity="warning",
            speaker=speaker,
            nearest=_nearest(speaker, known),
        )
        for speaker in source.speakers
        if label_key(speaker) not in keys
    )


def assign(source: Source, known: Mapping[str, str], sole: str | None = None) -> Source:
    """The source with each turn's participant, where its label is known; one that has its participant keeps it.

    known: label → participant. sole: the participant to whom words without a label belong, where there is only one they
    can belong to.
    """
    participants = {label_key(label): participant for label, participant in known.items()}
    turns = (
        replace(turn, participant=turn.participant or _participant(turn.speaker, participants, sole))
        for turn in source.turns
    )
    return replace(source, turns=tuple(turns))


def _participant(speaker: str, participants: Mapping[str, str], sole: str | None) -> str | None:
    return participants.get(label_key(speaker)) if speaker else sole


def label_key(label: str) -> str:
    """Labels are the same when they differ in case and spaces only."""
    return "".join(label.split()).casefold()


def _nearest(speaker: str, known: Mapping[str, str]) -> str:
    from rapidfuzz.process import extract

    found = extract(speaker, list(known), processor=label_key, limit=_SHOWN, score_cutoff=60)
    best = found[0][1] if found else 0
    return ", ".join(f"«{label}»" for label, score, _ in found if score >= best - 10) or "–"
