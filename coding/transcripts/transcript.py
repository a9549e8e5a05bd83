"""A file read as a transcript: its text with turns, speakers, times and the questions answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from coding.transcripts.check import problems_in
from coding.transcripts.passages import passages
from coding.transcripts.questions import Answer, Guide, answered
from coding.transcripts.turns import Stretch, stretches, turn_of
from evaluation.model import Source, Turn
from evaluation.model.source import SourceKind
from evaluation.sources.extract import Extract
from evaluation.sources.read import extract, source_of


def read(
    path: Path | str,
    *,
    questions: Mapping[str, str] | None = None,
    kind: SourceKind = "transcript",
    name: str | None = None,
) -> Source:
    """The transcript in a file of any known format. `questions`: the guide's identifiers → wordings, in order.

    Raises EvaluationError (SOURCE codes) for a file that cannot be read; what is doubtful in the transcript is
    among the source's problems.
    """
    return parse(extract(path), questions=questions, kind=kind, name=name)


def parse(
    extracted: Extract,
    *,
    questions: Mapping[str, str] | None = None,
    kind: SourceKind = "transcript",
    name: str | None = None,
) -> Source:
    """The lines of an extract as a source with turns."""
    guide = Guide(questions or {})
    told_apart = tuple(passages(extracted.lines, guide.asked, guide.identifiers))
    parts = tuple(stretches(told_apart))
    source = source_of(extracted, kind, name)
    found = problems_in(told_apart, parts, extracted.file)
    # Written answers have no speakers: that is no finding.
    expected = {"TRANSCRIPT-006"} if kind == "answers" else set()
    return replace(
        source,
        turns=_turns(parts, source.text, guide),
        problems=(*source.problems, *(each for each in found if each.code not in expected)),
    )


def _turns(parts: Sequence[Stretch], text: str, guide: Guide) -> tuple[Turn, ...]:
    spoken = [part for part in parts if part.is_heading or not part.is_empty]
    answers: Sequence[Answer] = [None] * len(spoken)
    if guide.wordings:
        answers = answered([(part.speaker, text[slice(*part.span)], part.is_heading) for part in spoken], guide)
    pairs = zip(spoken, answers, strict=True)
    return tuple(_answering(turn_of(part), answer) for part, answer in pairs if not part.is_heading)


def _answering(turn: Turn, answer: Answer) -> Turn:
    return replace(turn, question=answer[0], question_basis=answer[1]) if answer else turn
