"""Reading the guides and questionnaires of a study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation.errors import Problem, problem, raise_any
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import YamlFile, load
from instruments.model import Instrument


def read_instrument(path: Path) -> Instrument:
    """The instrument in a YAML file. Raises one error with every fault: form, and ids used twice."""
    file = load(path)
    instrument = validate(file, Instrument)
    raise_any(_doubled(file, instrument))
    return instrument


def instruments_in(folder: Path) -> dict[str, Instrument]:
    """The instruments of a study folder, in order, by the name of their file: sessions name them so."""
    return {path.stem: read_instrument(path) for path in sorted((folder / "instruments").glob("*.yaml"))}


def _doubled(file: YamlFile, instrument: Instrument) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, section in enumerate(instrument.sections):
        for row, question in enumerate(section.questions):
            if question.id in seen:
                place = ("sections", number, "questions", row, "id")
                yield problem("INSTRUMENT-001", file=file.path, line=file.line(place), id=question.id)
            seen.add(question.id)
