"""Bringing files into a study: read by what they are, added all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coding import transcripts
from evaluation.app.choices import choose
from evaluation.errors import EvaluationError, Problem, fail, raise_any
from evaluation.model import Source
from evaluation.model.source import SourceKind
from evaluation.sources.read import read_source
from evaluation.study import Study
from instruments.load import read_instrument

KINDS: tuple[SourceKind, ...] = ("transcript", "answers", "minutes", "plan", "party-report", "document")
WITH_TURNS = ("transcript", "answers")


@dataclass(frozen=True)
class Imported:
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


def import_files(
    study: Study,
    files: Sequence[Path],
    *,
    kind: str = "transcript",
    session: str | None = None,
    name: str | None = None,
) -> Imported:
    """Read the files and add them to the study as one act. Raises one error with every file's faults; then none is in.

    Transcripts and written answers get turns, and the questions of the session's guide.
    """
    sources = read_files(study, files, kind=kind, session=session, name=name)
    return Imported(tuple(sources), study.add(sources, session=session))


def read_files(
    study: Study, files: Sequence[Path], *, kind: str, session: str | None, name: str | None
) -> list[Source]:
    """The files as sources, not added yet. Raises one error with every file's faults."""
    meant = choose("as", kind, KINDS)
    if name and len(files) > 1:
        raise fail("CLI-002")
    wording = guide_questions(study, session)
    read = [_read(file, meant, wording) for file in files]
    raise_any(each for faults in read if isinstance(faults, tuple) for each in faults)
    sources = [each for each in read if isinstance(each, Source)]
    return [replace(sources[0], name=name)] if name else sources


def guide_questions(study: Study, session: str | None) -> dict[str, str]:
    """The questions of the guide a session used, id → wording in the study's language."""
    file = study.instrument_file(session)
    if file is None or not file.is_file():
        return {}
    return {each.id: each.text.text(study.evaluation.language) for each in read_instrument(file).questions()}


def _read(file: Path, kind: SourceKind, wording: dict[str, str]) -> Source | tuple[Problem, ...]:
    try:
        if kind in WITH_TURNS:
            return transcripts.read(file, questions=wording, kind=kind)
        return read_source(file, kind=kind)
    except EvaluationError as error:
        return error.problems
