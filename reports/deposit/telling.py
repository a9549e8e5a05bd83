"""The texts of a deposit: what it holds and where it came from, and the list of what is done and missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation.language import LANGUAGES, Language, enumerate_words, phrase
from evaluation.model import Evaluation, People
from evaluation.numbers import write_count, write_date, write_number
from instruments.exchange.ddi.answered import told
from instruments.exchange.ddi.data import About, DataFile
from instruments.model import Wording
from reports.deposit.shape import REASONS, Check, Prepared
from reports.markdown import bullets, paragraphs
from reports.paper.codebook import Cover

MARKS = {"done": "[x]", "look": "[ ]", "missing": "[ ]"}


def about(evaluation: Evaluation, id_: str) -> About:
    """The study as a codebook tells of it."""
    period, agreement = evaluation.period, evaluation.agreement
    return About(
        id_,
        told(evaluation.title),
        evaluation.language,
        abstract=Wording(**evaluation.information.purpose.as_dict()),
        authors=evaluation.evaluator.authors,
        producer=evaluation.evaluator.name,
        funder=evaluation.commissioner.name,
        covers=(str(agreement.from_ or ""), str(agreement.to or "")),
        collected=(str(period.from_ or ""), str(period.to or "")),
        sampling=Wording(**evaluation.sample.note.as_dict()),
        limits=Wording(**evaluation.limits.as_dict()),
    )


def data_file(prepared: Prepared, sha256: str) -> DataFile:
    return DataFile(
        f"F_{prepared.name}",
        prepared.file.rpartition("/")[2],
        sha256,
        len(prepared.dataset),
        len(prepared.dataset.names),
        "SPSS (.sav)",
        told(prepared.name),
        _in_all("deposit.weighted", name=prepared.weight) if prepared.weight else Wording(),
    )


def cover(evaluation: Evaluation, prepared: Prepared, file: DataFile, language: Language) -> Cover:
    """The first page of a codebook."""
    facts = {
        "file": f"{file.name} · {file.kind}",
        "rows": write_number(file.rows, language=language),
        "variables": write_number(file.variables, language=language),
        "questionnaire": _answered(prepared, language),
        "weight": prepared.weight,
        "collected": _period(evaluation.period.from_, evaluation.period.to, language),
        "evaluator": evaluation.evaluator.name,
        "commissioner": evaluation.commissioner.name,
        "left": ", ".join(each.variable for each in prepared.left),
        "fingerprint": file.sha256,
    }
    named = tuple((phrase(f"deposit.fact.{name}", language), value) for name, value in facts.items() if value)
    subtitle = phrase("deposit.codebook.title", language, name=prepared.name)
    return Cover(evaluation.title, subtitle, phrase("deposit.codebook.intro", language), named)


def readme(
    evaluation: Evaluation,
    people: People,
    datasets: Sequence[Prepared],
    files: Mapping[str, str],
    language: Language,
) -> str:
    """What the deposit holds. files: path → hash."""
    parts = [
        f"# {escaped(evaluation.title)}",
        escaped(evaluation.subtitle),
        phrase("deposit.readme.intro", language),
        _titled("who", _who(evaluation, language), language),
        _titled("how", _how(evaluation, people, language), language),
        _titled("data", [_dataset(each, language) for each in datasets], language),
        _titled("left", _left(datasets, language), language),
        _titled("terms", _terms(evaluation, language), language),
        "" if not evaluation.limits else f"## {phrase('deposit.readme.limits', language)}",
        escaped(evaluation.limits.text(language)),
        f"## {phrase('deposit.readme.files', language)}\n\n{_files(files, language)}",
    ]
    return paragraphs(parts)


def check_list(points: Sequence[Check], language: Language) -> str:
    """The points by state, what is missing first."""
    parts = [f"# {phrase('deposit.list.title', language)}", phrase("deposit.list.intro", language)]
    for state in ("missing", "look", "done"):
        listed = [each.told(language) for each in points if each.state == state]
        if listed:
            parts.append(f"## {phrase(f'deposit.list.{state}', language)}")
            parts.append(bullets(f"{MARKS[state]} {escaped(line)}" for line in listed).strip())
    return paragraphs(parts)


def escaped(text: str) -> str:
    """Words that look right both as they stand and as Markdown: only what would begin markup is marked."""
    return re.sub(r"[<>*`\[\]\\]", r"\\\g<0>", text)


def _titled(name: str, lines: Iterable[str], language: Language) -> str:
    listed = [each for each in lines if each]
    return f"## {phrase(f'deposit.readme.{name}', language)}\n\n{bullets(listed).strip()}" if listed else ""


def _who(evaluation: Evaluation, language: Language) -> Iterator[str]:
    authors = enumerate_words(evaluation.evaluator.authors, language)
    facts = {"evaluator": evaluation.evaluator.name, "authors": authors, "commissioner": evaluation.commissioner.name,
             "agreement": evaluation.agreement.name, "contact": evaluation.information.contact}  # fmt: skip
    yield from (f"{phrase(f'deposit.fact.{name}', language)}: {escaped(value)}"
                for name, value in facts.items() if value)  # fmt: skip


def _how(evaluation: Evaluation, people: People, language: Language) -> Iterator[str]:
    period = _period(evaluation.period.from_, evaluation.period.to, language)
    if period:
        yield f"{phrase('deposit.fact.collected', language)}: {period}"
    yield phrase(f"report.sample.{evaluation.sample.chosen_by}", language)
    yield escaped(evaluation.sample.note.text(language))
    for session in sorted(people.sessions, key=lambda each: (str(each.date or "9999"), each.id)):
        informants = {each.id for each in people.participants if each.affiliation == "informant"}
        there = sum(each.status == "attended" and each.participant in informants for each in session.attendance)
        kind = phrase(f"report.kind.{session.kind}", language)
        when = f", {write_date(session.date, language)}" if session.date else ""
        count = phrase("deposit.attended", language, n=there, count=write_count(there, language)) if there else ""
        yield f"{kind[:1].upper()}{kind[1:]}{when}{count}"


def _dataset(prepared: Prepared, language: Language) -> str:
    rows, variables = (write_number(each, language=language)
                       for each in (len(prepared.dataset), len(prepared.dataset.names)))  # fmt: skip
    title = _answered(prepared, language)
    asked = phrase("deposit.asked", language, title=title) if title else ""
    weight = phrase("deposit.weighted", language, name=prepared.weight) if prepared.weight else ""
    line = phrase("deposit.dataset", language, name=prepared.name, rows=rows, variables=variables)
    return " ".join(escaped(each) for each in (line, asked, weight) if each)


def _answered(prepared: Prepared, language: Language) -> str:
    """The title of the questionnaire; a list of who was drawn shares a variable with it, and answers none."""
    answers = sum(bool(each.question) for each in prepared.dataset.meaning) > 1
    return prepared.instrument.title.text(language) if prepared.instrument and answers else ""


def _left(datasets: Sequence[Prepared], language: Language) -> Iterator[str]:
    for each in datasets:
        for reason in REASONS:
            names = each.left_for(reason)
            if names:
                why = phrase(f"deposit.reason.{reason}", language)
                yield escaped(f"{each.name}: {enumerate_words(names, language)} ({why})")


def _terms(evaluation: Evaluation, language: Language) -> Iterator[str]:
    told = evaluation.information
    facts = {"controller": told.controller, "purpose": told.purpose.text(language),
             "legal_basis": told.legal_basis.text(language),
             "kept_until": write_date(told.kept_until, language) if told.kept_until else "",
             "withdraw": told.how_to_withdraw.text(language)}  # fmt: skip
    yield from (f"{phrase(f'deposit.fact.{name}', language)}: {escaped(value)}"
                for name, value in facts.items() if value)  # fmt: skip


def _files(files: Mapping[str, str], language: Language) -> str:
    headings = [phrase(f"deposit.readme.{each}", language) for each in ("path", "sha256")]
    lines = [f"| {' | '.join(headings)} |", "|:--|:--|"]
    return "\n".join([*lines, *(f"| {path} | `{digest}` |" for path, digest in sorted(files.items()))])


def _period(start: dt.date | None, end: dt.date | None, language: Language) -> str:
    return " – ".join(write_date(each, language) for each in (start, end) if each)


def _in_all(key: str, **values: object) -> Wording:
    return Wording(**{each: phrase(key, each, **values) for each in LANGUAGES})
