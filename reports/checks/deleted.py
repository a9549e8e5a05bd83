"""What was made from a study before something was deleted, and tells it still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from evaluation.backup import FOLDER as BACKUPS
from evaluation.errors import EvaluationError
from evaluation.model import Source
from evaluation.privacy.scanning.register import Register, register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.retention.files import remove
from evaluation.study import DATABASE, Study
from reports.checks.consents import in_a_row, words_in
from reports.checks.readable import readable
from reports.files import FIGURES, GENERATED
from reports.living.history import NAME as HISTORY

RUN = 5  # words in a row that are no chance
SHORT = 3  # words of a shorter saying that is sought as a whole
MADE = (".html", ".docx", ".odt", ".pdf", ".epub", ".json")
LEFT_OUT = ("sources", "instruments", BACKUPS)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told no longer, gathered before it is deleted: runs of words, and those who are named."""

    runs: frozenset[tuple[str, ...]]
    register: Register | None = None


class Cleared(NamedTuple):
    """Files that were made from the study and are gone, and files somebody wrote or keeps, which tell it still."""

    removed: tuple[Path, ...]
    left: tuple[Path, ...]


def telling(study: Study, items: Sequence[str]) -> Telling:
    """What the items, as `privacy due` calls them, say and whom they name."""
    persons = {item.partition(":")[2] for item in items if item.startswith("person:")}
    said = list(
        _said(study.sources(), persons, {item.partition(":")[2] for item in items if item.startswith("source:")})
    )
    people = study.people(names=True)
    named = [each for each in people.participants if each.id in persons or "names" in items]
    known = people.model_copy(update={"participants": tuple(named), "organisations": ()})
    return Telling(frozenset(run for text in said for run in _runs(text)), register_of(known) if named else None)


def clear(study: Study, told: Telling) -> Cleared:
    """Delete what was made from the study and tells any of it; name what somebody wrote and tells it too."""
    found = told_in(study, told)
    remove(found.removed)
    return found


def told_in(study: Study, told: Telling) -> Cleared:
    """What `clear` would delete, and what it would name. Writes nothing."""
    found = [each for each in _beside(study.folder) if _tells(each, told)]
    made = [each for each in found if _is_made(each, study.folder)]
    return Cleared(tuple(made), tuple(each for each in found if each not in made))


def _said(sources: Iterable[Source], persons: set[str], names: set[str]) -> Iterator[str]:
    for source in sources:
        if source.name in names:
            yield source.text
        yield from (source.text[turn.start : turn.end] for turn in source.turns if turn.participant in persons)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = words_in(text)
    if SHORT <= len(words) < RUN:
        yield tuple(words)
    yield from in_a_row(words, RUN)


def _beside(folder: Path) -> Iterator[Path]:
    """Every file of the study's folder but its store, what was received, and what asks."""
    for file in sorted(folder.rglob("*")):
        first = file.relative_to(folder).parts[0]
        if file.is_file() and first not in LEFT_OUT and not first.startswith(Path(DATABASE).stem):
            yield file


def _tells(file: Path, told: Telling) -> bool:
    try:
        passages = readable(file)
    except EvaluationError:
        return False
    lengths = {len(run) for run in told.runs}
    for text in {each.text for each in passages}:
        words = words_in(text)
        if any(run in told.runs for length in lengths for run in in_a_row(words, length)):
            return True
        if told.register and any(each.certainty != "possible" for each in scan(text, told.register) if each.of):
            return True
    return False


def _is_made(file: Path, folder: Path) -> bool:
    """Whether a command made the file for a report and can make it anew."""
    parts = file.relative_to(folder).parts
    if len(parts) < 2 or not (folder / parts[0] / GENERATED).is_dir():
        return False
    made = len(parts) == 2 and file.suffix in MADE and parts[1] != HISTORY
    return made or parts[1] in (GENERATED, FIGURES)
