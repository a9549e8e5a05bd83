"""Reporting rounds: which parties are to report on a period, and what each of them has delivered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from evaluation.errors import Problem, fail, problem, raise_any
from evaluation.model.form import PartyReport, ReportingRound, Response
from evaluation.settings.nearness import near
from evaluation.sources.received import kept_version
from evaluation.store import party_reports, reporting_rounds, responses
from evaluation.study import Study
from instruments.form.wire import variables_of
from instruments.load import FOLDER, files_in, read_instrument
from instruments.show_if.routing import routing_of, shown

_HALF_YEAR = re.compile(r"(\d{4})-H([12])")
Period = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a party has sent in: `missing` are the ids of the questions it was shown and left unanswered.

    `party` is None for a report that bears no organisation. Of a report in a document, `missing` are the sections.
    """

    party: str | None
    response: Response | None = None
    missing: tuple[str, ...] = ()
    document: PartyReport | None = None

    @property
    def state(self) -> str:
        return self.response.state if self.response else "submitted" if self.document else "awaited"

    @property
    def source(self) -> str | None:
        """The text that holds its words."""
        return self.response.source if self.response else self.document.source if self.document else None


def period_of(told: str) -> Period:
    """`2026-H1`, or `2026-01-01..2026-06-30`. Raises FORMS-010 for what is neither, or ends before it begins."""
    if half := _HALF_YEAR.fullmatch(told):
        year = int(half[1])
        first = half[2] == "1"
        return (dt.date(year, 1, 1), dt.date(year, 6, 30)) if first else (dt.date(year, 7, 1), dt.date(year, 12, 31))
    start, _, end = told.partition("..")
    try:
        found = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    except ValueError:
        raise fail("FORMS-010", period=told) from None
    if found[0] > found[1]:
        raise fail("FORMS-010", period=told)
    return found


def open_round(study: Study, found: ReportingRound) -> ReportingRound:
    """Begin a round that its parties are to report in. Raises one error with every reason why not."""
    raise_any(_faults(study, found))
    kept = replace(found, parties=tuple(dict.fromkeys(found.parties)), id=None)
    with study.store.act("reporting.open", study.who, name=found.name) as act:
        return reporting_rounds.write_reporting_round(act, kept)


def list_rounds(study: Study) -> list[ReportingRound]:
    with study.store.reading() as connection:
        return reporting_rounds.read_reporting_rounds(connection)


def find_round(study: Study, name: str) -> ReportingRound:
    """The reporting round of this name. Raises ANSWER-026 with the nearest."""
    there = {each.name: each for each in list_rounds(study)}
    if name not in there:
        raise fail("ANSWER-026", name=name, known=near(name, list(there)))
    return there[name]


def delivered(study: Study, name: str) -> list[Delivered]:
    """One row for each report of a round and for each party none has come from, the expected parties first."""
    found = find_round(study, name)
    with study.store.reading() as connection:
        there = responses.read_responses(connection, round_=name)
        documents = party_reports.read_party_reports(connection, round_=name)
    rows = [row for party in found.parties for row in _of(study, party, there, documents)]
    others = (each for each in there if each.organisation not in found.parties)
    beside = (each for each in documents if each.organisation not in found.parties)
    return [*rows, *(_delivered(study, each) for each in others), *map(_in_document, beside)]


def awaited(rows: Iterable[Delivered]) -> list[str]:
    """The parties that nothing handed in stands of."""
    listed = list(rows)
    done = {each.party for each in listed if each.state == "submitted"}
    return list(dict.fromkeys(each.party for each in listed if each.party is not None and each.party not in done))


def _of(study: Study, party: str, there: Iterable[Response], documents: Iterable[PartyReport]) -> list[Delivered]:
    found = [_delivered(study, each) for each in there if each.organisation == party]
    found += [_in_document(each) for each in documents if each.organisation == party]
    return found or [Delivered(party)]


def _in_document(report: PartyReport) -> Delivered:
    return Delivered(report.organisation, None, report.missing, report)


def _delivered(study: Study, response: Response) -> Delivered:
    missing = tuple(_missing(study, response)) if response.state != "withdrawn" else ()
    return Delivered(response.organisation, response, missing)


def _missing(study: Study, response: Response) -> Iterator[str]:
    instrument = read_instrument(kept_version(study.folder / FOLDER, response.instrument, response.sha256))
    seen = set(shown(routing_of(instrument), response.answers))
    for question in instrument.questions():
        if question.id in seen and any(name not in response.answers for name in variables_of(question)):
            yield question.id


def _faults(study: Study, found: ReportingRound) -> Iterator[Problem]:
    if any(each.name == found.name for each in list_rounds(study)):
        yield problem("FORMS-011", name=found.name)
    instruments = [each.stem for each in files_in(study.folder)]
    if found.instrument not in instruments:
        yield problem("INSTRUMENT-082", name=found.instrument, known=near(found.instrument, instruments))
    organisations = [each.id for each in study.people().organisations]
    for party in found.parties:
        if party not in organisations:
            yield problem("ANSWER-023", name=party, known=near(party, organisations))
