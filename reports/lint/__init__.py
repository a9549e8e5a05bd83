"""What is wrong with a report's text before it is made: every fault at once, each with its file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.errors import EvaluationError, Problem
from reports.engines import FORMATS, Format
from reports.engines.document import Told, examined, told_in
from reports.engines.profiles import written_profiles
from reports.lint.linking import link_problems
from reports.lint.placing import everywhere
from reports.lint.showing import shown_problems
from reports.lint.telling import metadata_problems


def lint(folder: Path, profiles: Sequence[str] = ()) -> tuple[Problem, ...]:
    """What would stop the report or make it hard to use, in every version of it or in those of the given profiles.

    Raises EvaluationError where there is no report, or where what it says of itself cannot be read.
    """
    folder = Path(folder).resolve()
    chosen = [tuple(profiles)] if profiles else [(), *((each,) for each in written_profiles(folder))]
    found = [each for version in chosen for each in _version(folder, version)]
    unlike = [each for at, each in enumerate(found) if each not in found[:at]]
    return tuple(sorted(unlike, key=lambda each: (each.file, each.line or 0, each.code)))


def _version(folder: Path, profiles: Sequence[str]) -> Iterator[Problem]:
    """What can be seen only where pandoc reads the text may be refused by it; that is one more fault."""
    about = told_in(folder, asked=profiles)
    try:
        documents, faults = examined(about, FORMATS)
    except EvaluationError as error:
        documents, faults = {}, error.problems
    yield from found_in(about, documents, faults)


def found_in(about: Told, documents: Mapping[Format, Any], faults: Sequence[Problem]) -> Iterator[Problem]:
    """What is wrong with a text that has been read already."""
    yield from metadata_problems(about)
    yield from link_problems(about)
    yield from everywhere(faults, about.source)
    for document in {id(each): each for each in documents.values()}.values():
        yield from shown_problems(document["blocks"], about.source)
