"""What each piece of evidence says now, whose it is, and whether it is still what it was when it was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from evaluation.errors import EvaluationError
from evaluation.language import Language, phrase
from evaluation.model import Coding, Organisation, Participant, People, Source
from evaluation.model.finding import Evidence, hash_of
from evaluation.people.participation import sole_informants, withdrawn
from evaluation.people.telling import told_people
from evaluation.privacy.attribution import attribution, may_quote
from evaluation.privacy.names import mentions, names_of
from evaluation.privacy.pseudonyms import with_pseudonyms
from evaluation.study import Study
from reports.findings.figures import Cell, cells, told_surveys
from reports.following.evidence import FollowUpEvidence, find_evidence
from reports.surveys.results import SurveysTold

# `uncoded`: the words stand, the coding they were taken from does not. `recoded`: it has another code, or other words.
Status = Literal["same", "changed", "uncoded", "recoded", "gone"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One piece of evidence as it is now.

    `words` are the quote's, or a sentence that tells the figure or the row. `withheld`: why a report does not show it:
    `consent`, `name` or `hidden`; empty where it may. `participant` and `organisation` are ids.
    """

    evidence: Evidence
    status: Status
    words: str = ""
    title: str = ""
    attribution: str = ""
    participant: str | None = None
    organisation: str | None = None
    withheld: str = ""
    figure: str = ""

    @property
    def shown(self) -> bool:
        return not self.withheld and self.status != "gone"


class Standings:
    """Looks evidence up in a study, which is read as far as it is needed and once."""

    def __init__(self, study: Study, language: Language, surveys: SurveysTold | None = None) -> None:
        """surveys: the report's, where they are counted already."""
        self.study, self.language, self.surveys = study, language, surveys

    def of(self, evidence: Iterable[Evidence]) -> list[Standing]:
        return [self._of(each) for each in evidence]

    def _of(self, evidence: Evidence) -> Standing:
        if evidence.kind == "quote":
            return self._quote(evidence)
        return self._figure(evidence) if evidence.kind == "survey" else self._row(evidence)

    def _quote(self, evidence: Evidence) -> Standing:
        source = self.sources.get(evidence.source)
        if source is None or evidence.start is None or evidence.end is None:
            return Standing(evidence, "gone")
        said = source.text[evidence.start : evidence.end]
        words = " ".join(said.split())
        person = self.speaker(source, evidence.start)
        if person is not None and person.id in self.withdrawn:
            return Standing(evidence, "gone", withheld="consent")
        return Standing(
            evidence,
            self._status(evidence, said),
            words,
            attribution=self.line_of(person),
            participant=person.id if person else None,
            organisation=person.organisation if person else None,
            withheld=self._withheld(words, person),
        )

    def _status(self, evidence: Evidence, said: str) -> Status:
        if hash_of(said) != evidence.seen:
            return "changed"
        if evidence.coding is None:
            return "same"
        coding = self.codings.get(evidence.coding)
        if coding is None:
            return "uncoded"
        return "same" if coding.code == evidence.code else "recoded"

    def _withheld(self, words: str, person: Participant | None) -> str:
        if person is None or person.id not in self.quotable:
            return "consent"
        return "name" if mentions(words, self.names) else ""

    def _figure(self, evidence: Evidence) -> Standing:
        cell = self.cells.get(evidence.key)
        if cell is None:
            return Standing(evidence, "gone")
        status: Status = "same" if hash_of(cell.said) == evidence.seen else "changed"
        withheld = "" if cell.shown else "hidden"
        return Standing(evidence, status, cell.sentence(self.language), withheld=withheld, figure=cell.figure)

    def _row(self, evidence: Evidence) -> Standing:
        try:
            found = find_evidence(self.study, evidence.key)
        except EvaluationError:
            return Standing(evidence, "gone")
        status: Status = "same" if hash_of(f"{found.title} {found.words}") == evidence.seen else "changed"
        title, words = self._told_row(found)
        withheld = "name" if mentions(f"{title} {words}", self.names) else ""
        return Standing(evidence, status, words or title, title if words else "", withheld=withheld)

    def _told_row(self, found: FollowUpEvidence) -> tuple[str, str]:
        kind, _, rest = found.key.partition(":")
        if kind != "report":
            return found.title, found.words
        party = self.places.get(rest.partition("/")[2])
        return phrase("finding.row.report", self.language, party=party.pseudonym if party else found.title), ""

    def speaker(self, source: Source, at: int) -> Participant | None:
        """Who says the words at a place: the turn's speaker, else the only one of its session."""
        turn = next((each for each in source.turns if each.start <= at < each.end), None)
        if turn is not None:
            return self.people_by_id.get(turn.participant or "")
        return self.people_by_id.get(self.sole.get(source.session or "", "")) if not source.turns else None

    def line_of(self, person: Participant | None) -> str:
        place = self.places.get(person.organisation or "") if person else None
        return attribution(person, place, self.study.evaluation.people.attribution, self.language)

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {each.name: each for each in self.study.sources()}

    @cached_property
    def codings(self) -> dict[int, Coding]:
        return {each.id or 0: each for each in self.study.codings()}

    @cached_property
    def cells(self) -> dict[str, Cell]:
        told = self.surveys if self.surveys is not None else told_surveys(self.study, self.language)
        return {each.key: each for each in cells(told)}

    @cached_property
    def people(self) -> People:
        return told_people(with_pseudonyms(self.study.people(), self.language), self.study.evaluation, self.language)

    @cached_property
    def people_by_id(self) -> dict[str, Participant]:
        return {each.id: each for each in self.people.participants}

    @cached_property
    def places(self) -> dict[str, Organisation]:
        return {each.id: each for each in self.people.organisations}

    @cached_property
    def sole(self) -> dict[str, str]:
        return dict(sole_informants(self.people))

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        return withdrawn(self.people)

    @cached_property
    def quotable(self) -> frozenset[str]:
        return may_quote(self.people)

    @cached_property
    def names(self) -> re.Pattern[str]:
        return names_of(self.study.people(names=True))
