"""Which themes are asked about, in which instrument and of whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.model import Theme
from instruments.load import InstrumentFile
from instruments.model import Instrument, Placed


@dataclass(frozen=True, slots=True)
class Covered:
    """The questions of one theme in one instrument for one role; `role` is empty where they are for everybody."""

    theme: str
    instrument: str
    role: str
    questions: tuple[str, ...]


def coverage(themes: Sequence[Theme], files: Iterable[InstrumentFile]) -> list[Covered]:
    """The table theme × instrument × role: themes in their own order, those without a question too.

    What is for everybody counts for each role of an instrument that knows any.
    """
    listed = list(files)
    found: list[Covered] = []
    for theme in themes:
        for file in listed:
            found += _of(theme.id, file)
    return found


def _of(theme: str, file: InstrumentFile) -> Iterator[Covered]:
    asked = [each for each in file.instrument.placed() if theme in each.themes and each.question.is_asked]
    for role in roles_of(file.instrument) or ("",):
        ids = tuple(each.question.id for each in asked if _is_for(each, role))
        yield Covered(theme, file.name, role, ids)


def roles_of(instrument: Instrument) -> tuple[str, ...]:
    """The roles an instrument tells apart, in its own order, those it has no label for last."""
    named = (role for placed in instrument.placed() for role in placed.audience)
    return tuple(dict.fromkeys((*instrument.roles, *named)))


def _is_for(placed: Placed, role: str) -> bool:
    return not role or not placed.audience or role in placed.audience
