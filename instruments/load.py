"""Reading the guides and questionnaires of a study."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evaluation.errors import raise_any
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import Place, YamlFile, load, parse, text_of
from instruments.model import Instrument
from instruments.structure import faults_of_structure

FOLDER = "instruments"
REMEMBERED = 64  # instruments that are not read anew while their words are the same


@dataclass(frozen=True)
class InstrumentFile:
    """An instrument and the file it stands in."""

    instrument: Instrument
    yaml: YamlFile

    @property
    def path(self) -> Path:
        return self.yaml.path

    @property
    def name(self) -> str:
        """What sessions call it: the name of its file."""
        return self.path.stem

    def line(self, place: Place) -> int:
        return self.yaml.line(place)


def read_instrument_file(path: Path) -> InstrumentFile:
    """The instrument in a YAML file, with its lines. Raises one error with every fault of form."""
    file = load(path)
    return InstrumentFile(validate(file, Instrument), file)


def read_instrument(path: Path) -> Instrument:
    """The instrument in a YAML file. Raises one error with every fault: form, ids used twice, scales unknown."""
    return _read(path, text_of(path))


@lru_cache(REMEMBERED)
def _read(path: Path, text: str) -> Instrument:
    file = parse(text, path)
    found = validate(file, Instrument)
    raise_any(faults_of_structure(file, found))
    return found


def instruments_in(folder: Path) -> dict[str, Instrument]:
    """The instruments of a study folder, in order, by the name of their file: sessions name them so."""
    return {path.stem: read_instrument(path) for path in files_in(folder)}


def files_in(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("*.yaml"))
