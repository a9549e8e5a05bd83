"""Deleting for good: from the store, its log and free pages, the files and the backups; that it was done stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.backup import FOLDER, back_up
from evaluation.errors import Problem, problem, raise_any
from evaluation.privacy.review import Beside, looking, trace
from evaluation.retention.due import ACT, due
from evaluation.retention.files import backups, blank_lists, remove
from evaluation.retention.person import delete_person, received_with, unsure_of
from evaluation.settings.nearness import near
from evaluation.store.act import Act
from evaluation.store.erasing import erase_names, forget_files
from evaluation.store.purge import purge_source
from evaluation.store.responses import empty_response, read_responses
from evaluation.store.search_index import discard
from evaluation.store.sources import list_sources
from evaluation.store.texts import files_of
from evaluation.study import Study


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted: how many files in the study's folder, how many backups, and the backup made in their place.

    unsure: places where words stand that may name somebody who was deleted, or may be other words.
    """

    items: tuple[str, ...]
    files: int
    backups: int
    backup: Path | None
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class Doomed:
    """What deleting would take beside the rows: the files in the study's folder, and the backups.

    unsure: as of what was deleted.
    """

    files: tuple[Path, ...]
    backups: tuple[Path, ...]
    unsure: int = 0


Take = Callable[[Study, Act, str], None]


def delete(
    study: Study, items: Sequence[str], beside: Beside = (), *, clear: Callable[[], object] = lambda: None
) -> Deleted:
    """Delete each of these for good, as `due` calls them. It cannot be undone, and leaves one line in the log for each.

    What was received in files goes first, then the rows, so that whatever breaks in between can be done again. Backups
    that hold it are removed, and a new one is made where there were any. Raises RETENTION-001 for what is not there and
    RETENTION-002 where the texts still name people whose names are to go, RETENTION-008 where the files beside do.
    clear: done when the rows are gone and before a new backup is made. beside: texts in files that are not searched
    otherwise, and would name people with nobody left to know it.
    """
    wanted = list(dict.fromkeys(items))
    raise_any(hindering(study, wanted, beside))
    unsure = _unsure(study, wanted)
    files = sum(_delete(study, item) for item in wanted)
    clear()
    old = backups(study.folder)
    removed = remove(old)
    study.store.wipe()
    discard(study.folder)
    again = back_up(study.folder, study.folder / FOLDER, store=study.store) if _kept_some(old, wanted) else None
    return Deleted(tuple(wanted), files, removed, again, unsure)


def delete_due(study: Study, on: dt.date) -> Deleted:
    """Delete all that may not be kept any longer."""
    return delete(study, [each.id for each in due(study, on)])


def doomed(study: Study, items: Sequence[str]) -> Doomed:
    """What deleting these items, which are there, would take. Writes nothing."""
    files = dict.fromkeys(file for item in items for file in _files(study, *_parted(item)))
    there = (each for each in files if each.is_file())
    return Doomed(tuple(there), tuple(backups(study.folder)) if items else (), _unsure(study, items))


def hindering(study: Study, items: Sequence[str], beside: Beside = ()) -> list[Problem]:
    """Why these cannot be deleted: those that are not there, else where people whose names are to go are named."""
    unknown = [found for item in items if (found := _unknown(study, item)) is not None]
    if unknown:
        return unknown
    standing = _named(study) if "names" in items else 0
    named = [problem("RETENTION-002", n=standing)] if standing else []
    return [*named, *_named_beside(study, items, beside)]


def _named(study: Study) -> int:
    """In how many places the study's own people are named still, but for those that somebody has let stand."""
    return sum(bool(each.find.of) and each.said != "refused" for each in trace(study, at_least="likely"))


def _named_beside(study: Study, wanted: Sequence[str], beside: Beside) -> Iterator[Problem]:
    """Names are not forgotten that files kept as they were received would still tell."""
    going = {f"participant:{item.partition(':')[2]}" for item in wanted if item.startswith("person:")}
    if "files" in wanted or not (going or "names" in wanted):
        return
    look = looking(study)
    named = {
        place
        for place, text in beside
        for each in look(place, text)
        if each.find.certainty != "possible" and each.said != "refused"
        if ("names" in wanted and each.find.of) or going.intersection(each.find.of)
    }
    if named:
        yield problem("RETENTION-008", places=", ".join(sorted(named)))


def _unsure(study: Study, items: Sequence[str]) -> int:
    return sum(unsure_of(study, name) for kind, name in map(_parted, items) if kind == "person")


def _kept_some(old: Sequence[Path], wanted: Sequence[str]) -> bool:
    return bool(old) and any(not item.startswith("backup:") for item in wanted)


def _parted(item: str) -> tuple[str, str]:
    kind, _, name = item.partition(":")
    return kind, name


def _unknown(study: Study, item: str) -> Problem | None:
    kind, name = _parted(item)
    known = _names_of(study, kind)
    if known is None or name not in known:
        return problem("RETENTION-001", item=item, known=near(name, known or ()))
    return None


def _names_of(study: Study, kind: str) -> list[str] | None:
    if kind in ("names", "files"):
        return [""]
    if kind == "backup":
        return [each.name for each in backups(study.folder)]
    if kind == "person":
        return [each.id for each in study.people().participants]
    with study.store.reading() as connection:
        if kind == "source":
            return [each.name for each in list_sources(connection)]
        return [each.form for each in read_responses(connection) if each.form] if kind == "form" else None


def _delete(study: Study, item: str) -> int:
    """Returns how many files went with it."""
    kind, name = _parted(item)
    if kind == "backup":
        return 0  # all backups go
    doomed = _files(study, kind, name)
    gone = remove(doomed)
    moment = dt.datetime.now(dt.UTC).isoformat()
    with study.store.act(ACT, study.who, item=item, files=gone, moment=moment) as act:
        forget_files(act, [each.name for each in doomed])
        if kind in _ROWS:
            _ROWS[kind](study, act, name)
        act.told = True
    if kind in ("names", "person"):
        blank_lists(study.folder, name or None)
    return gone


def _files(study: Study, kind: str, name: str) -> list[Path]:
    folder = study.folder / "sources"
    if kind == "files":
        return sorted(each for each in folder.iterdir() if each.is_file()) if folder.is_dir() else []
    if kind == "source":
        with study.store.reading() as connection:
            return [folder / file for file in sorted(files_of(connection, name))]
    return received_with(study, name) if kind == "person" else []


def _take_names(_: Study, act: Act, __: str) -> None:
    erase_names(act)


def _take_source(_: Study, act: Act, name: str) -> None:
    purge_source(act.connection, next(each.id for each in list_sources(act.connection) if each.name == name))


def _take_form(_: Study, act: Act, name: str) -> None:
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    for each in [each for each in read_responses(act.connection) if each.form == name and each.answers]:
        if each.source:
            _take_source(_, act, each.source)
        empty_response(act.connection, each, at)


_ROWS: dict[str, Take] = {"names": _take_names, "source": _take_source, "form": _take_form, "person": delete_person}
