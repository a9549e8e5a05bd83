"""Everything the compiled report of a round tells of, read from the study once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from coding.counted import counted_table
from coding.stated.reported import reported_figures
from evaluation.followup.joint.text import unmarked
from evaluation.language import Language
from evaluation.model import Evaluation, Source
from evaluation.model.form import ReportingRound
from evaluation.sources.received import kept_version
from evaluation.study import Study
from instruments.form.reporting import Delivered, delivered, find_round, list_rounds
from instruments.load import FOLDER, read_instrument
from instruments.model import Instrument

CODED = ("source", "start", "end", "code", "theme")


@dataclass(frozen=True)
class Written:
    """What a party wrote under one heading; `section` is the template's, None for a heading of its own."""

    section: str | None
    heading: str
    text: str
    format: str
    question: str | None = None  # the template's, where it is known


@dataclass(frozen=True)
class Told:
    """One party in one round: its name, what has come from it, and what it wrote."""

    id: str
    name: str
    delivered: Delivered
    written: tuple[Written, ...] = ()

    @property
    def has_reported(self) -> bool:
        return self.delivered.state == "submitted"

    @property
    def words(self) -> int:
        return sum(len(each.text.split()) for each in self.written)

    @property
    def day(self) -> dt.date | None:
        document, response = self.delivered.document, self.delivered.response
        if document:
            return document.reported
        at = response.submitted_at if response else None
        return dt.datetime.fromisoformat(at).astimezone().date() if at else None


@dataclass(frozen=True)
class RoundFacts:
    """A round as it is at this moment, in one language; `before` is the one that ended last before it."""

    language: Language
    evaluation: Evaluation
    round: ReportingRound
    titles: Mapping[str, str]  # section of the template → its title
    told: tuple[Told, ...]
    figures: pd.DataFrame
    codings: pd.DataFrame  # with `party`
    before: RoundFacts | None = None

    @property
    def reported(self) -> tuple[Told, ...]:
        return tuple(each for each in self.told if each.has_reported)

    @property
    def awaited(self) -> tuple[Told, ...]:
        there = {each.id for each in self.reported}
        return tuple(each for each in self.told if each.id not in there)

    def missing(self, told: Told) -> list[str]:
        """The titles of the sections that a party wrote nothing under."""
        written = {each.section for each in told.written}
        return [title for id_, title in self.titles.items() if id_ not in written] if told.has_reported else []


def gather_round(study: Study, name: str, language: Language) -> RoundFacts:
    """What a round holds, and what the one before it held."""
    found = find_round(study, name)
    alike = [each for each in list_rounds(study) if each.instrument == found.instrument]
    earlier = [each for each in alike if each.end and found.start and each.end < found.start]
    last = max(earlier, key=lambda each: str(each.end), default=None)
    return _gathered(study, found, language, _gathered(study, last, language, None) if last else None)


def _gathered(study: Study, found: ReportingRound, language: Language, before: RoundFacts | None) -> RoundFacts:
    rows = delivered(study, found.name)
    names = _names(study)
    texts = {each.name: each for each in study.sources([row.source for row in rows if row.source])}
    forms: dict[str | None, Instrument] = {row.source: _instrument(study, found, row) for row in rows if row.source}
    told = tuple(
        Told(row.party or "", names.get(row.party or "", row.party or "–"), row, _written(texts, forms, row, language))
        for row in rows
    )
    whose = {each.delivered.source: each.id for each in told if each.delivered.source}
    return RoundFacts(
        language, study.evaluation.told(language), found, _titles(_instrument(study, found, None), language), told,
        reported_figures(study, round_=found.name), _codings(study, whose), before,
    )  # fmt: skip


def _names(study: Study) -> dict[str, str]:
    """How each party is called: by its pseudonym where it has one, else by its name, for parties report openly."""
    there = study.people(names=True).organisations
    return {each.id: each.pseudonym or each.name or each.id for each in there}


def _instrument(study: Study, found: ReportingRound, row: Delivered | None) -> Instrument:
    """The template as the party had it; of a document, as it is now."""
    if row and row.response:
        kept = kept_version(study.folder / FOLDER, row.response.instrument, row.response.sha256)
        if kept.is_file():
            return read_instrument(kept)
    return read_instrument(study.folder / FOLDER / f"{found.instrument}.yaml")


def _titles(instrument: Instrument, language: Language) -> dict[str, str]:
    asked = [each for each in instrument.sections if any(one.type == "open" for one in each.questions)]
    return {each.id: each.title.text(language) for each in asked}


def _written(
    texts: Mapping[str, Source], forms: Mapping[str | None, Instrument], row: Delivered, language: Language
) -> tuple[Written, ...]:
    source = texts.get(row.source or "")
    if source is None or row.state != "submitted":
        return ()
    instrument = forms[row.source]
    sections = {each.question.id: each.section for each in instrument.placed()}
    wording = {each.id: each.text.text(language) for each in instrument.questions()}
    several = {each.id for each in instrument.sections if sum(one.type == "open" for one in each.questions) > 1}
    found = []
    for turn in source.turns:
        section = sections.get(turn.question or "")
        own = _heading_above(source, turn.start, row) if section is None else ""
        if section and row.response and section.id in several:
            own = wording[turn.question or ""]
        if section is None or any(each.type == "open" for each in section.questions):
            found.append(
                Written(
                    section.id if section else None, own, source.words_of(turn).strip(), source.format, turn.question
                )
            )
    return tuple(found)


def _heading_above(source: Source, start: int, row: Delivered) -> str:
    """The party's own heading, which stands right before the text; empty where that is the chapter's."""
    above = source.text[:start].rstrip().rsplit("\n", 1)[-1]
    heading = unmarked(above)
    chapter = row.document.heading if row.document else ""
    return "" if not heading or heading.endswith(chapter or "\n") or len(heading) > 170 else heading


def _codings(study: Study, whose: Mapping[str, str]) -> pd.DataFrame:
    table = counted_table(study, CODED) if whose else pd.DataFrame(columns=list(CODED))
    own = table[table["source"].isin(list(whose))]
    return own.assign(party=[whose[each] for each in own["source"]])


def by_section(facts: RoundFacts, told: Told) -> Sequence[tuple[str, list[Written]]]:
    """What a party wrote in the template's order, its own headings last; each with the title it stands under."""
    found = [(title, [each for each in told.written if each.section == id_]) for id_, title in facts.titles.items()]
    own = [(each.heading, [each]) for each in told.written if each.section is None]
    return [
        *(each for each in own if not each[0]),
        *(each for each in found if each[1]),
        *(each for each in own if each[0]),
    ]
