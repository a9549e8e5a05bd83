"""Reports that came in as documents: read by the round's template, held against the round, and kept as sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from evaluation.errors import Problem, fail, problem, raise_any
from evaluation.followup.joint.period import Period
from evaluation.followup.joint.reading import best_template, read_joint_report, read_party_report
from evaluation.followup.joint.report import Chapter, JointReport, Part
from evaluation.followup.joint.reporters import Reporter
from evaluation.followup.joint.template import SURE, Template
from evaluation.followup.parties import parties_of
from evaluation.memos import now
from evaluation.model import OffsetMap, Source, Turn
from evaluation.model.form import PartyReport, ReportingRound
from evaluation.model.source import SourceKind
from evaluation.settings.nearness import near
from evaluation.sources.extract import Extract
from evaluation.sources.read import extract
from evaluation.sources.received import receive
from evaluation.sources.tongue import guess_language
from evaluation.store import party_reports, responses, sources
from evaluation.study import Study
from instruments.form.headings import report_forms, template_of
from instruments.form.reporting import find_round
from instruments.load import FOLDER, files_in, read_instrument

KIND: SourceKind = "party-report"


@dataclass(frozen=True)
class Settled:
    """What a person decided: the party of the chapter that begins on a line, and the chapters that stay out."""

    parties: Mapping[int, str]
    without: frozenset[int] = frozenset()


def read_report(
    file: Path, study: Study | None = None, *, round_: str | None = None, template: str | None = None
) -> JointReport:
    """A joint report, read by a round's template, by the one named, or by whichever its headings fit best."""
    found = extract(file)
    known = parties_of(study.people(names=True)) if study else None
    if study and round_:
        asked = find_round(study, round_)
        return _held(read_joint_report(found, _template(study, template or asked.instrument), known), study, asked)
    if template:
        return read_joint_report(found, _template(study, template), known)
    return best_template(found, known_templates(study), known)


def import_report(
    study: Study,
    file: Path,
    *,
    round_: str,
    party: str | None = None,
    settled: Settled = Settled({}),
    reported: dt.date | None = None,
) -> list[PartyReport]:
    """Keep what the parties reported in a document as sources of a round: every chapter, or none.

    `party`: whose report the whole document is; `reported`: the day it is from, if not today. Raises one error with
    every chapter that cannot be placed: that may be none, of a party that nobody knows or expects, that reported
    already or twice, or of another half-year.
    """
    asked = find_round(study, round_)
    found = extract(file)
    template = _template(study, asked.instrument)
    if party is not None:
        _refuse_unknown(study, [party])
        read = read_party_report(found, template, Reporter(party, party, 1.0))
    else:
        _refuse_unknown(study, list(settled.parties.values()))
        read = _settled(read_joint_report(found, template, parties_of(study.people(names=True))), settled)
    raise_any(_refusals(study, read, asked))
    return _kept(study, found, read, asked, template, reported or dt.datetime.now().astimezone().date())


def known_templates(study: Study | None = None) -> list[Template]:
    """The report forms that come along, and the study's own, which go before those of the same name."""
    own = files_in(study.folder) if study else []
    found = (*_shipped(), *report_forms(map(read_instrument, own)))
    return list({each.name: each for each in found}.values())


@cache
def _shipped() -> tuple[Template, ...]:
    there = sorted(Path(str(each)) for each in files("instruments.shipped").iterdir() if each.name.endswith(".yaml"))
    return tuple(report_forms(map(read_instrument, there)))


def _template(study: Study | None, name: str) -> Template:
    if study and (file := study.folder / FOLDER / f"{name}.yaml").is_file():
        return template_of(read_instrument(file))
    known = {each.name: each for each in known_templates(study)}
    if name not in known:
        raise fail("ROUNDS-009", name=name, known=near(name, list(known)))
    return known[name]


def _held(read: JointReport, study: Study, asked: ReportingRound) -> JointReport:
    """The report with what would keep it from being taken in, as warnings."""
    told = (replace(each, severity="warning") for each in _against(study, read, asked))
    absent = [each for each in asked.parties if each not in {chapter.organisation for chapter in read.chapters}]
    away = (problem("ROUNDS-010", file=read.file, severity="note", party=each) for each in absent)
    return replace(read, problems=(*read.problems, *told, *away))


def _refusals(study: Study, read: JointReport, asked: ReportingRound) -> Iterator[Problem]:
    for each in read.problems:
        if each.code in ("ROUNDS-001", "ROUNDS-004"):
            yield replace(each, severity="error")
    for chapter in read.chapters:
        if chapter.is_unsure and chapter.organisation:
            yield problem("ROUNDS-002", file=read.file, line=chapter.line, party=chapter.party)
    yield from _against(study, read, asked)


def _against(study: Study, read: JointReport, asked: ReportingRound) -> Iterator[Problem]:
    """What is wrong with each chapter as a report of this round."""
    expected: Period | None = (asked.start, asked.end) if asked.start and asked.end else None
    there = _already(study, asked.name)
    for chapter in read.chapters:
        at = {"file": read.file, "line": chapter.line}
        own = chapter.organisation
        if own is None:
            yield problem("ROUNDS-007", **at, party=chapter.party or chapter.heading)  # type: ignore[arg-type]
        elif own not in asked.parties:
            yield problem("ROUNDS-006", **at, party=own, name=asked.name)  # type: ignore[arg-type]
        elif own in there:
            yield problem("ROUNDS-008", **at, party=own, name=asked.name, source=there[own])  # type: ignore[arg-type]
        period = chapter.period or read.period
        if period and expected and period != expected:
            told = {"told": _written(period), "expected": _written(expected)}
            yield problem("ROUNDS-005", **at, party=own or chapter.party, **told)  # type: ignore[arg-type]


def _already(study: Study, round_: str) -> dict[str, str]:
    """Who has reported in this round already → where that is."""
    with study.store.reading() as connection:
        documents = party_reports.read_party_reports(connection, round_=round_)
        answers = responses.read_responses(connection, round_=round_)
    found = {each.organisation: each.source for each in documents}
    handed = (each for each in answers if each.organisation and each.state == "submitted")
    return {**{each.organisation or "": each.source or each.form or "–" for each in handed}, **found}


def _written(period: Period) -> str:
    return f"{period[0].isoformat()}–{period[1].isoformat()}"


def _refuse_unknown(study: Study, parties: Sequence[str]) -> None:
    known = [each.id for each in study.people().organisations]
    raise_any(problem("ANSWER-023", name=each, known=near(each, known)) for each in parties if each not in known)


def _settled(read: JointReport, settled: Settled) -> JointReport:
    """The report as a person has decided; a line on which no chapter begins is refused."""
    lines = {chapter.line for chapter in read.chapters}
    named = {*settled.parties, *settled.without}
    known = ", ".join(map(str, sorted(lines))) or "–"
    raise_any(problem("ROUNDS-011", file=read.file, line=each, known=known) for each in sorted(named - lines))
    chapters = tuple(
        replace(chapter, organisation=settled.parties[chapter.line], certainty=1.0)
        if chapter.line in settled.parties
        else chapter
        for chapter in read.chapters
        if chapter.line not in settled.without
    )
    kept = tuple(each for each in read.problems if each.code != "ROUNDS-004")
    return replace(read, chapters=chapters, problems=(*kept, *_twice(read, chapters)))


def _twice(read: JointReport, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for chapter in chapters:
        own = chapter.organisation or chapter.party.casefold()
        if own in first:
            yield problem("ROUNDS-004", file=read.file, line=chapter.line, party=chapter.party, other=first[own])
        first.setdefault(own, chapter.line)


def _kept(
    study: Study, found: Extract, read: JointReport, asked: ReportingRound, template: Template, reported: dt.date
) -> list[PartyReport]:
    questions = {each.id: each.questions[0].id for each in template.sections}
    at = now()
    kept: list[tuple[PartyReport, Source]] = []
    for chapter in read.chapters:
        party = chapter.organisation or ""
        source = _source(found, chapter, f"{asked.name}-{party}", questions)
        report = PartyReport(asked.name, party, source.name, chapter.heading, template.name, Path(read.file).name,
                             chapter.line, chapter.missing, reported, at, study.who)  # fmt: skip
        kept.append((report, source))
    with study.store.act("reporting.import", study.who, name=asked.name, n=len(kept)) as act:
        taken = {each.name for each in sources.list_sources(act.connection)}
        rows = []
        for report, source in kept:
            if source.name in taken:
                raise fail("STUDY-008", file=read.file, name=source.name)
            own = replace(source, file=receive(source, study.folder / "sources"))
            rows.append((report, sources.write_source(act, own, instrument=None, hash_=None)))
        period = _written((asked.start, asked.end)) if asked.start and asked.end else ""
        party_reports.add_party_reports(act, rows, period)
        names = {report.source for report, _ in rows}
        there = party_reports.read_party_reports(act.connection, round_=asked.name)
        return [each for each in there if each.source in names]


def _source(found: Extract, chapter: Chapter, name: str, questions: Mapping[str, str]) -> Source:
    """A chapter as a text of its own, with a turn for each heading."""
    text = found.text[chapter.start : chapter.end].rstrip()
    turns = tuple(_turn(part, chapter, questions) for part in chapter.parts if not part.missing)
    return Source(
        name, text, KIND, turns, guess_language(text), None, found.file, found.sha256, found.format, found.encoding,
        _shifted(found.offsets, chapter.start),
    )  # fmt: skip


def _turn(part: Part, chapter: Chapter, questions: Mapping[str, str]) -> Turn:
    start, end = (part.start or 0) - chapter.start, (part.end or 0) - chapter.start
    if part.section is None:
        return Turn(start, end, line=part.line)
    asked = part.question or questions[part.section]
    return Turn(start, end, question=asked, question_basis="shown" if part.certainty >= SURE else "likely")


def _shifted(offsets: OffsetMap, start: int) -> OffsetMap:
    """The way back to the file for a text that begins at `start` of what was read."""
    steps = tuple((here - start, there) for here, there in offsets.steps if here > start)
    return OffsetMap(((0, offsets.original(start)), *steps))
