"""The answers a command is about: a file, a dataset of the study, or a form, in memory or in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import show_problems

if TYPE_CHECKING:
    from evaluation.partitions import Engine
    from instruments.responses.dataset import Dataset
    from instruments.responses.stored import Stored


def answers_for(name: str, names: Sequence[str], engine: Engine) -> Dataset | Stored:
    """The answers, with the codes of open answers that are asked for; these need all of them in memory."""
    from reports.coded_answers import code_name

    if any(map(code_name, names)):
        return _told(name, coded(name, dataset_of(name), names), names)
    return _told(name, stored(name, engine), names)


def _told(name: str, found: Dataset | Stored, names: Sequence[str]) -> Dataset | Stored:
    """The study's own answers, with pseudonyms in the texts that are asked for; in memory, if there are such."""
    from instruments.responses.dataset import Dataset
    from instruments.responses.outgoing import with_pseudonyms

    asked = [each.name for each in found.meaning if each.kind == "text" and each.name in names]
    if Path(name).exists() or not asked:
        return found
    held = found if isinstance(found, Dataset) else found.whole(found.names)
    return with_pseudonyms(opened(), held, asked)[0]


def coded(name: str, dataset: Dataset, names: Sequence[str]) -> Dataset:
    """The dataset with the codes of open answers that are asked for as variables."""
    from reports.coded_answers import code_name, with_codes

    return with_codes(opened(), name, dataset, names) if any(map(code_name, names)) else dataset


@contextmanager
def working(dask: str | None) -> Iterator[Engine]:
    """The engine that goes through the answers: pandas, or Dask where it is asked for."""
    if dask is None:
        yield "pandas"
        return
    from evaluation.clusters import connected

    with connected(dask):
        yield "dask"


def stored(name: str, engine: Engine) -> Dataset | Stored:
    """Answers in parts where they are kept so: Parquet files and folders of them; else as they are in memory."""
    from instruments.responses.keeping import find_dataset, place_of
    from instruments.responses.meaning import from_plain
    from instruments.responses.parquet import open_parquet

    path = Path(name)
    if path.suffix == ".parquet" and path.exists():
        return open_parquet(path, engine)
    if name.startswith("form:") or path.is_file():
        return dataset_of(name)
    study = opened()
    kept = find_dataset(study, name)
    if kept.format != "parquet":
        return dataset_of(name)
    return replace(open_parquet(place_of(study, kept), engine), meaning=from_plain(kept.meaning))


def dataset_of(name: str) -> Dataset:
    """A file, the study's dataset of this name, or the answers to a form: `form:NAME`."""
    from instruments.responses.files import read_dataset
    from instruments.responses.form_answers import form_dataset
    from instruments.responses.keeping import open_dataset

    if name.startswith("form:"):
        answers = form_dataset(opened(), name.removeprefix("form:"))
        if not chosen.as_json:
            show_problems(answers.problems)
        return answers
    return read_dataset(name) if Path(name).is_file() else open_dataset(opened(), name)
