"""Everything a report tells of, read from the study once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from coding.applying import is_interviewer, silent_participants
from coding.counted import counted_table
from coding.retrieval import CODING_COLUMNS
from evaluation.language import Language, phrase
from evaluation.model import Codebook, Evaluation, Organisation, Participant, People, Source, Theme, Turn
from evaluation.model.finding import Evidence, Finding
from evaluation.people.participation import Participation, participations, sole_informants, withdrawn
from evaluation.people.telling import told_people
from evaluation.privacy.attribution import COLUMNS, attribution, may_quote
from evaluation.privacy.names import names_of
from evaluation.privacy.pseudonyms import with_pseudonyms
from evaluation.sources.received import sha256_of
from evaluation.store.findings import read_chosen, read_findings
from evaluation.study import Study
from instruments.load import files_in, instruments_in
from instruments.model import Instrument
from instruments.used import Version, versions_used
from reports.coded import Coded
from reports.files import FOLDER, REPORT
from reports.surveys.results import NO_SURVEYS, SurveysTold, tell_surveys

_INCLUDE = re.compile(r"\{\{<\s*include\s+_generated/([\w.-]+)\.qmd\s*>\}\}")

# Of the codings; what was said is read from the sources, for the few that are quoted.
USED = tuple(each for each in CODING_COLUMNS if each not in ("text", "path", "speaker"))
FOLLOW_UP = ("minutes", "plan", "party-report")  # kinds of sources


@dataclass(frozen=True)
class Facts:
    """A study as it is at this moment, in one language; everyone in `people` has a pseudonym.

    `codings` are those that count, with the columns USED and `group`: what the people policy lets
    figures tell speakers apart by; empty where it is not known. `included` names the generated files that `report.qmd`
    draws in. `findings` are those of the study's themes in their order, `picked` the quotes chosen for the report.
    """

    language: Language
    evaluation: Evaluation
    people: People
    codebook: Codebook
    sources: tuple[Source, ...]
    codings: pd.DataFrame
    instruments: Mapping[str, Instrument]
    names: re.Pattern[str]
    versions: tuple[Version, ...] = ()
    surveys: SurveysTold = NO_SURVEYS
    included: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    picked: tuple[Evidence, ...] = ()

    @cached_property
    def coded(self) -> Coded:
        return Coded(self.codings)

    @cached_property
    def participants(self) -> Mapping[str, Participant]:
        return {each.id: each for each in self.people.participants}

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        return {each.id: each for each in self.people.organisations}

    @cached_property
    def texts(self) -> Mapping[str, Source]:
        return {each.name: each for each in self.sources}

    @cached_property
    def sole(self) -> Mapping[str, str]:
        """Session → the only informant there, of those where there was one."""
        return sole_informants(self.people)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        return withdrawn(self.people)

    @cached_property
    def quotable(self) -> frozenset[str]:
        return may_quote(self.people)

    @cached_property
    def participations(self) -> tuple[Participation, ...]:
        return participations(self.people)

    @property
    def grouped_by(self) -> str:
        return COLUMNS[self.evaluation.people.attribution]

    @property
    def groups(self) -> list[str]:
        """What speakers are told apart by, in the study's order, as far as there are codings."""
        found = {
            "organisation": [each.pseudonym for each in self.people.organisations],
            "sector": [each.sector for each in self.people.organisations],
            "role": [each.role for each in self.informants],
            "kind": [kind_of(session.kind, self.language) for session in self.people.sessions],
        }[self.grouped_by]
        there = self.told_apart
        return list(dict.fromkeys(each for each in found if each in there and each))

    @property
    def informants(self) -> tuple[Participant, ...]:
        """Those who answered or were asked to, but for those who have withdrawn."""
        known = self.people.participants
        return tuple(each for each in known if each.affiliation == "informant" and each.id not in self.withdrawn)

    @property
    def guide(self) -> Instrument | None:
        """The guide of the first session that used one, as it was last used; where no texts came in, as it is now."""
        used = {each.name: each.instrument for each in self.versions if each.instrument}
        known = {**self.instruments, **used}
        return next((known[name] for each in self.participations if (name := each.session.instrument) in known), None)

    def asked_in(self, source: str) -> Instrument | None:
        """What was asked where a text was collected, in the version that was used; as it is now where none was kept."""
        return self._asked.get(source)

    @cached_property
    def _asked(self) -> Mapping[str, Instrument]:
        sessions = {each.id: each.instrument or "" for each in self.people.sessions}
        now = {each.name: self.instruments.get(sessions.get(each.session or "", "")) for each in self.sources}
        then = {name: each.instrument for each in self.versions for name in each.sources if each.instrument}
        return {name: each for name, each in {**now, **then}.items() if each is not None}

    @property
    def guides(self) -> tuple[Instrument, ...]:
        """Everything that is asked or was."""
        return (*self.instruments.values(), *(each.instrument for each in self.versions if each.instrument))

    def organisation_of(self, participant: str | None) -> Organisation | None:
        person = self.participants.get(participant or "")
        return self.organisations.get(person.organisation or "") if person else None

    def attribution(self, participant: str | None) -> str:
        person = self.participants.get(participant or "")
        policy = self.evaluation.people.attribution
        return attribution(person, self.organisation_of(participant), policy, self.language)

    def shows(self, figure: str) -> bool:
        """Whether the report draws a survey's figure in, with the chapter or by itself."""
        return "survey" in self.included or f"figure-{figure}" in self.included

    def tells_findings(self, theme: str) -> bool:
        """Whether the report draws in what was found on a theme, with all findings, with its theme's or by itself."""
        return bool({"findings", f"findings-{theme}", f"theme-{theme}-findings"} & self.included)

    @cached_property
    def told_apart(self) -> frozenset[str]:
        """The groups that have codings."""
        return frozenset(self.codings["group"].unique())

    @cached_property
    def counted(self) -> pd.DataFrame:
        """Codings by theme (rows) and group (columns)."""
        known = self.codings[self.codings["theme"].notna()]
        return known.groupby(["theme", "group"]).size().unstack(fill_value=0)

    def about(self, theme: Theme) -> pd.DataFrame:
        return self.codings[self.codings["theme"] == theme.id]

    def spoken(self) -> Iterator[tuple[Source, Turn]]:
        """What informants and unknown speakers said, but for those who have withdrawn."""
        silent = silent_participants(self.people) | self.withdrawn
        for source in self.sources:
            yield from (
                (source, turn) for turn in source.turns if turn.participant not in silent and not is_interviewer(turn)
            )

    @cached_property
    def words(self) -> int:
        """How many words the informants said or wrote."""
        written = (each for each in self.sources if not each.turns and each.kind in ("transcript", "answers"))
        spoken = sum(len(source.words_of(turn).split()) for source, turn in self.spoken())
        return spoken + sum(len(source.text.split()) for source in written)


def gather(study: Study, language: Language, report: Path | None = None) -> Facts:
    """What was asked and said; how the agreement is followed up, in meetings, plans and reports, is told elsewhere.

    report: the `report.qmd` it is for, if not the study's first.
    """
    sources = study.sources()
    kept = tuple(each for each in sources if each.kind not in FOLLOW_UP)
    shown = told_people(with_pseudonyms(study.people(), language), study.evaluation, language)
    people = _without_meetings(shown, sources)
    instruments = instruments_in(study.folder)
    facts = Facts(
        language=language,
        evaluation=study.evaluation.told(language),
        people=people,
        codebook=study.codebook if study.has_codebook() else Codebook(name=""),
        sources=kept,
        codings=_codings(study, kept, sources),
        instruments=instruments,
        names=names_of(study.people(names=True)),
        versions=versions_used(study),
        surveys=tell_surveys(study, language, by_hash(study.folder, instruments)),
        included=included_in(report or study.folder / FOLDER / REPORT),
        findings=_findings(study),
        picked=_picked(study),
    )
    return replace(facts, codings=facts.codings.assign(group=_groups(facts)))


def _findings(study: Study) -> tuple[Finding, ...]:
    with study.store.reading() as connection:
        found = read_findings(connection)
    return tuple(each for theme in study.evaluation.themes for each in found if each.theme == theme.id)


def _picked(study: Study) -> tuple[Evidence, ...]:
    with study.store.reading() as connection:
        return tuple(read_chosen(connection))


def _codings(study: Study, kept: Sequence[Source], sources: Sequence[Source]) -> pd.DataFrame:
    table = counted_table(study, USED)
    if len(kept) == len(sources):
        return table
    return table[table["source"].isin([each.name for each in kept])].reset_index(drop=True)


def _without_meetings(people: People, sources: Sequence[Source]) -> People:
    """Without the meetings that are known by nothing but what belongs to the follow-up."""
    kinds: dict[str, set[bool]] = {}
    for each in sources:
        kinds.setdefault(each.session or "", set()).add(each.kind in FOLLOW_UP)
    kept = tuple(each for each in people.sessions if kinds.get(each.id) != {True})
    return people if len(kept) == len(people.sessions) else people.model_copy(update={"sessions": kept})


def kind_of(kind: str, language: Language) -> str:
    """A kind of session as a heading has it: `Fokusgruppe`."""
    named = phrase(f"report.kind.{kind}", language)
    return named[:1].upper() + named[1:]


def by_hash(folder: Path, instruments: Mapping[str, Instrument]) -> Mapping[tuple[str, str], Instrument]:
    return {(file.stem, sha256_of(file)): instruments[file.stem] for file in files_in(folder)}


def included_in(report: Path) -> frozenset[str]:
    """The generated files that a report draws in, by their names without suffix."""
    text = report.read_text(encoding="utf-8", errors="replace") if report.is_file() else ""
    return frozenset(_INCLUDE.findall(text))


def _groups(facts: Facts) -> pd.Series:
    """The group of each coding; each kind and each participant is looked up once."""
    if facts.grouped_by == "kind":
        told = facts.codings["kind"].fillna("")
        return told.map({kind: kind_of(kind, facts.language) if kind else "" for kind in told.unique()})
    told = facts.codings["participant"].fillna("")
    return told.map({each: _group(facts, each) for each in told.unique()})


def _group(facts: Facts, participant: str) -> str:
    organisation, person = facts.organisation_of(participant), facts.participants.get(participant)
    found = {
        "organisation": organisation.pseudonym if organisation else "",
        "sector": organisation.sector if organisation else "",
        "role": person.role if person else "",
    }
    return found[facts.grouped_by]
