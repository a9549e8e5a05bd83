"""Reading the guides and questionnaires of a study."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import raise_any
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import Place, YamlFile, load
from instruments.model import Instrument
from instruments.structure import faults_of_structure

FOLDER = "instruments"


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
    found = read_instrument_file(path)
    raise_any(faults_of_structure(found.yaml, found.instrument))
    return found.instrument


def instruments_in(folder: Path) -> dict[str, Instrument]:
    """The instruments of a study folder, in order, by the name of their file: sessions name them so."""
    return {path.stem: read_instrument(path) for path in files_in(folder)}


def files_in(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("*.yaml"))
