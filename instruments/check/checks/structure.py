"""Names used twice, and scales that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile
from instruments.structure import faults_of_structure


def of_file(file: InstrumentFile, _: Surroundings) -> Iterator[Problem]:
    yield from faults_of_structure(file.yaml, file.instrument)
