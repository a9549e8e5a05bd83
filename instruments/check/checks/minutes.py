"""Sections that ask for more time than the instrument has, and instruments for more than their sessions."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem, problem
from evaluation.model import Session
from instruments.check.surroundings import Surroundings
from instruments.load import InstrumentFile


def of_file(file: InstrumentFile, around: Surroundings) -> Iterator[Problem]:
    needed = sum(each.minutes or 0 for each in file.instrument.sections)
    has = file.instrument.minutes
    line = file.line(("minutes",))
    if has is not None and needed > has:
        yield problem("INSTRUMENT-040", file=file.path, line=line, severity="warning", needed=needed, has=has)
    asked = max(needed, has or 0)
    for session in around.sessions:
        lasts = _lasts(session)
        # A session that follows another up takes what was left of it.
        if session.instrument == file.name and not session.follows and lasts is not None and asked > lasts:
            told = {"session": session.id, "needed": asked, "has": lasts}
            yield problem("INSTRUMENT-041", file=file.path, line=line, severity="warning", **told)


def _lasts(session: Session) -> int | None:
    """How many minutes it lasted; one that ends before it begins went past midnight."""
    if session.start is None or session.end is None:
        return None
    start, end = (int(hour) * 60 + int(minute) for hour, minute in (session.start.split(":"), session.end.split(":")))
    return (end - start) % (24 * 60)
