"""Reading a file beside what the study has already: for formats that say their words of texts and codes it knows."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, cast, runtime_checkable

from coding.exchange.discover import importer
from coding.exchange.identities import read_identities, source_guids
from coding.exchange.project import Project, Text
from evaluation.model import Codebook
from evaluation.study import Study


@runtime_checkable
class BesideStudy(Protocol):
    """An importer that is told what the study has: a project of its codebook and its texts."""

    def read_beside(self, path: Path, known: Project, frame: str | None = None) -> Project: ...


def read_for(study: Study, path: Path, frame: str | None = None) -> Project:
    """The project in a file, as it is to be put into this study. Nothing is written."""
    module = importer(path)
    if isinstance(module, BesideStudy):
        return cast(BesideStudy, module).read_beside(path, known_to(study), frame)
    return module.read(path, frame)


def known_to(study: Study) -> Project:
    """The codebook and the texts of a study, with the GUIDs it knows the texts by."""
    codebook = study.codebook if study.has_codebook() else Codebook(name="codebook")
    sources = study.sources()
    with study.store.reading() as connection:
        guids = source_guids(read_identities(connection, ("source",)), sources)
    return Project(codebook=codebook, texts=tuple(Text(source, guids[source.name]) for source in sources))
