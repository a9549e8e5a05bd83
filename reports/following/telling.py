"""The generated texts of a report made from the template `follow-up`."""

from __future__ import annotations

from pathlib import Path

from evaluation.errors import EvaluationError, fail
from evaluation.language import Language, phrase
from evaluation.numbers import write_date
from evaluation.study import Study
from instruments.form.reporting import period_of
from reports.following.gathering import Period, gather_follow_up
from reports.following.goals import GOALS
from reports.following.sections import follow_up_files, goal_label
from reports.markdown import division

FOLLOW_UP = "follow-up"


def follow_up_texts(study: Study, language: Language, period: str, file: Path) -> dict[str, str]:
    """Name of each generated file → its Markdown. Raises ROUNDS-015 for a period that is none."""
    return follow_up_files(gather_follow_up(study, language, _read(period, file)))


def follow_up_values(study: Study, language: Language, period: str, file: Path) -> dict[str, object]:
    """What the template is filled in with beside the rest: the sub-goals, and the period, else the evaluation's own."""
    own = study.evaluation.period
    start, end = _read(period, file) if period else (own.from_, own.to)
    told = study.evaluation.told(language)
    agreement = told.agreement.short or told.agreement.name or told.title
    return {
        "goals": [{"number": goal, "label": goal_label(goal, language)} for goal in GOALS],
        "of": period or (f"{start}..{end}" if start and end else ""),
        "title": phrase("following.title.report", language, agreement=agreement),
        "subtitle": f"{write_date(start, language)} – {write_date(end, language)}" if start and end else "",
        "follow_place": lambda key: division("narrative-place", phrase(f"following.place.{key}", language)).strip(),
        "follow": lambda key: phrase(f"following.{key}", language),
    }


def _read(period: str, file: Path) -> Period:
    if not period.strip():
        return None, None
    try:
        return period_of(period.strip())
    except EvaluationError:
        raise fail("ROUNDS-015", file=file, period=period) from None
