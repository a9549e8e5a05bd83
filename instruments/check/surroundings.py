"""What an instrument is held against: the study's themes, its sessions, its other instruments and what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.model import Session, Theme
from instruments.load import InstrumentFile
from instruments.model import Instrument


@dataclass(frozen=True, slots=True)
class Use:
    """A version of an instrument that texts in the store were collected with; None where no copy of it was kept."""

    name: str
    sha256: str
    sources: int
    instrument: Instrument | None


@dataclass(frozen=True)
class Surroundings:
    """`themes` is None where there is no study to have any."""

    files: tuple[InstrumentFile, ...] = ()
    themes: tuple[Theme, ...] | None = None
    themes_file: str = ""
    theme_lines: Mapping[str, int] | None = None
    sessions: tuple[Session, ...] = ()
    used: tuple[Use, ...] = ()
