"""What the counties' councils reported in a round, in their own words, under the headings of their form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coding.stated.units import KRONER
from coding.stated.wording import figure_in_words, unit_in_words
from evaluation.errors import fail
from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import NO_BREAK, write_count, write_date, write_number
from evaluation.privacy.names import mentions, names_of
from evaluation.study import Study
from instruments.form.reporting import list_rounds
from instruments.load import FOLDER, read_instrument
from instruments.model import Instrument, Question, Section
from reports.markdown import escaped, paragraphs, quote, table
from reports.needs import COUNTY
from reports.parts.round import last_round, round_values
from reports.parts.telling import Telling
from reports.rounds.gathering import RoundFacts, Told, Written, gather_round
from reports.rounds.prose import prose

NAME = "counties"
FUNDS, EFFECTS = "midler", "effekt"  # sections of the form
EACH = 2  # quotes of a county
SHORT, LONG = 40, 320  # characters of a quote
_MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Counties:
    """A round of county reports, and the form they follow."""

    study: Study
    facts: RoundFacts
    form: Instrument

    @property
    def language(self) -> Language:
        return self.facts.language

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Those in which something is asked in words."""
        return tuple(each for each in self.form.sections if any(one.type == "open" for one in each.questions))

    def say(self, key: str, **values: object) -> str:
        return phrase(f"counties.{key}", self.language, **values)

    def written(self, told: Told, section: Section, question: Question | None = None) -> list[Written]:
        there = [each for each in told.written if each.section == section.id]
        return [each for each in there if question is None or each.question == question.id]

    def answered(self, told: Told, section: Section) -> bool:
        """Whether a council says anything of what a section asks, in words or by what its table shows."""
        response = told.delivered.response if section.id in (FUNDS, EFFECTS) else None
        answers = response.answers if response else {}
        names = {name for each in section.questions for name in (each.variable or each.id, *each.rows)}
        return bool(self.written(told, section)) or any(answers.get(name) is not None for name in names)


def values(telling: Telling) -> dict[str, Any]:
    found = counties_of(telling)
    if not found.facts.reported:
        raise fail("ROUNDS-013", name=found.facts.round.name)
    told = round_values(telling.study, found.facts)
    reported = found.facts.reported
    there = [each for each in found.sections if any(found.answered(one, each) for one in reported)]
    sections = [{"id": each.id, "title": escaped(each.title.text(telling.language))} for each in there]
    return {**told, "title": found.say("title.report"), "county_sections": sections}


def texts(telling: Telling) -> dict[str, str]:
    found = counties_of(telling)
    parts = {f"counties-{each.id}": section_text(found, each) for each in found.sections}
    return {"counties-overview": overview(found), **parts, "counties-quotes": quotes(found)}


def counties_of(telling: Telling) -> Counties:
    """The round that was chosen, else the last. Raises TEMPLATE-013 for a round that is none of county reports."""
    study = telling.study
    there = [each.name for each in list_rounds(study) if each.instrument == COUNTY]
    if telling.of and telling.of not in there:
        raise fail("TEMPLATE-013", name=telling.of, known=", ".join(there))
    facts = gather_round(study, telling.of or last_round(study, COUNTY), telling.language)
    return Counties(study, facts, read_instrument(study.folder / FOLDER / f"{facts.round.instrument}.yaml"))


def overview(found: Counties) -> str:
    """Which councils have reported, and what each left out."""
    facts = found.facts
    count = write_count(len(facts.reported), found.language)
    of = write_count(len(facts.told), found.language)
    told = [found.say("overview.count", n=len(facts.reported), count=count[:1].upper() + count[1:], of=of)]
    if facts.awaited:
        names = enumerate_words([escaped(each.name) for each in facts.awaited], found.language)
        told.append(found.say("overview.awaited", n=len(facts.awaited), names=names))
    told.append(found.say("overview.pointer"))
    heads = [found.say(f"head.{each}") for each in ("county", "delivered", "missing", "words")]
    rows = [_row(found, each) for each in facts.told]
    own = found.say("overview.own")
    return paragraphs([" ".join(told), table(heads, rows, found.say("caption.overview"), "tbl-counties", 1), own])


def _row(found: Counties, told: Told) -> list[str]:
    if not told.has_reported:
        return [told.name, found.say("awaited"), "–", "–"]
    day = write_date(told.day, found.language).replace(" ", NO_BREAK) if told.day else "–"
    said = {each.title.text(found.language) for each in found.sections if found.answered(told, each)}
    missing = "; ".join(each for each in found.facts.missing(told) if each not in said) or "–"
    return [told.name, day, missing, write_number(told.words, language=found.language)]


def section_text(found: Counties, section: Section) -> str:
    """Each question of a section, and what each county answered; amounts and effects as tables before the words."""
    parts: list[str] = []
    if section.id == FUNDS:
        parts += _amounts(found, section)
    if section.id == EFFECTS:
        parts += _effects(found, section)
    asked = [each for each in section.questions if each.type == "open"]
    for question in asked:
        listed = [part for each in found.facts.reported for part in _answer(found, each, section, question)]
        if listed:
            parts += [f"## {escaped(question.text.text(found.language))} {{#sec-{section.id}-{question.id}}}", *listed]
    silent = [each.name for each in found.facts.reported if not found.answered(each, section)]
    if len(silent) == len(found.facts.reported):
        parts.append(found.say("all_silent"))
    elif silent:
        names = enumerate_words(map(escaped, silent), found.language)
        parts.append(found.say("silent", n=len(silent), names=names))
    return paragraphs(parts)


def _answer(found: Counties, told: Told, section: Section, question: Question) -> Iterator[str]:
    for number, each in enumerate(found.written(told, section, question)):
        if number == 0:
            yield f"**{escaped(told.name)}**"
        yield prose(each.text, each.format)


def _amounts(found: Counties, section: Section) -> Iterator[str]:
    """What the counties state in kroner about the use of funds, in words or in the form."""
    ids = {each.id: each for each in section.questions}
    rows = []
    for told in found.facts.reported:
        for each in _numbers(told, section):
            value = figure_in_words(float(told.delivered.response.answers[each.variable]), None, "", found.language)  # type: ignore[union-attr, arg-type]
            rows.append([told.name, f"{value} {unit_in_words(KRONER, found.language)}", each.text.text(found.language)])
        stated = found.facts.figures
        own = stated[(stated["party"] == told.id) & (stated["unit"] == KRONER) & stated["question"].isin(list(ids))]
        for sentence, figures in own.groupby("sentence", sort=False):
            each_ = figures[["value", "qualifier"]].itertuples(index=False)
            sums = [figure_in_words(float(value), None, str(qualifier), found.language) for value, qualifier in each_]
            amount = f"{enumerate_words(sums, found.language)} {unit_in_words(KRONER, found.language)}"
            rows.append([told.name, amount, str(sentence).lstrip("-•– ")])
    if rows:
        heads = [found.say(f"head.{each}") for each in ("county", "amount", "where")]
        yield found.say("funds.pointer")
        yield table(heads, _unbroken(rows), found.say("caption.funds"), "tbl-funds")


def _unbroken(rows: list[list[str]]) -> list[list[str]]:
    """Amounts on one line; a county is named in the first of its rows only where that is clear."""
    return [[name, amount.replace(" ", NO_BREAK), words] for name, amount, words in rows]


def _numbers(told: Told, section: Section) -> list[Question]:
    answers: Mapping[str, Any] = told.delivered.response.answers if told.delivered.response else {}
    return [each for each in section.questions if each.type == "number" and each.variable in answers]


def _effects(found: Counties, section: Section) -> Iterator[str]:
    """How great the councils hold the effects to be, where they have answered the form."""
    asked = [each for each in section.questions if each.rows and (each.choices or each.scale)]
    rows = []
    for told in found.facts.reported:
        answers: Mapping[str, Any] = told.delivered.response.answers if told.delivered.response else {}
        for question in asked:
            if any(name in answers for name in question.rows):
                told_ = (_choice(found, question, answers.get(each)) for each in question.rows)
                rows.append([told.name, *told_])
    if rows:
        heads = [found.say("head.county"), *(label.text(found.language) for label in asked[0].rows.values())]
        yield found.say("effects.pointer")
        yield table(heads, rows, found.say("caption.effects"), "tbl-effects")


def _choice(found: Counties, question: Question, answer: object) -> str:
    scale = found.form.scales.get(question.scale or "")
    known = {**question.choices, **question.missing}
    known |= {**scale.codes, **scale.missing} if scale else {}
    return known[answer].text(found.language) if isinstance(answer, int) and answer in known else "–"


def quotes(found: Counties) -> str:
    """For each county some of what is coded, each about a theme of its own, and none that names a person."""
    if found.facts.codings.empty:
        return paragraphs([found.say("quotes.none")])
    shown = [part for told in found.facts.reported for part in _of_county(found, told)]
    return paragraphs([found.say("quotes.how"), *shown] if shown else [found.say("quotes.none")])


def _of_county(found: Counties, told: Told) -> Iterator[str]:
    chosen = list(_chosen(found, told))
    if chosen:
        yield f"## {escaped(told.name)} {{#sec-quotes-{re.sub(r'[^a-z0-9]+', '-', told.id)}}}"
    for words, theme in chosen:
        yield quote(words, found.say("quotes.about", county=told.name, theme=theme), found.language)


def _chosen(found: Counties, told: Told) -> Iterator[tuple[str, str]]:
    themes = {each.id: each.label.text(found.language) for each in found.facts.evaluation.themes}
    persons = names_of(found.study.people(names=True).model_copy(update={"organisations": ()}))
    own = found.facts.codings[found.facts.codings["party"] == told.id].sort_values(["start", "end"])
    seen: set[str] = set()
    said: set[str] = set()
    for row in own.to_dict("records"):
        text = found.study.source(row["source"]).text[row["start"] : row["end"]] if len(seen) < EACH else ""
        words = _MARK.sub("", " ".join(text.split()))
        theme = row["theme"]
        if (
            theme in themes
            and theme not in seen
            and words not in said
            and SHORT <= len(words) <= LONG
            and not mentions(words, persons)
        ):
            seen.add(theme)
            said.add(words)
            yield words, themes[theme]
