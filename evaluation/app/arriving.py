"""Files that a browser sends: taken in as `underveis add` takes them, under the names they came with."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evaluation.app.choices import choose
from evaluation.app.importing import KINDS, read_files
from evaluation.app.plans import add_plan, no_table
from evaluation.errors import EvaluationError, Problem, fail
from evaluation.followup.joint.report import Chapter
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.model import Source
from evaluation.model.form import PartyReport
from evaluation.study import Study
from instruments.form.party_reports import Settled, import_report, read_report

LONGEST = 200  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: the name it bears there, without any folder, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of what was sent: texts, meetings with what is unsure in each, a plan; and what deserves a look."""

    sources: tuple[Source, ...] = ()
    meetings: tuple[tuple[str, int], ...] = ()
    plan: str = ""
    problems: tuple[Problem, ...] = ()


def take_in(
    study: Study,
    sent: Sequence[Sent],
    *,
    kind: str = "transcript",
    session: str | None = None,
    name: str | None = None,
    alone: AbstractContextManager[Any] | None = None,
) -> Arrived:
    """Read the files and add them as one act, or none of them.

    alone: held while the study is written to, not while the files are read. Raises SOURCE-017 for no file, SOURCE-018
    for a name that is none, and all that `underveis add` raises; the messages name a file as it was called.
    """
    meant = choose("as", kind, KINDS)
    if not sent:
        raise fail("SOURCE-017")
    with laid_down(sent) as files:
        found = _taken(study, files, meant, session, name, alone or nullcontext())
        folder = str(files[0].parent)
        return replace(found, problems=tuple(_called(each, folder) for each in found.problems))


def take_in_reports(
    study: Study, sent: Sent, *, round_: str, party: str | None, settled: Settled, reported: dt.date | None
) -> list[PartyReport]:
    """Keep what parties reported in a document, as `underveis rounds import` keeps it."""
    with laid_down([sent]) as [file]:
        return import_report(study, file, round_=round_, party=party, settled=settled, reported=reported)


def chapters_in(study: Study, sent: Sent, *, round_: str) -> tuple[Chapter, ...]:
    """The chapters of a joint report, as `underveis rounds read` reads them. Writes nothing."""
    with laid_down([sent]) as [file]:
        return tuple(read_report(file, study, round_=round_).chapters)


@contextmanager
def laid_down(sent: Sequence[Sent]) -> Iterator[list[Path]]:
    """The files in a folder of their own while they are read. What is raised meanwhile names each as it was called."""
    with TemporaryDirectory(prefix="underveis-") as folder:
        try:
            yield [_kept(Path(folder), each) for each in sent]
        except EvaluationError as error:
            raise EvaluationError(*(_called(each, folder) for each in error.problems)) from error


def _taken(
    study: Study,
    files: list[Path],
    kind: str,
    session: str | None,
    name: str | None,
    alone: AbstractContextManager[Any],
) -> Arrived:
    if kind == "minutes":
        return _minutes(study, files, session, name, alone)
    if kind == "plan":
        with alone:
            plan = add_plan(study, files, name=name)
        if plan:
            return Arrived(plan=plan.plan.name, problems=plan.problems)
    sources = read_files(study, files, kind=kind, session=session, name=name)
    with alone:
        problems = study.add(sources, session=session)
    return Arrived(tuple(sources), problems=(*problems, *(map(no_table, files) if kind == "plan" else ())))


def _minutes(
    study: Study, files: list[Path], session: str | None, name: str | None, alone: AbstractContextManager[Any]
) -> Arrived:
    if name and len(files) > 1:
        raise fail("CLI-002")
    with alone:
        kept = keep_minutes(study, files, name=name, session=session)
    problems = tuple(problem for each in kept for problem in each.problems)
    return Arrived(meetings=tuple((each.meeting, each.doubts) for each in kept), problems=problems)


def _kept(folder: Path, sent: Sent) -> Path:
    """The file in a folder of its own. Raises SOURCE-018 for a name that leads out of it, STUDY-008 for one of two."""
    name = sent.name
    if not name.strip(". ") or len(name) > LONGEST or set(name) & set("/\\:") or not name.isprintable():
        raise fail("SOURCE-018", name=name[:LONGEST])
    path = folder / name
    if path.exists():
        raise fail("STUDY-008", file=path, name=path.stem)
    try:
        path.write_bytes(sent.content)
    except OSError:
        raise fail("SOURCE-018", name=name) from None
    return path


def _called(found: Problem, folder: str) -> Problem:
    """The problem with the file's own name, and not where it lay while it was read."""

    def bare(told: object) -> object:
        return str(told).replace(folder + os.sep, "") if isinstance(told, str | Path) else told

    return replace(found, file=str(bare(found.file)), values={key: bare(value) for key, value in found.values.items()})
