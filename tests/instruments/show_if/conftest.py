"""The form of the routing vectors, read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from instruments.load import read_instrument
from instruments.model import Instrument
from tests.instruments.show_if.vectors import FORM


@pytest.fixture
def form(write: Callable[[str, str], Path]) -> Instrument:
    return read_instrument(write("skjema.yaml", FORM))
