"""An instrument that can be printed, exported or answered: read, and refused where it cannot be."""

from __future__ import annotations

from pathlib import Path

from evaluation.errors import raise_any
from instruments.check.checks import codes, routing, structure
from instruments.check.surroundings import Surroundings
from instruments.load import read_instrument_file
from instruments.model import Instrument


def read_usable(path: Path) -> Instrument:
    """The instrument in a YAML file. Raises one error with every fault of its form, names, codes and conditions."""
    file = read_instrument_file(path)
    raise_any(each for module in (structure, codes, routing) for each in module.of_file(file, Surroundings()))
    return file.instrument
