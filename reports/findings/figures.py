"""Figures of a survey that a finding may rest on: one number of the report's tables, by its key.

A key is `DATASET/VARIABLE`, for the share of positive answers; `=CODE` after it is one answer (of a question with
several answers `=VARIABLE`), and `@BY:GROUP` one group: `members/use=4@size:Over 100`. Only what the report's own
figures count can be a finding's evidence, since what is hidden in one table depends on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.language import Language, phrase
from evaluation.numbers import write_number, write_percent
from evaluation.study import Study
from instruments.load import instruments_in
from instruments.statistics.result import Row
from reports.facts import by_hash
from reports.surveys.reading import SurveyRead
from reports.surveys.results import FigureTold, SurveysTold, tell_surveys
from reports.surveys.tabling import POSITIVE, Key, Shown


@dataclass(frozen=True)
class Cell:
    """One number: the answer of a statement, in a group where `by` names one. `figure` is the figure it stands in."""

    key: str
    figure: str
    question: str
    answer: str
    by: str
    group: str
    row: Row
    theme: str = ""

    def sentence(self, language: Language) -> str:
        """`62 % svarte «Litt enig» eller «Helt enig» på «…» (Antall ansatte: 10–49; n = 84)`."""
        told = {"answer": self.answer, "question": self.question}
        group = f"{self.by}: {self.group}"
        if not self.shown:
            return phrase("finding.figure.hidden", language, where=f" ({group})" if self.group else "", **told)
        value = write_percent(self.row.value, 0, language=language)
        base = write_number(self.row.base, language=language)
        if self.group:
            return phrase("finding.figure.group", language, value=value, base=base, group=group, **told)
        return phrase("finding.figure.all", language, value=value, base=base, **told)

    @property
    def shown(self) -> bool:
        """Whether its number may be told."""
        return not self.row.hidden and self.row.thin is None

    def as_dict(self, language: Language) -> dict[str, Any]:
        row = self.row.as_dict()
        own = {name: getattr(self, name) for name in ("key", "figure", "question", "answer", "by", "group")}
        says = self.sentence(language)
        return {**own, "value": row["value"], "base": row["base"], "hidden": self.row.hidden, "says": says}

    @property
    def said(self) -> str:
        """What is compared to see whether it has changed."""
        return f"{self.row.value:.4f} {self.row.n} {self.row.base} {self.row.hidden} {self.row.thin}"


def told_surveys(study: Study, language: Language) -> SurveysTold:
    return tell_surveys(study, language, by_hash(study.folder, instruments_in(study.folder)))


def cells(told: SurveysTold) -> Iterator[Cell]:
    """Every number that a finding may rest on, in the order of the report's figures."""
    seen: set[str] = set()
    for survey in told.surveys:
        for figure in survey.figures:
            for cell in _of_figure(figure, survey.positive):
                if cell.key not in seen:
                    seen.add(cell.key)
                    yield cell


def find_cell(told: SurveysTold, key: str) -> Cell | None:
    return next((each for each in cells(told) if each.key == key), None)


def _of_figure(figure: FigureTold, positive: Mapping[Key, Shown]) -> Iterator[Cell]:
    read = figure.read
    last = read.waves[-1][1] if read.waves else ""
    own = [each for each in figure.tables if each.wanted.wave[1] == last]
    names = {each.name for each in figure.planned.statements}
    for shown in (*own, *(each for each in positive.values() if each.statement.name in names)):
        yield from _of_table(figure, shown, read)


def _of_table(figure: FigureTold, shown: Shown, read: SurveyRead) -> Iterator[Cell]:
    if shown.table is None:
        return
    wanted, statement = shown.wanted, shown.statement
    answers = _answers(shown, read.language)
    by = read.label(wanted.by) if wanted.by else ""
    start = f"{read.settings.dataset}/{statement.name}"
    for row in shown.table.rows:
        if row.label in answers:
            code, words = answers[row.label]
            group = f"@{wanted.by}:{_code_of(read, wanted.by, row.group)}" if row.group else ""
            key = f"{start}{code}{group}"
            yield Cell(key, figure.id, statement.wording, words, by, row.group, row, figure.planned.theme)


def _answers(shown: Shown, language: Language) -> dict[str, tuple[str, str]]:
    """A row's label → what stands for the answer in a key, and the answer in words."""
    wanted, statement = shown.wanted, shown.statement
    if statement.options:
        return {words: (f"={name}", _quoted(words, language)) for name, words in statement.options.items()}
    if wanted.counts == POSITIVE:
        return {POSITIVE: ("", statement.positive_words(language))}
    return {each.label: ("=" + "+".join(f"{code:g}" for code in each.codes), _quoted(each.label, language))
              for each in wanted.levels}  # fmt: skip


def _quoted(words: str, language: Language) -> str:
    return phrase("figure.quoted", language, name=words)


def _code_of(read: SurveyRead, by: str, group: str) -> str:
    """A group by its code, which is the same in every language; by its words where it has none."""
    labels = read.dataset.variable(by).labels
    return next((f"{code:g}" if isinstance(code, float) else str(code) for code, words in labels.items()
                 if words == group), group)  # fmt: skip
