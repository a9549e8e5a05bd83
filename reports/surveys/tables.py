"""The tables of a report's surveys as Markdown: one for each figure, and one of who answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

from evaluation.language import Language, phrase
from evaluation.numbers import NO_BREAK, write_number, write_percent
from instruments.statistics.result import Row, Table
from reports.markdown import division, escaped, paragraphs, table
from reports.surveys.answering import groups_in, row_of
from reports.surveys.lines import base_line, caption_of, shows_positive, what_is_shown
from reports.surveys.results import FigureTold, SurveyTold, positive_row
from reports.surveys.tabling import Shown

COLUMNS = ("group", "population", "drawn", "answered", "rate", "share")
HIDDEN, THIN, NONE = "•", "*", "–"


def figure_table(told: FigureTold) -> str:
    """Every number of a figure, with the base under it; empty where nobody answered."""
    tables = [each for each in told.tables if each.table is not None]
    if not tables:
        return ""
    language = told.read.language
    if told.planned.kind == "waves":
        headings, rows = _by_wave(told, tables)
    elif shows_positive(told):
        headings, rows = _positive(told, tables)
    else:
        headings, rows = _answers(told, tables)
    caption = f"{escaped(caption_of(told))}. {escaped(what_is_shown(told))}."
    shown = table(headings, rows, caption, f"tbl-{told.id}", right=len(headings) - 1)
    counted = told.counted
    marks = list(_marks(rows, language))
    # Several statements with all their answers have no room for intervals.
    kind = "likert" if len(tables) > 1 and not shows_positive(told) else ""
    return _kept(shown, [base_line(counted, kind, language), *marks])


def frame_table(survey: SurveyTold, by: str) -> str:
    """Each group's share of the population, how many were drawn and answered, and its share of the respondents."""
    read = survey.read
    language = read.language
    wave = read.waves[-1][1] if read.waves else ""
    counted = survey.answered_in(wave, by) or survey.answered_in("", by)
    if counted is None:
        return ""
    known = survey.answering.shares.get((wave, by)) or survey.answering.shares.get(("", by), {})
    everyone = row_of(counted)
    heads = [
        phrase(f"chapter.frame.{each}", language)
        for each in ("group", "population", "drawn", "answered", "rate", "share")
    ]
    heads[0] = _capital(read.settings.labels[by].text(language)) if by in read.settings.labels else heads[0]
    rows = [
        _frame_row(group, known.get(group), row_of(counted, group), everyone, language) for group in groups_in(counted)
    ]
    rows.append(_frame_row(phrase("chapter.everyone", language), 1.0, everyone, everyone, language))
    key = "chapter.frame.caption_wave" if wave else "chapter.frame.caption"
    caption = phrase(key, language, wave=wave, by=_small(read.label(by)) if by in read.dataset.names else by)
    shown = table(heads, rows, escaped(caption), f"tbl-{_frame_id(survey, by)}", right=len(heads) - 1)
    marks = list(_marks(rows, language))
    known_as = phrase("chapter.frame.base" if read.settings.population else "chapter.frame.base_drawn", language)
    return _kept(shown, [known_as, *marks])


def _kept(shown: str, under: Sequence[str]) -> str:
    """A table and what stands under it, on one page."""
    return division("kept", paragraphs([shown.strip(), division("base-line", escaped(" ".join(under)))]))


def _frame_id(survey: SurveyTold, by: str) -> str:
    from reports.surveys.choosing import slug

    return f"survey-{slug(survey.read.name)}-frame-{slug(by)}"


def frame_ids(survey: SurveyTold) -> Iterator[tuple[str, str]]:
    """The id of each table of who answered, and its groups."""
    frame = survey.read.settings.frame
    yield from ((_frame_id(survey, by), by) for by in (frame.by if frame else ()))


def _frame_row(group: str, share: float | None, row: Row | None, everyone: Row | None, language: Language) -> list[str]:
    population = write_percent(share, 1, language) if share is not None else NONE
    if row is None or row.hidden or row.base < 0:
        drawn = write_number(row.base, language=language) if row and row.base >= 0 else HIDDEN
        return [group, population, drawn, HIDDEN, HIDDEN, HIDDEN]
    of_all = (
        write_percent(row.n / everyone.n, 1, language) if everyone and not everyone.hidden and everyone.n else HIDDEN
    )
    numbers = [write_number(each, language=language) for each in (row.base, row.n)]
    return [group, population, *numbers, write_percent(row.value, 1, language), of_all]


def _answers(told: FigureTold, tables: Sequence[Shown]) -> tuple[list[str], list[list[str]]]:
    """Answers down and groups across of one question; statements down and answers across of several."""
    language = told.read.language
    if len(tables) == 1:
        own = _table(tables[0])
        groups = _ordered(own)
        heads = [phrase("chapter.column.answer", language), *(each or _all(told, groups) for each in groups)]
        labels = list(dict.fromkeys(row.label for row in own.rows))
        found = {(row.label, row.group): row for row in own.rows}
        rows = [[label, *(_cell(found.get((label, group)), language) for group in groups)] for label in labels]
        return heads, [*rows, [phrase("chapter.column.base", language), *_bases(own, groups, language)]]
    labels = list(dict.fromkeys(row.label for each in tables for row in sorted_rows(each)))
    order = {level.label: level.code for each in tables for level in each.wanted.levels}
    labels.sort(key=lambda label: order.get(label, 0.0))
    heads = [phrase("chapter.column.statement", language), *labels, "n"]
    return heads, [[each.statement.wording, *_levels(each, labels, language), *_bases(_table(each), [""], language)]
                   for each in tables]  # fmt: skip


def sorted_rows(each: Shown) -> list[Row]:
    return [row for row in _table(each).rows if not row.group]


def _levels(each: Shown, labels: Sequence[str], language: Language) -> list[str]:
    found = {row.label: row for row in sorted_rows(each)}
    return [_share(found[label], language) if label in found else NONE for label in labels]


def _positive(told: FigureTold, tables: Sequence[Shown]) -> tuple[list[str], list[list[str]]]:
    language = told.read.language
    groups = list(dict.fromkeys(group for each in tables for group in _ordered(_table(each))))
    heads = [phrase("chapter.column.statement", language), *(each or _all(told, groups) for each in groups)]
    if len(groups) == 1:
        heads.append("n")
        return heads, [[each.statement.wording, _cell(positive_row(_table(each)), language),
                        *_bases(_table(each), [""], language)] for each in tables]  # fmt: skip
    return heads, [[each.statement.wording, *(_cell(positive_row(_table(each), group), language, base=True)
                                              for group in groups)] for each in tables]  # fmt: skip


def _by_wave(told: FigureTold, tables: Sequence[Shown]) -> tuple[list[str], list[list[str]]]:
    language, waves = told.read.language, [name for _, name in told.read.waves]
    found = {(each.statement.name, each.wanted.wave[1]): positive_row(_table(each)) for each in tables}
    heads = [phrase("chapter.column.statement", language), *waves]
    return heads, [[each.wording, *(_cell(found.get((each.name, wave)), language, base=True) for wave in waves)]
                   for each in told.planned.statements]  # fmt: skip


def _cell(row: Row | None, language: Language, *, base: bool = False) -> str:
    """`54,2 % (46,0–62,3)`, with the base where each cell has its own."""
    share = _share(row, language)
    if row is None or row.hidden or not isfinite(row.low):
        return share
    ends = "–".join(write_number(100 * end, 1, language) for end in (row.low, row.high))
    told = f"{share}{NO_BREAK}({ends})"
    return (
        f"{told}, n{NO_BREAK}={NO_BREAK}{write_number(row.base, language=language)}" if base and row.base >= 0 else told
    )


def _share(row: Row | None, language: Language) -> str:
    if row is None:
        return NONE
    if row.hidden:
        return HIDDEN
    return f"{write_percent(row.value, 1, language)}{THIN if row.thin else ''}" if isfinite(row.value) else NONE


def _bases(counted: Table, groups: Sequence[str], language: Language) -> list[str]:
    bases = {row.group: row.base for row in counted.rows}
    return [HIDDEN if bases.get(group, -1) < 0 else write_number(bases[group], language=language) for group in groups]


def _ordered(counted: Table) -> list[str]:
    groups = list(dict.fromkeys(row.group for row in counted.rows))
    return [each for each in groups if each] + [each for each in groups if not each]


def _all(told: FigureTold, groups: Sequence[str]) -> str:
    return phrase("chapter.everyone" if len(groups) > 1 else "chapter.column.share", told.read.language)


def _marks(rows: Sequence[Sequence[str]], language: Language) -> Iterator[str]:
    cells = [cell for row in rows for cell in row[1:]]
    if HIDDEN in cells:
        yield phrase("chapter.mark.hidden", language, mark=HIDDEN)
    if any(THIN in cell for cell in cells):
        yield phrase("chapter.mark.thin", language, mark=THIN)


def _table(each: Shown) -> Table:
    if each.table is None:
        raise ValueError(each)
    return each.table


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
