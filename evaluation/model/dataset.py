"""A file of survey answers that a study keeps: where it lies, and what its values mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class KeptDataset:
    """The values stay in `file`, as it was received; `meaning` is what was read of them, as plain JSON.

    instrument and instrument_sha256: the questionnaire the variables were matched to, and what it was then.
    """

    name: str
    file: str
    sha256: str
    format: str
    rows: int
    meaning: Mapping[str, Any]
    session: str | None = None
    instrument: str | None = None
    instrument_sha256: str | None = None
    at: str = ""
    id: int | None = field(default=None, compare=False)
