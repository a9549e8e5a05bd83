"""A file read to take the place of a text that is in the study: as what that text is, with its session's guide."""

from __future__ import annotations

from pathlib import Path

from coding import transcripts
from evaluation.app.importing import WITH_TURNS, guide_questions
from evaluation.editing import Changed, change_text, preview_change
from evaluation.model import Source
from evaluation.sources.read import read_source
from evaluation.study import Study


def read_again(study: Study, source: Source, file: Path) -> Source:
    """The file as a source of the same kind, and of the same name."""
    if source.kind in WITH_TURNS:
        wording = guide_questions(study, source.session)
        return transcripts.read(file, questions=wording, kind=source.kind, name=source.name)
    return read_source(file, kind=source.kind, name=source.name)


def change_by_file(
    study: Study, name: str, file: Path, *, act: str = "source.edit", force: bool = False, dry_run: bool = False
) -> Changed:
    """Put a file's text in the place of a source's. Raises EDIT-003 when somebody else changes the text meanwhile."""
    source = study.source(name)
    new = read_again(study, source, file)
    if dry_run:
        return preview_change(study, name, new)
    return change_text(study, name, new, was=source.text, force=force, act=act)
