"""Deleting for good: what it would take, and the record of what it took, with what was made from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import Problem
from evaluation.retention import deleting
from evaluation.retention.due import ACT
from evaluation.store.changes import Change
from evaluation.study import Study
from instruments.responses.looking_through import open_texts
from reports.checks.deleted import Cleared, clear, telling, told_in


@dataclass(frozen=True, slots=True)
class Told:
    """What goes, or went, with the items. Files are paths within the study's folder.

    made: files made from the study that told any of it, and went; left: files somebody wrote that tell it still, and
    stay: both are known when it has been deleted. unsure: places that may name somebody, or be other words. hindered:
    why nothing can be deleted.
    """

    items: tuple[str, ...]
    files: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    unsure: int = 0
    backup: Path | None = None
    hindered: tuple[Problem, ...] = ()


def look_ahead(study: Study, items: Sequence[str]) -> Told:
    """What deleting the items would take, or why it cannot be done. Writes nothing."""
    wanted = tuple(dict.fromkeys(items))
    hindered = tuple(deleting.hindering(study, wanted, open_texts(study)))
    if any(each.code == "RETENTION-001" for each in hindered):
        return Told(wanted, hindered=hindered)
    going = deleting.doomed(study, wanted)
    files, backups = _within(study, going.files), _within(study, going.backups)
    return Told(wanted, files, backups, unsure=going.unsure, hindered=hindered)


def delete(study: Study, items: Sequence[str], alone: AbstractContextManager[Any] | None = None) -> Told:
    """Delete the items, as `privacy due` calls them, for good. Raises what `evaluation.retention.deleting` raises.

    alone: held while anything is deleted, not while the files that may tell of it are read.
    """
    wanted = tuple(dict.fromkeys(items))
    going, said = deleting.doomed(study, wanted), telling(study, wanted)
    files, backups = _within(study, going.files), _within(study, going.backups)
    told_in(study, said)  # a PDF takes long to read; what it says is then known until it changes
    cleared: list[Cleared] = []
    with alone or nullcontext():
        done = deleting.delete(study, wanted, open_texts(study), clear=lambda: cleared.append(clear(study, said)))
    made, left = (_within(study, each) for each in cleared[0])
    return Told(done.items, files, backups, made, left, done.unsure, done.backup)


def deleted_before(study: Study) -> list[Change]:
    """The lines that deleting has left in the log, the latest first; each says what in `details["item"]`."""
    return [each for each in reversed(study.log()) if each.act == ACT]


def _within(study: Study, files: Iterable[Path]) -> tuple[str, ...]:
    return tuple(each.relative_to(study.folder).as_posix() for each in files)
