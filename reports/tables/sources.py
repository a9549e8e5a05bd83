"""The texts the report rests on."""

from __future__ import annotations

from evaluation.language import phrase
from evaluation.model import Session, Source
from evaluation.numbers import write_date, write_number
from reports.facts import Facts, kind_of
from reports.markdown import table


def sources_table(facts: Facts) -> str:
    heads = [phrase(f"report.table.{key}", facts.language) for key in ("session", "date", "turns", "words")]
    sessions = {each.id: each for each in facts.people.sessions}
    found = [(source, sessions.get(source.session or "")) for source in facts.sources]
    dated = sorted(found, key=lambda each: str(each[1].date if each[1] and each[1].date else "9999"))
    rows = [_row(source, session, facts) for source, session in dated]
    return table(heads, rows, phrase("report.caption.sources", facts.language), "tbl-sources", right=2)


def _row(source: Source, session: Session | None, facts: Facts) -> list[str]:
    language = facts.language
    spoken = sum(len(source.words_of(turn).split()) for turn in source.turns) or len(source.text.split())
    return [
        _title(source, session, facts),
        write_date(session.date, language) if session and session.date else "",
        write_number(len(source.turns), language=language) if source.turns else "–",
        write_number(spoken, language=language),
    ]


def _title(source: Source, session: Session | None, facts: Facts) -> str:
    """What kind of text it is and, where one informant gave it, whose: never the file's name."""
    if session is None:
        return phrase(f"report.source.{source.kind}", facts.language)
    present = [row.participant for row in session.attendance if row.status == "attended"]
    informants = [each for each in present if facts.participants[each].affiliation == "informant"]
    whose = f" ({facts.attribution(informants[0])})" if len(informants) == 1 else ""
    return kind_of(session.kind, facts.language) + whose
