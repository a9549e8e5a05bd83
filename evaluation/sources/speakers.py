"""Who speaks: the labels of a transcript tied to the participants of the study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evaluation.errors import Problem, problem
from evaluation.model import Source
from evaluation.settings.validation import nearest


def assign(source: Source, known: Mapping[str, str], sole: str | None = None) -> Source:
    """The source with each turn's participant.

    known: label → participant id; case and spaces are ignored. sole: the participant to whom words without a label
    belong, where there is only one they can belong to.
    """
    folded = {_fold(label): participant for label, participant in known.items()}
    turns = (
        replace(turn, participant=folded.get(_fold(turn.speaker)) if turn.speaker else sole) for turn in source.turns
    )
    return replace(source, turns=tuple(turns))


def unknown_speakers(source: Source, known: Mapping[str, str]) -> tuple[Problem, ...]:
    """A warning for each label that stands for nobody, at the line where it first appears."""
    folded = {_fold(label) for label in known}
    first = {turn.speaker: turn.line for turn in reversed(source.turns) if turn.speaker}
    return tuple(
        problem(
            "TRANSCRIPT-003",
            file=source.file,
            line=first[label],
            severity="warning",
            speaker=label,
            nearest=", ".join(f"«{each}»" for each in nearest(label, list(known), cutoff=60)) or "–",
        )
        for label in source.speakers
        if _fold(label) not in folded
    )


def _fold(label: str) -> str:
    return " ".join(label.casefold().split())
