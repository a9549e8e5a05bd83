"""Datasets in a study: the file received is kept, and what its values mean is registered beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from evaluation.errors import Problem, fail
from evaluation.model.dataset import KeptDataset, OpenAnswers, with_spoken
from evaluation.settings.nearness import nearest
from evaluation.sources.received import keep_version, receive_stream, sha256_of
from evaluation.store.datasets import add_dataset, read_datasets
from evaluation.study import Study
from instruments.check.usable import read_usable
from instruments.responses.dataset import Dataset
from instruments.responses.files import read_dataset
from instruments.responses.formats import csv
from instruments.responses.limesurvey import FORMAT as LIMESURVEY
from instruments.responses.limesurvey import as_asked
from instruments.responses.matching import Matched, code_faults, match
from instruments.responses.meaning import as_plain, from_plain
from instruments.responses.open_answers import settled
from instruments.responses.writing_answers import Taken, write_answers
from instruments.used import kept_instrument

SOURCES = "sources"


@dataclass(frozen=True)
class Imported:
    """What became of a file: how it is kept, what deserves a look, and what became of its open answers."""

    kept: KeptDataset
    dataset: Dataset
    unmatched: tuple[str, ...]
    unanswered: tuple[str, ...]
    problems: tuple[Problem, ...]
    taken: Taken | None = None


def import_dataset(  # noqa: PLR0913 – what a file is, and what is made of it
    study: Study,
    file: Path,
    *,
    name: str | None = None,
    questionnaire: Path | None = None,
    session: str | None = None,
    format: str | None = None,  # noqa: A002
    spoken: OpenAnswers | None = None,
) -> Imported:
    """Read a file, match it to a questionnaire and keep both, in one act or not at all.

    spoken: the open answers that become sources too, one for each respondent who wrote something.
    """
    _refuse_unknown_session(study, session)
    called = name or handle_of(file)
    _refuse_taken(study, file, called)
    found = prepared(study, file, called, questionnaire or study.instrument_file(session), session, format=format)
    wanted = settled(found.dataset, spoken) if spoken else None
    kept, taken = replace(found.kept, meaning=with_spoken(found.kept.meaning, wanted)), None
    with received(study, file) as (place, digest), study.store.act("dataset.import", study.who, name=called) as act:
        kept = replace(kept, file=place, sha256=digest)
        act.details["n"] = kept.rows
        add_dataset(act, kept)
        if wanted:
            taken = write_answers(act, kept, found.dataset, wanted, study.evaluation.language)
    return replace(found, kept=kept, taken=taken)


def prepared(
    study: Study,
    file: Path,
    name: str,
    asked: Path | None,
    session: str | None,
    *,
    format: str | None = None,  # noqa: A002
) -> Imported:
    """What a file holds, matched to the questionnaire that was asked; nothing is kept yet but that, as it is now."""
    instrument = read_usable(asked) if asked and asked.is_file() else None
    dataset = read_dataset(file, format=format)
    if instrument:
        dataset = as_asked(dataset, instrument)
    language = study.evaluation.language
    matched = match(dataset, instrument, language) if instrument else Matched(dataset, (), (), ())
    kept = KeptDataset(
        name, "", "", dataset.meaning.format, len(dataset), as_plain(matched.dataset.meaning),
        session, asked.stem if instrument and asked else None,
        keep_version(asked) if instrument and asked else None,
        datetime.now(UTC).isoformat(timespec="seconds"),
    )  # fmt: skip
    problems = (*dataset.problems, *matched.problems, *code_faults(matched.dataset))
    return Imported(kept, matched.dataset, matched.unmatched, matched.unanswered, problems)


def list_datasets(study: Study) -> list[KeptDataset]:
    with study.store.reading() as connection:
        return read_datasets(connection)


def find_dataset(study: Study, name: str) -> KeptDataset:
    """The dataset of this name. Raises DATASET-015, with the nearest names, where there is none."""
    listed = list_datasets(study)
    for each in listed:
        if each.name == name:
            return each
    known = [each.name for each in listed]
    raise fail("DATASET-015", name=name, known=", ".join(nearest(name, known) or known) or "–")


def open_dataset(study: Study, name: str) -> Dataset:
    """The values of a kept dataset, with the meaning they were registered with.

    Raises DATASET-016 where the file is gone or is another than it was.
    """
    kept = find_dataset(study, name)
    if kept.format == "csv":
        return csv.read_as(place_of(study, kept), from_plain(kept.meaning))
    read = read_dataset(place_of(study, kept), format=None if kept.format == LIMESURVEY else kept.format)
    if kept.format == LIMESURVEY and kept.instrument and kept.instrument_sha256:
        asked = kept_instrument(study.folder, kept.instrument, kept.instrument_sha256)
        read = as_asked(read, asked) if asked else read
    return replace(read, meaning=from_plain(kept.meaning))


def place_of(study: Study, kept: KeptDataset) -> Path:
    """Where the file of a dataset lies. Raises DATASET-016 where it is gone or is another than it was."""
    file = study.folder / SOURCES / kept.file
    if not file.is_file() or sha256_of(file) != kept.sha256:
        raise fail("DATASET-016", file=file, name=kept.name)
    return file


def handle_of(file: Path) -> str:
    """A name from a file's: small letters, digits and hyphens."""
    return re.sub(r"[^\w]+", "-", file.stem.lower()).strip("-") or "svar"


@contextmanager
def received(study: Study, file: Path) -> Iterator[tuple[str, str]]:
    """Keep the file in `sources/` while something is done with it: its name there and its hash.

    Where that fails nothing of it is left, unless it was there before.
    """
    folder = study.folder / SOURCES
    try:
        with file.open("rb") as content:
            place, digest, is_new = receive_stream(content, file.name, folder)
    except OSError as error:
        raise fail("STORE-003", file=folder) from error
    done = False
    try:
        yield place.name, digest
        done = True
    finally:
        if is_new and not done:
            place.unlink(missing_ok=True)


def _refuse_taken(study: Study, file: Path, name: str) -> None:
    if not file.is_file():
        raise fail("DATASET-002", file=file)
    digest = sha256_of(file)
    for each in list_datasets(study):
        if each.name == name:
            raise fail("DATASET-017", file=file, name=name)
        if each.sha256 == digest:
            raise fail("DATASET-018", file=file, name=each.name)


def _refuse_unknown_session(study: Study, session: str | None) -> None:
    known = [each.id for each in study.people().sessions]
    if session is not None and session not in known:
        raise fail("STUDY-007", name=session, known=", ".join(nearest(session, known) or known) or "–")
