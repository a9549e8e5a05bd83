"""Word documents whose comments are codes."""

from __future__ import annotations

from pathlib import Path

from coding.exchange.left_out import left_out
from coding.exchange.losses import Loss
from coding.exchange.project import Project
from coding.exchange.word.document import read_document
from coding.exchange.word.reading import read_project
from coding.exchange.word.writing import document_of
from evaluation.errors import fail
from evaluation.language import current

SUFFIXES = (".docx",)


def read(path: Path, frame: str | None = None) -> Project:
    return read_beside(path, Project(), frame)


def read_beside(path: Path, known: Project, frame: str | None = None) -> Project:
    """known: the codes and texts that the study has."""
    if frame is not None:
        raise fail("FOREIGN-015", file=path, frame=frame)
    return read_project(path, read_document(path), known)


def write(project: Project, path: Path) -> tuple[Loss, ...]:
    """The texts in one document, each coding as a comment by its coder."""
    path.write_bytes(document_of(project, current()))
    return left_out(project, ("source", "coding"))
