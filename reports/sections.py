"""The parts of a report that the study itself tells: one function for each generated file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from evaluation.language import Language, phrase
from evaluation.model import Code, Localised, Theme
from evaluation.model.round import CONSENSUS
from evaluation.numbers import write_count, write_date, write_number
from reports.asked import asked, by_question
from reports.code_names import with_labels
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
    told = [*assignment(facts), say(f"commission.themes.{about.themes_from}")]
    labels = bullets(escaped(theme.label.text(facts.language)) for theme in about.themes)
    listed = [say("commission.list"), labels] if about.themes else []
    return paragraphs([" ".join(each for each in told if each), *listed, say("commission.sober")])


def assignment(facts: Facts) -> list[str]:
    """Who evaluates what for whom, and when; what is not known is empty."""
    return [_parties(facts), _agreement(facts), _period(facts)]


def method(facts: Facts) -> str:
    say = _sayer(facts.language)
    note = facts.evaluation.sample.note.text(facts.language)
    sample = f"{say(f'sample.{facts.evaluation.sample.chosen_by}')} {escaped(note)}".strip()
    parts = (" ".join(collection(part, facts.people, facts.language)) for part in facts.participations)
    pointers = [say("method.people")] if facts.informants else []
    if any(each.date for each in facts.people.sessions):
        pointers.insert(0, say("method.timeline"))
    return paragraphs([sample, *map(escaped, parts), " ".join(pointers)])


def material(facts: Facts) -> str:
    say = _sayer(facts.language)
    count = len(facts.sources)
    if not count:
        return paragraphs([say("data.none")])
    words = write_number(facts.words, language=facts.language)
    told = say("data.sources", n=count, count=write_count(count, facts.language), words=words)
    return paragraphs([f"{told} {say('data.table')}", sources_table(facts)])


def limits(facts: Facts) -> str:
    told = facts.evaluation.limits.text(facts.language)
    return paragraphs([escaped(told)]) if told else division("narrative-place", _sayer(facts.language)("limits.none"))


def people(facts: Facts) -> str:
    say = _sayer(facts.language)
    gone = sum(facts.participants[each].affiliation == "informant" for each in facts.withdrawn)
    told = [say("people.withdrawn", n=gone, count=_counted(gone, facts))] if gone else []
    if not facts.informants:
        return paragraphs([say("people.none"), *told])
    ids = {each.id for each in facts.informants}
    confirmed = sum(each.written_confirmation is not None for each in facts.people.consents if each.participant in ids)
    told.insert(0, say("written_consent", count=_counted(confirmed, facts), of=write_count(len(ids), facts.language)))
    return paragraphs([" ".join(told), people_table(facts)])


def codebook(facts: Facts) -> str:
    if not len(facts.codebook):
        return paragraphs([phrase("report.codebook.none", facts.language)])
    return paragraphs(_code(code, facts) for code in facts.codebook)


def coding(facts: Facts) -> str:
    say = _sayer(facts.language)
    if facts.codings.empty:
        return paragraphs([say("coding.none")])
    codes = len(facts.codebook)
    told = [say("coding.codebook", n=codes, count=write_count(codes, facts.language)), *_ways(facts)]
    if facts.evaluation.themes:
        return paragraphs([" ".join([*told, say("coding.overlap")]), codings_table(facts), *_choice(facts)])
    return paragraphs([" ".join(told)])


def _ways(facts: Facts) -> Iterator[str]:
    """How many codings were made by rule, how many by hand, and how."""
    say = _sayer(facts.language)
    agreed = int((facts.codings["round"] == CONSENSUS).sum())
    manual = facts.codings[(facts.codings["origin"] != "rule") & (facts.codings["round"] != CONSENSUS)]
    by_rule = len(facts.codings) - len(manual) - agreed
    if by_rule:
        yield say("coding.rule", n=by_rule, count=write_number(by_rule, language=facts.language))
        yield say("coding.forms")
    if len(manual):
        coders = manual["coder"].nunique()
        who = say("coding.coders", n=coders, count=write_count(coders, facts.language))
        yield say("coding.manual", n=len(manual), count=_counted(len(manual), facts), coders=who)
    if agreed:
        yield say("coding.consensus", n=agreed, count=_counted(agreed, facts))


def _choice(facts: Facts) -> list[str]:
    count = write_count(EACH, facts.language)
    return [phrase("report.coding.quotes", facts.language, n=count)] if facts.quotable else []


def theme_questions(facts: Facts, theme: Theme) -> str:
    """What the commissioner wanted to know, and what was asked."""
    questions = facts.guide.questions_about(theme.id) if facts.guide else ()
    parts = [
        _questions("heading.questions", theme.questions, facts.language),
        _questions("heading.asked", [each.text for each in questions], facts.language),
    ]
    return "\n".join(part for part in parts if part)


def theme_evidence(facts: Facts, theme: Theme, chosen: list[Quote]) -> str:
    say = _sayer(facts.language)
    about = facts.about(theme)
    if about.empty:
        return paragraphs([say("theme.nothing")])
    if not chosen:
        may = about["participant"].isin(facts.quotable).any()
        return paragraphs([say("theme.none_fit" if may else "theme.no_quotes")])
    shown = [f"**{say('heading.evidence')}**"]
    for line, quotes in by_question(chosen, facts):
        shown += [division("asked", line)] if line else []
        shown += [quote(each.words, facts.attribution(each.participant), facts.language) for each in quotes]
    return paragraphs(shown)


SECTIONS: Mapping[str, Write] = {
    "commission": commission,
    "method": method,
    "data": material,
    "limits": limits,
    "people": people,
    "guide": asked,
    "codebook": codebook,
    "coding": coding,
}


def _sayer(language: Language) -> Callable[..., str]:
    return lambda key, **values: phrase(f"report.{key}", language, **values)


def _counted(count: int, facts: Facts) -> str:
    """A number of people or codings as it begins a sentence."""
    told = write_count(count, facts.language)
    return told[:1].upper() + told[1:]


def _parties(facts: Facts) -> str:
    evaluator, commissioner = facts.evaluation.evaluator.name, facts.evaluation.commissioner.name
    if not (evaluator or commissioner):
        return ""
    key = "evaluator" if evaluator and commissioner else "evaluator_alone" if evaluator else "commissioner_alone"
    names = {"evaluator": escaped(evaluator), "commissioner": escaped(commissioner)}
    return phrase(f"report.commission.{key}", facts.language, **names)


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


def _code(code: Code, facts: Facts) -> str:
    language = facts.language
    told = [f"**{escaped(code.label.text(language) or code.name)}** (`{code.name}`)"]
    for field in ("definition", "include", "exclude", "example"):
        text = getattr(code, field).text(language)
        if text:
            told.append(f"*{phrase(f'report.code.{field}', language)}:* {with_labels(text, facts.codebook, language)}")
    words = getattr(code.indicators, language) or code.indicators.nb
    if words:
        listed = ", ".join(f"`{each}`" for each in words)
        told.append(f"*{phrase('report.code.indicators', language)}:* {listed}")
    return "\n\n".join(told) + "\n"
