"""A file with an action plan read into a plan and a source."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import Problem, fail, raise_any
from evaluation.followup.deadlines import find_deadlines
from evaluation.followup.plans.cells import past_due
from evaluation.followup.plans.discover import format_of
from evaluation.followup.plans.rows import LARGEST, Sheets
from evaluation.followup.plans.sheets import read_sheets
from evaluation.model import Source
from evaluation.model.plans import Plan
from evaluation.sources.tongue import guess_language

_UPDATED = re.compile(r"\b(?:oppdater|ajour|revider|updated|revised|status\s+pe?r)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan as a file has it: tasks without a number have none yet. `source` is what the file says, to be coded.

    `columns` are those the file has: of the others it says nothing.
    """

    plan: Plan
    source: Source
    problems: tuple[Problem, ...] = ()
    columns: frozenset[str] = frozenset()

    @property
    def file(self) -> str:
        return self.source.file


def read_plan(path: Path | str, *, at: dt.date | None = None) -> ReadPlan:
    """Read a plan. Raises one error that lists every fault with its cell; what merely deserves a look is told.

    at: the day the plan holds from, else what the file says it was updated, else today: a task that was due by then
    and is not started is told.
    """
    path = Path(path)
    content = _content(path)
    found = format_of(path).read(content, str(path))
    reading = read_sheets(found, str(path))
    raise_any((*found.problems, *reading.problems))
    updated = updated_of(reading.lead)
    day = at or updated or dt.date.today()
    plan = Plan(_name(path), reading.title, updated, reading.sections, reading.tasks)
    late = past_due(reading, day, str(path))
    return ReadPlan(plan, _source(path, content, found), (*found.problems, *reading.problems, *late), reading.columns)


def updated_of(lead: tuple[str, ...]) -> dt.date | None:
    """The day a plan says of itself that it was updated."""
    for line in lead:
        if told := _UPDATED.search(line):
            dates = (each.deadline.last_day() for each in find_deadlines(line[told.end() :]) if each.deadline.is_dated)
            if date := next(dates, None):
                return date
    return None


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise fail("SOURCE-002", file=path)
    if not path.exists():
        raise fail("SOURCE-001", file=path)
    format_of(path)
    try:
        if path.stat().st_size > LARGEST:
            raise fail("SOURCE-006", file=path, megabytes=LARGEST // 1_000_000)
        content = path.read_bytes()
    except OSError:
        raise fail("SOURCE-003", file=path) from None
    if not content.strip():
        raise fail("SOURCE-005", file=path)
    return content


def _name(path: Path) -> str:
    """The plan's name: the file's own, in letters, digits and hyphens."""
    plain = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", path.stem)).strip("-.")
    return plain.casefold() or "plan"


def _source(path: Path, content: bytes, found: Sheets) -> Source:
    text = unicodedata.normalize("NFC", found.text)
    return Source(
        name=unicodedata.normalize("NFC", path.stem),
        text=text,
        kind="plan",
        language=guess_language(text),
        file=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        format=path.suffix.lower().lstrip("."),
        encoding=found.encoding,
    )
