"""The calendar of a study's meetings and deadlines, as both doors give it."""

from __future__ import annotations

import datetime as dt

from evaluation.followup.calendars import calendar_of
from evaluation.followup.occasions import occasions
from evaluation.language import Language
from evaluation.study import Study


def deadlines_calendar(study: Study, language: Language) -> tuple[str, int]:
    """The calendar as iCalendar text, and how many occasions it has. What was dropped is left out."""
    found = [each for each in occasions(study) if each.state != "dropped"]
    log = study.log()
    origin, at = (log[0].at, dt.datetime.fromisoformat(log[-1].at)) if log else ("", None)
    return calendar_of(found, study.evaluation.title, language, origin=origin, at=at), len(found)
