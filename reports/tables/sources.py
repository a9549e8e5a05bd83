"""The texts the report rests on."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.language import phrase
from evaluation.model import Session, Source
from evaluation.numbers import write_date, write_number
from instruments.form import spoken as form
from instruments.responses import open_answers
from reports.facts import Facts, kind_of
from reports.markdown import table

SURVEYS = (form.FORMAT, open_answers.FORMAT)


def sources_table(facts: Facts) -> str:
    heads = [phrase(f"report.table.{key}", facts.language) for key in ("session", "date", "turns", "words")]
    sessions = {each.id: each for each in facts.people.sessions}
    found = [(told, sessions.get(told[0].session or "")) for told in _together(facts.sources)]
    dated = sorted(found, key=lambda each: str(each[1].date if each[1] and each[1].date else "9999"))
    rows = [_row(told, session, facts) for told, session in dated]
    return table(heads, rows, phrase("report.caption.sources", facts.language), "tbl-sources", right=2)


def _together(sources: Iterable[Source]) -> list[list[Source]]:
    """Each text by itself, and the open answers of one survey together."""
    found: dict[str, list[Source]] = {}
    for each in sources:
        survey = f"{each.format}:{each.session}:{each.name.rpartition('-')[0]}"
        found.setdefault(survey if each.format in SURVEYS else f":{each.name}", []).append(each)
    return list(found.values())


def _row(told: list[Source], session: Session | None, facts: Facts) -> list[str]:
    language, turns = facts.language, sum(len(each.turns) for each in told)
    return [
        _title(told, session, facts),
        write_date(session.date, language) if session and session.date else "",
        write_number(turns, language=language) if turns else "–",
        write_number(sum(map(_words, told)), language=language),
    ]


def _words(source: Source) -> int:
    return sum(len(source.words_of(turn).split()) for turn in source.turns) or len(source.text.split())


def _title(told: list[Source], session: Session | None, facts: Facts) -> str:
    """What kind of text it is and, where one informant gave it, whose: never the file's name."""
    source, language = told[0], facts.language
    if source.format in SURVEYS:
        return phrase("report.source.survey", language, n=len(told), count=write_number(len(told), language=language))
    if session is None:
        return phrase(f"report.source.{source.kind}", facts.language)
    present = [row.participant for row in session.attendance if row.status == "attended"]
    informants = [each for each in present if facts.participants[each].affiliation == "informant"]
    whose = f" ({facts.attribution(informants[0])})" if len(informants) == 1 else ""
    return kind_of(session.kind, facts.language) + whose
