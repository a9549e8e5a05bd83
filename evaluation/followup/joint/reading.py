"""Reading a joint report: from the lines of a document to each party's text under each heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evaluation.errors import Problem, problem
from evaluation.followup.joint.chapters import Span, chapters_of
from evaluation.followup.joint.heads import Head, heads_of
from evaluation.followup.joint.lines import Title, rows_of
from evaluation.followup.joint.period import period_in
from evaluation.followup.joint.report import Chapter, JointReport, Part
from evaluation.followup.joint.reporters import Reporter, key_of
from evaluation.followup.joint.tables import TableRow, rows_of_parties
from evaluation.followup.joint.template import LIKELY, SURE, Template
from evaluation.followup.joint.text import plain
from evaluation.followup.parties import Parties, parties_of
from evaluation.model import People
from evaluation.sources.extract import Extract

_RULE = re.compile(r"[-=_*]{3,}[ \t]*(?:\n|\Z)")
_FRONT = 3000  # characters in which a document says which half-year it is about


def read_joint_report(extract: Extract, template: Template, known: Parties | None = None) -> JointReport:
    """The chapters of a document; problems name what is unsure and who reported twice."""
    text = extract.text
    parties = known or parties_of(People())
    rows = rows_of(extract)
    tabled = rows_of_parties(rows, template, parties)
    spans = [] if tabled else chapters_of(text, heads_of(rows, template, parties), parties)
    chapters = (*(_chapter(text, span, template) for span in spans), *(_row(each, template) for each in tabled))
    front = text[: min(_FRONT, chapters[0].start if chapters else _FRONT)]
    period = period_in(front) or next((each.period for each in chapters if each.period), None)
    found = JointReport(extract.file, template.name, text, chapters, period)
    return replace(found, problems=(*extract.problems, *_problems(found, parties)))


def read_party_report(extract: Extract, template: Template, party: Reporter) -> JointReport:
    """A document that one party alone has written, as a joint report of one chapter."""
    text = extract.text
    heads = heads_of(rows_of(extract), template, parties_of(People()))
    top = Head(Title("", 0, 0, 1))
    chapter = _chapter(text, Span(party, top, len(text), tuple(heads)), template)
    own = tuple(answered for each in chapter.parts if (answered := _answered(text, each, template)))
    found = JointReport(extract.file, template.name, text, (replace(chapter, parts=own),), period_in(text[:_FRONT]))
    return replace(found, problems=(*extract.problems, *_problems(found, parties_of(People()))))


def _answered(text: str, part: Part, template: Template) -> Part | None:
    """What was written into a form, without what the form itself says; None where it was the form alone."""
    if part.start is None or part.end is None:
        return part
    if part.section is None and plain(part.heading) in template.aside:
        return None
    start, end = part.start, part.end
    while start < end and _is_printed(text[start:end].split("\n", 1)[0], template):
        start = min(start + len(text[start:end].split("\n", 1)[0]) + 1, end)
    while start < end and _is_printed(text[start:end].rsplit("\n", 1)[-1], template):
        end = max(end - len(text[start:end].rsplit("\n", 1)[-1]) - 1, start)
    start, end = _trimmed(text, start, end)
    nothing = not any(map(str.isalnum, text[start:end]))
    if nothing and part.section is None:
        return None
    return replace(part, start=start, end=end, missing=nothing and part.section is not None)


def _is_printed(line: str, template: Template) -> bool:
    return not line.strip() or plain(line) in template.printed


def best_template(extract: Extract, templates: Sequence[Template], known: Parties | None = None) -> JointReport:
    """The document read by the template that its headings fit best: most headings found, fewest missing."""
    reports = [read_joint_report(extract, each, known) for each in templates]
    return max(reports, key=_fit)


def _fit(report: JointReport) -> float:
    found = sum(
        each.certainty for chapter in report.chapters for each in chapter.parts if each.section and not each.missing
    )
    missing = sum(len(chapter.missing) for chapter in report.chapters if any(each.section for each in chapter.parts))
    return found - 0.5 * missing


def _chapter(text: str, span: Span, template: Template) -> Chapter:
    heads = list(_in_place(_headings(span), template))
    parts = [*_before(text, span, heads), *_under(text, span, heads)]
    there = {part.section for part in parts}
    absent = [Part(each.id, "", missing=True) for each in template.sections if each.id not in there]
    title = span.head.title
    return Chapter(
        span.party.name, span.party.organisation, title.text, title.start, span.end, title.line,
        round(span.party.certainty, 2), (*parts, *absent), period_in(title.text),
    )  # fmt: skip


def _row(row: TableRow, template: Template) -> Chapter:
    """The chapter that a row of a table is."""
    sure = row.party.certainty
    parts = [
        Part(
            match.section,
            heading,
            cell.start,
            cell.end,
            match.question,
            certainty=round(min(match.certainty, sure), 2),
            line=row.line,
            missing=not any(map(str.isalnum, cell.words)),
        )
        for heading, match, cell in row.cells
    ]
    there = {part.section for part in parts}
    absent = [Part(each.id, "", missing=True) for each in template.sections if each.id not in there]
    party = row.party
    return Chapter(
        party.name, party.organisation, party.name, row.start, row.end, row.line, round(sure, 2), (*parts, *absent)
    )


def _headings(span: Span) -> list[Head]:
    """The headings that part a chapter: the template's, and the party's own on the same level."""
    sure = [each for each in span.heads if each.certainty >= SURE]
    levels = [each.title.level for each in sure if each.title.level]
    deeper = [each.title.level for each in span.heads if each.title.level > span.head.title.level]
    level = min(levels or deeper, default=0)
    return [each for each in span.heads if _parts(each, level, sure, span)]


def _in_place(heads: Sequence[Head], template: Template) -> Iterator[Head]:
    """A question that several sections ask is that of the section it stands in."""
    section: str | None = None
    for head in heads:
        match = head.match if head.certainty >= LIKELY else None
        if match and match.question and section not in (None, match.section):
            own = template.question_in(section or "", head.title.text)
            match = own or match
            yield replace(head, match=match)
        else:
            yield head
        section = match.section if match else section


def _parts(head: Head, level: int, sure: Sequence[Head], span: Span) -> bool:
    if head.certainty >= SURE:
        return True
    if level and head.title.level:
        return head.title.level <= level
    if head.certainty >= LIKELY and head.title.is_set_off:
        return True
    if head.recurs and not level and not head.named and _has_text_below(head, span, 4):
        return True
    if not sure:
        return not level and head.title.is_set_off and _has_text_below(head, span)
    return _is_set_alike(head, sure)


def _is_set_alike(head: Head, sure: Sequence[Head]) -> bool:
    """Whether a heading of the party's own is set as the template's are: numbered as deep, bold, or in capitals."""
    title, others = head.title, [each.title for each in sure]
    if title.run_in or not any(map(str.isalpha, title.text)):
        return False
    numbered = [each.number.strip(".").count(".") for each in others if each.number]
    if title.number and numbered:
        return title.number.strip(".").count(".") == numbered[0] > 0
    return (title.bold and all(each.bold for each in others)) or (
        title.caps and len(title.text) > 4 and all(each.caps for each in others)
    )


def _has_text_below(head: Head, span: Span, least: int = 40) -> bool:
    following = next((each.title.start for each in span.heads if each.title.start > head.title.start), span.end)
    return following - head.title.end > least and len(head.title.text.split()) <= 12


def _before(text: str, span: Span, heads: Sequence[Head]) -> Iterator[Part]:
    """What a party writes before its first heading."""
    end = heads[0].title.start if heads else span.end
    start, end = _trimmed(text, span.start, end)
    if any(map(str.isalpha, text[start:end])):
        yield Part(None, "", start, end, certainty=round(span.party.certainty, 2), line=span.head.title.line)


def _under(text: str, span: Span, heads: Sequence[Head]) -> Iterator[Part]:
    for at, head in enumerate(heads):
        until = heads[at + 1].title.start if at + 1 < len(heads) else span.end
        start, end = _trimmed(text, head.title.end, until)
        nothing = not any(map(str.isalnum, text[start:end]))
        meant = head.match if head.certainty >= LIKELY else None
        following = heads[at + 1].match if at + 1 < len(heads) else None
        if nothing and meant and following and following.section == meant.section:
            continue  # the section's title, and then its first question
        below = [each.title.text for each in span.heads if start <= each.title.start < end and each.title.level]
        yield Part(
            meant.section if meant else None, head.title.text, start, end, meant.question if meant else None,
            round(min(meant.certainty if meant else 1.0, span.party.certainty), 2), head.title.line, tuple(below),
            nothing and meant is not None,
        )  # fmt: skip


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks and rules around it."""
    while start < end:
        rule = _RULE.match(text, start, end)
        if rule is None and not text[start].isspace():
            break
        start = rule.end() if rule else start + 1
    while end > start:
        if text[end - 1].isspace():
            end -= 1
            continue
        line = text.rfind("\n", start, end) + 1 or start
        if line == start or not _RULE.fullmatch(text, line, end):
            break
        end = line
    return start, end


def _problems(found: JointReport, parties: Parties) -> Iterator[Problem]:
    if not found.chapters:
        yield problem("ROUNDS-001", file=found.file)
    first: dict[str, Chapter] = {}
    for chapter in found.chapters:
        at = {"file": found.file, "line": chapter.line, "party": chapter.party}
        if chapter.is_unsure:
            yield problem("ROUNDS-002", severity="warning", **at)  # type: ignore[arg-type]
        key = chapter.organisation or key_of(chapter.party, parties)
        if key in first:
            yield problem("ROUNDS-004", severity="warning", other=first[key].line, **at)  # type: ignore[arg-type]
        first.setdefault(key, chapter)
        for part in chapter.parts:
            if part.section and part.is_unsure and not part.missing and not chapter.is_unsure:
                yield problem(
                    "ROUNDS-003", file=found.file, line=part.line, severity="warning",
                    heading=part.heading, section=part.section, party=chapter.party,
                )  # fmt: skip
