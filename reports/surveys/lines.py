"""The words around a survey's figures: what leads to one, what stands under it, and what should be borne in mind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_count, write_number, write_percent
from instruments.statistics.result import Row, Table
from reports.surveys.results import FigureTold, positive_row
from reports.surveys.statements import Statement
from reports.surveys.tabling import POSITIVE

WITHOUT_INTERVALS = ("likert", "stacked")


def caption_of(told: FigureTold) -> str:
    """The title of the settings, else what was asked; with what is compared, and the wave."""
    language, planned = told.read.language, told.planned
    title = (planned.title.text(language) or _asked(told)).rstrip(". ")
    wave = _wave(told)
    if planned.kind == "waves":
        first = told.read.waves[0][1] if told.read.waves else ""
        return _joined(title, ":", phrase("chapter.caption.waves", language, first=first, wave=wave))
    if planned.by:
        by = phrase("chapter.caption.by", language, by=_small(told.read.label(planned.by)))
        title = _joined(title, ",", by)
    return f"{title} ({wave})" if wave else title


def _joined(title: str, sign: str, rest: str) -> str:
    """`Tittel, etter sektor`; after a question a sentence of its own: `Hvor enig er du? Etter sektor`."""
    return f"{title} {rest[:1].upper()}{rest[1:]}" if title[-1:] in "?!" else f"{title}{sign} {rest}"


def what_is_shown(told: FigureTold) -> str:
    """`Andelen som svarte «Litt enig» eller «Helt enig»`; `Andelen som valgte hvert svar`."""
    language = told.read.language
    if shows_positive(told):
        return phrase("chapter.shown.positive", language, answers=positive_answers(told))
    if told.planned.kind in WITHOUT_INTERVALS:
        return phrase("chapter.shown.all", language)
    several = any(each.options for each in told.planned.statements)
    return phrase("chapter.shown.several" if several else "chapter.shown.each", language)


def shows_positive(told: FigureTold) -> bool:
    return any(each.wanted.counts == POSITIVE for each in told.tables)


def positive_answers(told: FigureTold) -> str:
    """The answers that are positive, as each scale of the figure names them."""
    language = told.read.language
    named = [*dict.fromkeys(each.positive_words(language) for each in told.planned.statements if each.is_sided)]
    if len(named) < 2:
        return "".join(named)
    return phrase("chapter.also", language, first=", ".join(named[:-1]), last=named[-1])


def pointer_of(told: FigureTold) -> str:
    return phrase(f"chapter.pointer.{told.planned.kind}", told.read.language, id=told.id)


def summary_of(told: FigureTold) -> str:
    """A sentence on what most and what fewest are positive to; nothing where that is not known of two at least."""
    language = told.read.language
    if told.planned.kind != "dots" or told.planned.by:
        return ""
    shares = [(each.statement.wording, row.value) for each in told.tables if each.table is not None
              if (row := positive_row(each.table)) is not None and not row.hidden]  # fmt: skip
    if len(shares) < 2:
        return ""
    (most, high), (least, low) = max(shares, key=lambda each: each[1]), min(shares, key=lambda each: each[1])
    values = {"high": write_percent(high, 1, language), "low": write_percent(low, 1, language)}
    return phrase("chapter.summary", language, most=most.rstrip("."), least=least.rstrip("."), **values)


def base_line(tables: Sequence[Table], kind: str, language: Language) -> str:
    """`n = 142, vektet 1 253. Uten svar: 12. Vektet etter utvalgsdesignet. 95 %-intervaller …`."""
    known = [each for each in tables if each.base.n]
    if not known:
        return phrase("chapter.base.hidden", language)
    lines = [_counts(known, language), *_lacking(known, language)]
    return " ".join([*lines, method_of(known[0], kind, language)])


def method_of(table: Table, kind: str, language: Language) -> str:
    if kind in WITHOUT_INTERVALS or not table.method.interval:
        return phrase(f"chapter.variance.{'simple' if table.method.variance == 'simple' else 'weighted'}", language)
    return table.method.told(language)


def _counts(tables: Sequence[Table], language: Language) -> str:
    n = _range([each.base.n for each in tables], language)
    if tables[0].method.variance == "simple":
        return phrase("chapter.base.plain", language, n=n)
    return phrase(
        "chapter.base.weighted", language, n=n, weighted=_range([each.n_weighted for each in tables], language)
    )


def _lacking(tables: Sequence[Table], language: Language) -> Iterator[str]:
    """How many gave no answer, by reason: of one question, else from fewest to most."""
    if (
        len(tables) > 1
        and len({frozenset(each.base.missing) for each in tables}) == 1
        and len(tables[0].base.missing) > 1
    ):
        reasons = [_reason(each, _range([table.base.missing[each] for table in tables], language), language)
                   for each in tables[0].base.missing]  # fmt: skip
        yield phrase("chapter.base.each", language, reasons=", ".join(reasons))
        return
    if len(tables) > 1:
        counts = [sum(each.base.missing.values()) for each in tables]
        if max(counts):
            yield phrase("chapter.base.lacking", language, n=_range(counts, language))
        return
    missing = tables[0].base.missing
    reasons = [_reason(each, write_number(n, language=language), language) for each, n in missing.items()]
    if len(reasons) == 1:
        yield f"{reasons[0][:1].upper()}{reasons[0][1:]}."
    elif reasons:
        total = write_number(sum(missing.values()), language=language)
        yield phrase("chapter.base.reasons", language, n=total, reasons=", ".join(reasons))


def _reason(reason: str, n: str, language: Language) -> str:
    words = _small(reason) if reason else phrase("chapter.base.empty", language)
    return phrase("chapter.base.reason", language, reason=words, n=n)


def _range(values: Sequence[float], language: Language) -> str:
    ends = [write_number(each, language=language) for each in (min(values), max(values))]
    return "–".join(dict.fromkeys(ends))


def footnotes(
    told: FigureTold, left_out: Iterable[str], changes: dict[str, str], *, tabled: bool = True
) -> Iterator[str]:
    """What should be borne in mind: changed questions, thin and hidden figures, and what could not be shown.

    tabled: the report has the table of the figure too, which marks each thin figure; else they are named here.
    """
    language = told.read.language
    for statement in told.planned.statements:
        if statement.name in changes and told.planned.kind == "waves":
            yield phrase(f"chapter.changed.{changes[statement.name]}", language, item=_quoted(statement, language))
    rows = [row for table in told.counted for row in table.rows if _is_drawn(row, told)]
    # Where no interval is drawn, a wide one is the table's to tell.
    few = told.planned.kind in WITHOUT_INTERVALS
    yield from _thin(rows, language, few=few, named=[] if tabled else _thin_names(told, few=few))
    if any(row.hidden for row in rows):
        yield phrase("chapter.note.hidden", language)
    if names := [phrase("figure.quoted", language, name=each.rstrip(".")) for each in left_out]:
        yield phrase("chapter.note.left_out", language, names=enumerate_words(names, language), n=len(names))
    if any(len(level.codes) > 1 for each in told.tables for level in each.wanted.levels):
        yield phrase("chapter.note.joined", language)
    if note := told.planned.note.text(language):
        yield note


def _is_drawn(row: Row, told: FigureTold) -> bool:
    return row.label == POSITIVE if shows_positive(told) else True


def _is_thin(row: Row, *, few: bool) -> bool:
    return bool(row.thin) and (row.thin == "few" or not few)


def _thin_names(told: FigureTold, *, few: bool) -> list[str]:
    """What the thin figures are of: the answer, or the statement where one answer of each is drawn."""
    found = [
        (each.statement.wording if shows_positive(told) else row.label)
        for each in told.tables if each.table is not None
        for row in each.table.rows if _is_drawn(row, told) and _is_thin(row, few=few)
    ]  # fmt: skip
    return [phrase("figure.quoted", told.read.language, name=each.rstrip(".")) for each in dict.fromkeys(found)]


def _thin(rows: Sequence[Row], language: Language, *, few: bool, named: Sequence[str] = ()) -> Iterator[str]:
    """Which figures are too thin: all, those of some groups, so many of them or those named; with `few`, for few
    answers alone."""
    thin = [row for row in rows if _is_thin(row, few=few)]
    if not thin:
        return
    if len(thin) == sum(not row.hidden for row in rows):
        yield phrase("chapter.note.thin_all", language)
        return
    groups = list(dict.fromkeys(row.group for row in thin if row.group))
    if groups and all(row in thin for row in rows if row.group in groups and not row.hidden):
        yield phrase("chapter.note.thin_groups", language, names=enumerate_words(groups, language))
        return
    if named:
        yield phrase("chapter.note.thin_named", language, n=len(named), names=enumerate_words(named, language))
        return
    count = write_count(len(thin), language)
    yield phrase("chapter.note.thin_some", language, n=len(thin), count=count[:1].upper() + count[1:])


def _asked(told: FigureTold) -> str:
    """The question where all are of one, else how many there are."""
    language, statements = told.read.language, told.planned.statements
    questions = {each.question.id: each.question for each in statements if each.question}
    if len(statements) == 1:
        return statements[0].wording
    if len(questions) == 1 and all(each.question for each in statements):
        return next(iter(questions.values())).text.text(language)
    return phrase("chapter.asked", language, count=write_number(len(statements), language=language))


def _wave(told: FigureTold) -> str:
    return told.read.waves[-1][1] if told.read.waves else ""


def _quoted(statement: Statement, language: Language) -> str:
    return phrase("figure.quoted", language, name=statement.wording.rstrip("."))


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
