"""A codebook to read: every variable with its question, its values and how many gave each, set in Typst."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path

from evaluation.language import Language, phrase
from evaluation.numbers import write_number, write_percent
from instruments.describing import Summary
from instruments.exchange.ddi.variable import Described, Value, written
from instruments.model import Instrument
from reports.engines.front import UNDATED
from reports.engines.typeset import pdf_of

ONE_WORD = 10_000  # whole numbers below it, years among them, are written without a space
TEMPLATE = Path(__file__).parent / "codebook.typ"
WORDS = ("contents", "variable", "asks", "page", "code", "answer", "n", "percent", "weighted", "missing")


@dataclass(frozen=True, slots=True)
class Line:
    """One value, as it is printed; `share` is of those who answered."""

    code: str
    label: str
    n: str
    percent: str
    weighted: str
    share: float
    missing: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One variable on paper. `asked` is empty where there is no question; `told` are lines under its values.

    number: the question's, which filters of other questions speak of.
    """

    name: str
    label: str
    kind: str
    number: str = ""
    before: str = ""
    asked: str = ""
    help: str = ""
    base: str = ""
    values: tuple[Line, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands first: the title, what the file is, and facts as (what, told)."""

    title: str
    subtitle: str
    intro: str
    facts: tuple[tuple[str, str], ...]


def codebook_pdf(
    cover: Cover,
    summaries: Sequence[Summary],
    described: Sequence[Described],
    instrument: Instrument | None,
    language: Language,
) -> bytes:
    """The codebook as a tagged PDF, in the order of the questionnaire; the same bytes for the same data."""
    numbers = _numbers(instrument) if instrument else {}
    shown = {each.variable.name: _shown(each, told, numbers.get(each.variable.name.casefold(), ""), language)
             for each, told in zip(summaries, described, strict=True)}  # fmt: skip
    parts = [{"title": title, "variables": [asdict(shown[name]) for name in names]}
             for title, names in _parts(list(shown), instrument, language)]  # fmt: skip
    content = {"language": language, "cover": asdict(cover), "parts": parts,
               "weighted": any(isfinite(level.weighted) for each in summaries for level in each.levels),
               "words": {each: phrase(f"deposit.codebook.{each}", language) for each in WORDS}}  # fmt: skip
    literal = json.dumps(content, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
    source = f'#let book = json(bytes("{literal}"))\n{TEMPLATE.read_text(encoding="utf-8")}'
    return pdf_of(source.encode(), TEMPLATE.parent, UNDATED)


def _parts(names: list[str], instrument: Instrument | None, language: Language) -> Iterator[tuple[str, list[str]]]:
    """What answers no question comes first; then the sections of the questionnaire, with its questions in order."""
    spelled = {name.casefold(): name for name in names}
    parts = [(section, [name.casefold() for question in section.questions for name in instrument.columns(question)])
             for section in (instrument.sections if instrument else ()) if instrument]  # fmt: skip
    asked = {name for _, within in parts for name in within}
    rest = [name for folded, name in spelled.items() if folded not in asked]
    if rest:
        yield phrase("deposit.codebook.background" if parts else "deposit.codebook.all", language), rest
    for section, within in parts:
        there = [spelled[name] for name in within if name in spelled]
        if there:
            yield section.title.text(language) or section.id, there


def _numbers(instrument: Instrument) -> dict[str, str]:
    """By variable, the number its question bears on paper."""
    asked = [each for each in instrument.questions() if each.is_asked]
    return {name.casefold(): str(number) for number, each in enumerate(asked, 1) for name in instrument.columns(each)}


def _shown(summary: Summary, described: Described, number: str, language: Language) -> Shown:
    asked, label = described.asked, described.label.text(language)
    question = asked.text.text(language) if asked else ""
    base = described.universe.text(language)
    return Shown(
        summary.variable.name,
        "" if label == question else label,
        _kind(summary, language),
        number,
        before=asked.before.text(language) if asked else "",
        asked=question,
        help=asked.instructions[0].text(language) if asked and asked.instructions else "",
        base=phrase("deposit.codebook.if", language, condition=base) if base else "",
        values=tuple(_values(summary, described, language)),
        told=tuple(_told(summary, language)),
    )


def _values(summary: Summary, described: Described, language: Language) -> Iterator[Line]:
    labels: Mapping[Value, str] = {code: words.text(language)
                                   for code, words in {**described.codes, **described.missing}.items()}  # fmt: skip
    whole = sum(each.weighted for each in summary.levels if not each.missing and isfinite(each.weighted))
    for each in summary.levels:
        if each.value is None:
            continue
        share = 0.0 if each.missing or not summary.valid else each.n / summary.valid
        weighted = write_percent(each.weighted / whole, language=language) if whole and isfinite(each.weighted) else ""
        code, label = written(each.value), labels.get(each.value, "")
        yield Line(
            *(("", code) if summary.variable.kind == "text" and not label else (code, label)),
            write_number(each.n, language=language),
            "" if each.missing else write_percent(share, language=language),
            "" if each.missing else weighted,
            share,
            each.missing,
        )


def _kind(summary: Summary, language: Language) -> str:
    kind = phrase(f"survey.kind.{summary.variable.kind}", language)
    measure = summary.variable.measure
    return kind if measure == "unknown" else f"{kind} · {phrase(f'deposit.codebook.measure.{measure}', language)}"


def _told(summary: Summary, language: Language) -> Iterator[str]:
    """Where numbers lie, and of whom the figures are."""
    spread = summary.spread
    if spread.n and not summary.levels:
        named = {"low": spread.least, "high": spread.greatest, "mean": spread.mean, "deviation": spread.deviation}
        numbers = {name: _number(value, language) for name, value in named.items()}
        yield phrase("deposit.codebook.spread", language, **numbers)
    counts = {"valid": summary.valid, "missing": summary.missing, "empty": summary.empty, "rows": summary.rows}
    yield phrase("deposit.codebook.counted", language,
                 **{name: write_number(n, language=language) for name, n in counts.items()})  # fmt: skip


def _number(value: float, language: Language) -> str:
    if not isfinite(value):
        return "–"
    if float(value).is_integer() and abs(value) < ONE_WORD:
        return str(int(value))
    return write_number(value, 0 if float(value).is_integer() else 2, language)
