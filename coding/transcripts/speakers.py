"""The labels of a transcript held against the people of a study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coding.transcripts.labels import label_key
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


def assign(source: Source, known: Mapping[str, str]) -> Source:
    """The source with each turn's participant, where its label is known. known: label → participant."""
    participants = {label_key(label): participant for label, participant in known.items()}
    turns = (
        replace(turn, participant=participants.get(label_key(turn.speaker), turn.participant)) for turn in source.turns
    )
    return replace(source, turns=tuple(turns))


def _nearest(speaker: str, known: Mapping[str, str]) -> str:
    from rapidfuzz.process import extract

    found = extract(speaker, list(known), processor=label_key, limit=_SHOWN, score_cutoff=60)
    best = found[0][1] if found else 0
    return ", ".join(f"«{label}»" for label, score, _ in found if score >= best - 10) or "–"
