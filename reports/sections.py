"""The parts of a report that the study itself tells: one function for each generated file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evaluation.language import Language, phrase
from evaluation.model import Code, Localised, Theme
from evaluation.numbers import write_count, write_date, write_number
from instruments.model import Question, Section
from reports.evidence import EACH, Quote
from reports.facts import Facts
from reports.markdown import bullets, division, escaped, paragraphs, quote
from reports.method import collection
from reports.tables.codings import codings_table
from reports.tables.people import people_table
from reports.tables.sources import sources_table

Write = Callable[[Facts], str]


def commission(facts: Facts) -> str:
    about = facts.evaluation
    say = _sayer(facts.language)
    labels = bullets(escaped(theme.label.text(facts.language)) for theme in about.themes)
    told = [
        say(
            "commission.evaluator",
            evaluator=escaped(about.evaluator.name),
            commissioner=escaped(about.commissioner.name),
        ),
        _agreement(facts),
        _period(facts),
        say(f"commission.themes.{about.themes_from}"),
    ]
    return paragraphs(
        [" ".join(each for each in told if each), say("commission.list"), labels, say("commission.sober")]
    )


def method(facts: Facts) -> str:
    say = _sayer(facts.language)
    note = facts.evaluation.sample.note.text(facts.language)
    sample = escaped(note) or say(f"sample.{facts.evaluation.sample.chosen_by}")
    parts = (" ".join(collection(part, facts.people, facts.language)) for part in facts.participations)
    pointers = [say("method.people")] if facts.informants else []
    if any(each.date for each in facts.people.sessions):
        pointers.insert(0, say("method.timeline"))
    return paragraphs([sample, *map(escaped, parts), " ".join(pointers)])


def material(facts: Facts) -> str:
    say = _sayer(facts.language)
    words = sum(len(source.words_of(turn).split()) for source, turn in facts.spoken())
    words += sum(len(source.text.split()) for source in facts.sources if not source.turns)
    count = len(facts.sources)
    told = say(
        "data.sources",
        n=count,
        count=write_count(count, facts.language),
        words=write_number(words, language=facts.language),
    )
    return paragraphs([f"{told} {say('data.table')}", sources_table(facts)])


def limits(facts: Facts) -> str:
    return paragraphs([escaped(facts.evaluation.limits.text(facts.language))])


def people(facts: Facts) -> str:
    confirmed = sum(
        each.written_confirmation is not None
        for each in facts.people.consents
        if facts.participants[each.participant].affiliation == "informant"
    )
    counts = {"count": write_count(confirmed, facts.language), "of": write_count(len(facts.informants), facts.language)}
    told = phrase("report.written_consent", facts.language, **counts)
    return paragraphs([people_table(facts), told[:1].upper() + told[1:]]) if facts.informants else ""


def guide(facts: Facts) -> str:
    if facts.guide is None:
        return paragraphs([phrase("report.guide.none", facts.language)])
    title = f"**{escaped(facts.guide.title.text(facts.language))}**"
    return paragraphs([title, *(_section(each, facts.language) for each in facts.guide.sections)])


def codebook(facts: Facts) -> str:
    return paragraphs(_code(code, facts.language) for code in facts.codebook)


def coding(facts: Facts) -> str:
    say = _sayer(facts.language)
    if facts.codings.empty:
        return paragraphs([say("coding.none")])
    manual = facts.codings[facts.codings["origin"] != "rule"]
    by_rule = len(facts.codings) - len(manual)
    numbers = {
        "n": write_number(by_rule, language=facts.language),
        "codes": write_count(len(facts.codebook), facts.language),
    }
    told = [say("coding.rule", **numbers)] if by_rule else []
    if len(manual):
        told.append(say("coding.manual", n=len(manual), coders=write_count(manual["coder"].nunique(), facts.language)))
    told += [say("coding.moderator"), say("coding.overlap")]
    quoted = say("coding.quotes", n=write_count(EACH, facts.language))
    return paragraphs([" ".join(told), codings_table(facts), quoted])


def theme_questions(facts: Facts, theme: Theme) -> str:
    """What the commissioner wanted to know, and what was asked."""
    asked = facts.guide.questions_about(theme.id) if facts.guide else ()
    parts = [
        _questions("heading.questions", theme.questions, facts.language),
        _questions("heading.asked", [each.text for each in asked], facts.language),
    ]
    return "\n".join(part for part in parts if part)


def theme_evidence(facts: Facts, theme: Theme, chosen: list[Quote]) -> str:
    say = _sayer(facts.language)
    if facts.about(theme).empty:
        return paragraphs([say("theme.nothing")])
    heading = f"**{say('heading.evidence')}**" if chosen else say("theme.no_quotes")
    return paragraphs([heading, *(quote(each.words, facts.attribution(each.participant)) for each in chosen)])


SECTIONS: Mapping[str, Write] = {
    "commission": commission,
    "method": method,
    "data": material,
    "limits": limits,
    "people": people,
    "guide": guide,
    "codebook": codebook,
    "coding": coding,
}


def _sayer(language: Language) -> Callable[..., str]:
    return lambda key, **values: phrase(f"report.{key}", language, **values)


def _agreement(facts: Facts) -> str:
    agreement = facts.evaluation.agreement
    if not agreement.name:
        return ""
    name = escaped(f"{agreement.name} ({agreement.short})" if agreement.short else agreement.name)
    if not (agreement.from_ and agreement.to):
        return phrase("report.commission.agreement_open", facts.language, agreement=name)
    start, end = (write_date(each, facts.language) for each in (agreement.from_, agreement.to))
    return phrase("report.commission.agreement", facts.language, agreement=name, start=start, end=end)


def _period(facts: Facts) -> str:
    period = facts.evaluation.period
    if not (period.from_ and period.to):
        return ""
    start, end = (write_date(each, facts.language) for each in (period.from_, period.to))
    return phrase("report.commission.period", facts.language, start=start, end=end)


def _questions(heading: str, texts: list[Localised] | tuple[Localised, ...], language: Language) -> str:
    if not texts:
        return ""
    asked = bullets(escaped(each.text(language)) for each in texts)
    return division("questions", f"**{phrase(f'report.{heading}', language)}**\n\n{asked}")


def _section(section: Section, language: Language) -> str:
    minutes = f" ({phrase('report.minutes', language, n=section.minutes)})" if section.minutes else ""
    heading = f"**{escaped(section.title.text(language))}**{minutes}"
    return f"{heading}\n\n" + "".join(_question(each, language) for each in section.questions)


def _question(question: Question, language: Language) -> str:
    text = f"- {escaped(question.text.text(language))}\n"
    return text + "".join(f"    - *{escaped(each.text(language))}*\n" for each in question.probes)


def _code(code: Code, language: Language) -> str:
    told = [f"**{escaped(code.label.text(language) or code.name)}** (`{code.name}`)"]
    for field in ("definition", "include", "exclude", "example"):
        text = getattr(code, field).text(language)
        if text:
            told.append(f"*{phrase(f'report.code.{field}', language)}:* {escaped(' '.join(text.split()))}")
    words = getattr(code.indicators, language) or code.indicators.nb
    if words:
        listed = ", ".join(f"`{each}`" for each in words)
        told.append(f"*{phrase('report.code.indicators', language)}:* {listed}")
    return "\n\n".join(told) + "\n"
