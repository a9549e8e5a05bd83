"""How the evaluation was done: the assignment, the sessions, how people are protected, and the checklist COREQ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluation.language import phrase
from evaluation.model import Session
from evaluation.numbers import NO_BREAK, write_count, write_date
from reports.coreq.answers import Asked, minutes_of
from reports.coreq.telling import coreq_text
from reports.facts import Facts, kind_of
from reports.markdown import escaped, paragraphs, table
from reports.parts.telling import Telling
from reports.sections import assignment

NAME = "methods"


def values(telling: Telling) -> dict[str, Any]:
    about = telling.study.evaluation.told(telling.language)
    return {"title": phrase("methods.title.report", telling.language), "subtitle": about.title}


def texts(telling: Telling) -> dict[str, str]:
    facts = telling.facts
    return {
        "methods-about": about(facts),
        "methods-sessions": sessions(Asked(telling.study, facts)),
        "methods-privacy": privacy(facts),
        "methods-coreq": coreq_text(telling.study, facts),
    }


def about(facts: Facts) -> str:
    told = " ".join(each for each in assignment(facts) if each)
    return paragraphs([told, phrase(f"report.commission.themes.{facts.evaluation.themes_from}", facts.language)])


def sessions(asked: Asked) -> str:
    """Each session that somebody took part in: when, how long, how many, and whether it was recorded."""
    facts = asked.facts
    if not asked.held:
        return paragraphs([phrase("methods.sessions.none", facts.language)])
    heads = [phrase(f"methods.table.{key}", facts.language) for key in ("session", "date", "lasted", "came", "kept")]
    rows = [_row(each, asked) for each in asked.held]
    caption = phrase("methods.caption.sessions", facts.language)
    pointer = phrase("methods.sessions.pointer", facts.language)
    return paragraphs([pointer, table(heads, rows, caption, "tbl-sessions")])


def _row(session: Session, asked: Asked) -> list[str]:
    language = asked.facts.language
    minutes = minutes_of(session)
    lasted = phrase("report.minutes", language, n=minutes).replace(" ", NO_BREAK) if minutes else "–"
    day = write_date(session.date, language).replace(" ", NO_BREAK) if session.date else "–"
    kept = [key for key in ("recorded", "transcribed") if getattr(session, key)]
    told = ", ".join(phrase(f"methods.kept.{key}", language) for key in kept) or "–"
    return [kind_of(session.kind, language), day, lasted, str(len(asked.attended(session))), told]


def privacy(facts: Facts) -> str:
    """Who answers for the data, on what ground, until when, who agreed to what, and how people are shown."""
    return paragraphs([" ".join(_responsible(facts)), " ".join(_agreed(facts)), " ".join(_shown(facts))])


def _responsible(facts: Facts) -> Iterator[str]:
    told, language = facts.evaluation.information, facts.language
    if told.controller:
        yield phrase("methods.privacy.controller", language, name=escaped(told.controller))
    for key in ("purpose", "legal_basis"):
        if text := getattr(told, key).text(language):
            yield phrase(f"methods.privacy.{key}", language, text=escaped(_inside(text)))
    if told.kept_until:
        yield phrase("methods.privacy.kept_until", language, date=write_date(told.kept_until, language))
    if told.missing:
        yield phrase("methods.privacy.missing", language)


def _inside(text: str) -> str:
    """As it stands after a colon: without its full stop."""
    told = " ".join(text.split()).rstrip(".")
    return told[:1].lower() + told[1:]


def _agreed(facts: Facts) -> Iterator[str]:
    ids = {each.id for each in facts.informants}
    given = [each for each in facts.people.consents if each.participant in ids and each.withdrawn is None]
    if not ids:
        return
    values = {
        "of": write_count(len(ids), facts.language),
        "recording": write_count(sum(each.recording for each in given), facts.language),
        "quoting": write_count(sum(each.quoting for each in given), facts.language),
    }
    yield phrase("methods.privacy.consents", facts.language, **values)
    gone = sum(facts.participants[each].affiliation == "informant" for each in facts.withdrawn)
    if gone:
        count = write_count(gone, facts.language)
        yield phrase("report.people.withdrawn", facts.language, n=gone, count=count[:1].upper() + count[1:])


def _shown(facts: Facts) -> Iterator[str]:
    policy = facts.evaluation.people
    yield phrase("methods.privacy.pseudonyms", facts.language)
    yield phrase(f"methods.privacy.shown.{policy.attribution}", facts.language)
    if policy.k is not None:
        yield phrase("methods.privacy.k", facts.language, k=policy.k)
