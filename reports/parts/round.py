"""What the parties delivered in a round, put together."""

from __future__ import annotations

from typing import Any

from evaluation.errors import fail
from evaluation.language import phrase
from evaluation.numbers import write_date
from evaluation.study import Study
from instruments.form.reporting import delivered, find_round, list_rounds
from reports.needs import COUNTY
from reports.parts.telling import Telling
from reports.rounds.gathering import RoundFacts, gather_round
from reports.rounds.sections import SECTIONS

NAME = "round"


def values(telling: Telling) -> dict[str, Any]:
    facts = gather_round(telling.study, chosen_round(telling), telling.language)
    if not facts.reported:
        raise fail("ROUNDS-013", name=facts.round.name)
    return round_values(telling.study, facts)


def texts(telling: Telling) -> dict[str, str]:
    return round_texts(gather_round(telling.study, chosen_round(telling), telling.language))


def round_texts(facts: RoundFacts) -> dict[str, str]:
    return {name: write(facts) for name, write in SECTIONS.items()}


def chosen_round(telling: Telling, template: str | None = None) -> str:
    """The round the report is of; where none was chosen, the last that something has come to.

    Raises ANSWER-026 for a round that is none.
    """
    if telling.of:
        return find_round(telling.study, telling.of).name
    return last_round(telling.study, template)


def last_round(study: Study, template: str | None = None) -> str:
    """The round that ended last of those that something has come to, or of all where nothing has.

    template: among those who report on this form, and without it among those who do not report for a county.
    """
    rounds = [each for each in list_rounds(study) if (each.instrument == template if template else True)]
    own = [each for each in rounds if template or each.instrument != COUNTY] or rounds
    there = [each for each in own if any(row.state == "submitted" for row in delivered(study, each.name))] or own
    return max(there, key=lambda each: (str(each.end or ""), each.name)).name


def round_values(study: Study, facts: RoundFacts) -> dict[str, Any]:
    found, language = facts.round, facts.language
    about = study.evaluation.told(language)
    day = found.deadline or found.end
    period = (
        f"{write_date(found.start, language)} – {write_date(found.end, language)}" if found.start and found.end else ""
    )
    agreement = about.agreement.short or about.agreement.name
    subtitle = ": ".join(each for each in (agreement, about.said(found.title, language) or period) if each)
    return {
        "title": phrase("compiled.title.report", language),
        "subtitle": subtitle[:1].upper() + subtitle[1:],
        "date": write_date(day, language) if day else "",
        "of": found.name,
    }
