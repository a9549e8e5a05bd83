"""The versions of instruments that the sources and the answers of a study were collected with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.errors import EvaluationError
from evaluation.sources.received import kept_version
from evaluation.store.datasets import read_datasets
from evaluation.store.responses import list_versions_answered
from evaluation.study import Study
from instruments.load import FOLDER, read_instrument
from instruments.model import Instrument


@dataclass(frozen=True, slots=True)
class Version:
    """An instrument as it was when `sources` and `datasets` were added and `responses` came in; None where it is lost.

    responses: how many were given to a form, or are rows of a dataset.
    """

    name: str
    sha256: str
    sources: tuple[str, ...]
    sessions: tuple[str, ...]
    instrument: Instrument | None
    responses: int = 0
    datasets: tuple[str, ...] = ()


def versions_used(study: Study) -> tuple[Version, ...]:
    """In the order in which they were first used."""
    found: dict[tuple[str, str], Version] = {}
    for each in study.list_sources():
        if each.instrument is None or each.instrument_sha256 is None:
            continue
        key = (each.instrument, each.instrument_sha256)
        version = found.get(key) or Version(*key, (), (), kept_instrument(study.folder, *key))
        sessions = dict.fromkeys((*version.sessions, *filter(None, [each.session])))
        found[key] = replace(version, sources=(*version.sources, each.name), sessions=tuple(sessions))
    with study.store.reading() as connection:
        answered = list_versions_answered(connection)
        datasets = read_datasets(connection)
    for name, sha256, session, count in answered:
        key = (name, sha256)
        version = found.get(key) or Version(*key, (), (), kept_instrument(study.folder, *key))
        seen = tuple(dict.fromkeys((*version.sessions, session)))
        found[key] = replace(version, sessions=seen, responses=version.responses + count)
    for kept in datasets:
        if kept.instrument is None or kept.instrument_sha256 is None:
            continue
        key = (kept.instrument, kept.instrument_sha256)
        version = found.get(key) or Version(*key, (), (), kept_instrument(study.folder, *key))
        seen = tuple(dict.fromkeys((*version.sessions, *filter(None, [kept.session]))))
        found[key] = replace(version, sessions=seen, responses=version.responses + kept.rows,
                             datasets=(*version.datasets, kept.name))  # fmt: skip
    return tuple(found.values())


def kept_instrument(folder: Path, name: str, sha256: str) -> Instrument | None:
    """The copy that was kept in a study folder of the version with this hash, where it can be read."""
    file = kept_version(folder / FOLDER, name, sha256)
    try:
        return read_instrument(file) if file.is_file() else None
    except EvaluationError:
        return None
