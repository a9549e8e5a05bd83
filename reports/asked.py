"""What was asked, as the report tells it: in full, in the versions that were used, and above each quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from evaluation.language import enumerate_words, phrase
from evaluation.numbers import write_date
from instruments.comparing import Compared, compare, differ
from instruments.model import Instrument, Question, Section
from instruments.used import Version
from reports.evidence import Quote
from reports.facts import Facts, kind_of
from reports.markdown import escaped, paragraphs, table

ANSWERS = " · "


def asked(facts: Facts) -> str:
    """Each instrument as it was last used, and what was otherwise before; as it is now where no texts came in yet."""
    found = [part for name, used in _by_name(facts) for part in _instrument(name, used, facts)]
    if not found and facts.guide is not None:
        found = [*_printed(facts.guide, facts)]
    return paragraphs(found or [phrase("report.guide.none", facts.language)])


def by_question(chosen: Sequence[Quote], facts: Facts) -> Iterator[tuple[str, list[Quote]]]:
    """The quotes with a line that names the question they answer, in the order of the guide; the unknown ones last."""
    ordered = sorted(chosen, key=lambda each: _place(each, facts))
    groups = [(line, list(quotes)) for line, quotes in groupby(ordered, key=lambda each: _line(each, facts))]
    alone = all(not line for line, _ in groups)
    for line, quotes in groups:
        yield line or ("" if alone else phrase("asked.report.unknown", facts.language)), quotes


def _by_name(facts: Facts) -> list[tuple[str, list[Version]]]:
    names = dict.fromkeys(each.name for each in facts.versions)
    return [(name, [each for each in facts.versions if each.name == name]) for name in names]


def _instrument(name: str, used: Sequence[Version], facts: Facts) -> Iterator[str]:
    kept = [each for each in used if each.instrument is not None]
    lost = [each for each in used if each.instrument is None]
    last = kept[-1].instrument if kept else facts.instruments.get(name)
    if last is None:
        yield phrase("asked.report.lost", facts.language, where=_sessions(lost, facts))
        return
    title, *rest = _printed(last, facts)
    yield title
    if kept:
        yield phrase("asked.report.used", facts.language, where=_sessions(kept[-1:], facts))
    if lost:
        told = phrase("asked.report.lost", facts.language, where=_sessions(lost, facts))
        yield told if kept else f"{told} {phrase('asked.report.instead', facts.language)}"
    yield from rest
    for number, each in enumerate(kept[:-1], 1):
        if each.instrument is not None:
            yield from _earlier(f"{name}-{number}", each, compare(each.instrument, last), facts)


def _earlier(id_: str, version: Version, compared: Iterable[Compared], facts: Facts) -> Iterator[str]:
    """What was otherwise in an earlier version."""
    language, where = facts.language, _sessions([version], facts)
    changed = [each for each in compared if each.verdict != "comparable"]
    if not changed:
        yield phrase("asked.report.alike", language, where=where)
        return
    yield phrase("asked.report.earlier", language, where=where)
    headings = [phrase(f"asked.report.{each}", language) for each in ("then", "now", "changes")]
    caption = phrase("asked.report.caption", language, where=where)
    yield table(headings, [_row(each, facts) for each in changed], caption, f"tbl-asked-{id_}").strip()


def _row(compared: Compared, facts: Facts) -> tuple[str, str, str]:
    language = facts.language
    texts = [each.question.text.text(language) if each else "–" for each in (compared.then, compared.now)]
    reworded = next((each for each in compared.changes if each.aspect == "wording"), None)
    if reworded and not differ(*texts):  # the change is in another language than the report's
        texts = [reworded.before, reworded.after]
    aspects = dict.fromkeys(phrase(f"asked.aspect.{each.aspect}", language, key=each.key) for each in compared.changes)
    return texts[0], texts[1], ", ".join(aspects) or phrase(f"asked.verdict.{compared.verdict}", language)


def _sessions(versions: Sequence[Version], facts: Facts) -> str:
    """`fokusgruppe (22. april 2026) og telefonintervju (29. april 2026)`; datasets by name.

    Texts of no session are counted as such.
    """
    sessions = {each.id: each for each in facts.people.sessions}
    named = [sessions[id_] for version in versions for id_ in version.sessions if id_ in sessions]
    told = [
        f"{_small(kind_of(each.kind, facts.language))} ({write_date(each.date, facts.language)})"
        if each.date
        else _small(kind_of(each.kind, facts.language))
        for each in sorted(named, key=lambda each: str(each.date or "9999"))
    ]
    # The list a sample was drawn from goes by its survey's questionnaire, but nobody was asked in it.
    drawn = {each.frame.dataset for each in facts.evaluation.surveys if each.frame}
    asked = [name for each in versions for name in each.datasets if name not in drawn]
    told += [phrase("asked.report.dataset", facts.language, name=name) for name in asked]
    return enumerate_words(dict.fromkeys(told), facts.language) or phrase("asked.report.no_session", facts.language)


def _printed(instrument: Instrument, facts: Facts) -> Iterator[str]:
    yield f"**{escaped(instrument.title.text(facts.language))}**"
    yield from (_section(each, instrument, facts) for each in instrument.sections)


def _section(section: Section, instrument: Instrument, facts: Facts) -> str:
    language = facts.language
    minutes = f" ({phrase('report.minutes', language, n=section.minutes)})" if section.minutes else ""
    heading = f"**{escaped(section.title.text(language))}{minutes}**"  # a line in bold alone stays with what it leads
    return f"{heading}\n\n" + "".join(_question(each, instrument, facts) for each in section.questions)


def _question(question: Question, instrument: Instrument, facts: Facts) -> str:
    language = facts.language
    beneath = [f"*{escaped(each.text(language))}*" for each in question.probes]
    beneath += [escaped(each.text(language)) for each in question.rows.values()]
    answers = {**instrument.codes_of(question), **instrument.missing_of(question)}
    if answers:
        told = ANSWERS.join(f"{code}\u00a0{escaped(label.text(language))}" for code, label in answers.items())
        beneath.append(phrase("asked.report.answers", language, answers=told))
    text = f"- {escaped(question.text.text(language))}\n"
    return text + "".join(f"    - {each}\n" for each in beneath)


def _place(quote: Quote, facts: Facts) -> tuple[int, str, bool]:
    instrument = facts.asked_in(quote.source)
    ids = [each.id for each in instrument.questions()] if instrument else []
    place = ids.index(quote.question) if quote.question in ids else len(ids) + 1000
    return place, _line(quote, facts), quote.basis != "shown"


def _line(quote: Quote, facts: Facts) -> str:
    """What the words answer, in the wording they were asked with; empty where it is not known."""
    instrument = facts.asked_in(quote.source)
    questions = instrument.questions() if instrument else iter(())
    text = next((each.text.text(facts.language) for each in questions if each.id == quote.question), "")
    key = "likely" if quote.basis == "likely" else "answer"
    return phrase(f"asked.report.{key}", facts.language, question=escaped(text)) if text else ""


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
