"""Everything a report tells of, read from the study once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from coding.retrieval import codings_table
from evaluation.language import Language
from evaluation.model import Codebook, Evaluation, Organisation, Participant, People, Source, Theme, Turn
from evaluation.people.participation import Participation, participations, withdrawn
from evaluation.privacy.attribution import COLUMNS, attribution, may_quote
from evaluation.privacy.names import names_of
from evaluation.study import Study
from instruments.load import instruments_in
from instruments.model import Instrument


@dataclass(frozen=True)
class Facts:
    """A study as it is at this moment, in one language. `codings` has the columns of `coding.retrieval`."""

    language: Language
    evaluation: Evaluation
    people: People
    codebook: Codebook
    sources: tuple[Source, ...]
    codings: pd.DataFrame
    instruments: Mapping[str, Instrument]
    names: frozenset[str]

    @cached_property
    def participants(self) -> Mapping[str, Participant]:
        return {each.id: each for each in self.people.participants}

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        return {each.id: each for each in self.people.organisations}

    @cached_property
    def quotable(self) -> frozenset[str]:
        return may_quote(self.people)

    @cached_property
    def participations(self) -> tuple[Participation, ...]:
        return participations(self.people)

    @property
    def column(self) -> str:
        """The column of `codings` by which the people policy lets figures tell speakers apart."""
        return COLUMNS[self.evaluation.people.attribution]

    @property
    def groups(self) -> list[str]:
        """What stands in that column, in the study's order."""
        found = {
            "organisation": [each.pseudonym or each.id for each in self.people.organisations],
            "sector": [each.sector for each in self.people.organisations],
            "role": [each.role for each in self.informants],
            "session": [each.id for each in self.people.sessions],
        }[self.column]
        there = set(self.codings[self.column].dropna())
        return list(dict.fromkeys(each for each in found if each in there))

    @property
    def informants(self) -> tuple[Participant, ...]:
        return tuple(each for each in self.people.participants if each.affiliation == "informant")

    @property
    def guide(self) -> Instrument | None:
        """The guide of the first session that used one."""
        used = (each.session.instrument or "" for each in self.participations)
        return next((self.instruments[name] for name in used if name in self.instruments), None)

    def organisation_of(self, participant: str | None) -> Organisation | None:
        person = self.participants.get(participant or "")
        return self.organisations.get(person.organisation or "") if person else None

    def attribution(self, participant: str | None) -> str:
        person = self.participants.get(participant or "")
        policy = self.evaluation.people.attribution
        return attribution(person, self.organisation_of(participant), policy, self.language)

    def about(self, theme: Theme) -> pd.DataFrame:
        return self.codings[self.codings["theme"] == theme.id]

    def spoken(self) -> Iterator[tuple[Source, Turn]]:
        """What informants and unknown speakers said, but for those who have withdrawn."""
        gone = withdrawn(self.people)
        silent = {each.id for each in self.people.participants if each.affiliation != "informant"} | gone
        for source in self.sources:
            yield from ((source, turn) for turn in source.turns if turn.participant not in silent)


def gather(study: Study, language: Language) -> Facts:
    return Facts(
        language=language,
        evaluation=study.evaluation,
        people=study.people(),
        codebook=study.codebook if study.has_codebook() else Codebook(name=""),
        sources=tuple(study.sources()),
        codings=codings_table(study),
        instruments=instruments_in(study.folder),
        names=names_of(study.people(names=True)),
    )
