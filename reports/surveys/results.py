"""The surveys of a report, counted: what its chapter, its figures and its appendix all read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.language import Language
from evaluation.study import Study
from instruments.statistics.result import Row, Table
from reports.surveys.answering import Answering, answering_of, key_of
from reports.surveys.choosing import Planned, planned_figures
from reports.surveys.reading import Instruments, SurveyRead, read_surveys
from reports.surveys.statements import Statement
from reports.surveys.tabling import NO_HIDINGS, POSITIVE, Hidings, Key, Shown, Wanted, positive_of, tabled, wanted_of


@dataclass(frozen=True)
class FigureTold:
    """A figure with its tables. `read` is the survey it belongs to."""

    planned: Planned
    read: SurveyRead
    tables: tuple[Shown, ...]

    @property
    def id(self) -> str:
        return self.planned.id

    @property
    def counted(self) -> list[Table]:
        return [each.table for each in self.tables if each.table is not None]


@dataclass(frozen=True)
class SurveyTold:
    """A survey with its figures; `answered` and `stages` are the tables of who answered, by wave and group."""

    read: SurveyRead
    figures: tuple[FigureTold, ...]
    answering: Answering
    answered: Mapping[Key, Table]
    positive: Mapping[Key, Shown]

    def answered_in(self, wave: str, by: str = "") -> Table | None:
        return self.answered.get(key_of(self.read, wave, by))

    def share(self, statement: Statement) -> Row | None:
        """The share of positive answers in the last wave; None where it is hidden, or nobody answered."""
        if not self.read.waves:
            return None
        wanted = Wanted(self.read, self.read.waves[-1], statement, POSITIVE)
        found = self.positive.get(wanted.key)
        row = positive_row(found.table) if found and found.table else None
        return None if row is None or row.hidden else row


@dataclass(frozen=True)
class SurveysTold:
    """Every survey of the report, and what was hidden in all of them at once."""

    surveys: tuple[SurveyTold, ...] = ()
    hidings: Hidings = NO_HIDINGS

    def __bool__(self) -> bool:
        return bool(self.surveys)

    @property
    def figures(self) -> tuple[FigureTold, ...]:
        return tuple(each for survey in self.surveys for each in survey.figures)


NO_SURVEYS = SurveysTold()


def positive_row(table: Table, group: str = "") -> Row | None:
    return next((row for row in table.rows if row.label == POSITIVE and row.group == group), None)


def tell_surveys(study: Study, language: Language, instruments: Instruments) -> SurveysTold:
    """Read, count and hide. Raises one error with every fault of the surveys' settings."""
    reads = read_surveys(study, language, instruments)
    taken: set[str] = set()
    planned = [(read, planned_figures(read, study, taken)) for read in reads]
    wanted = [each for read, figures in planned for figure in figures
              for each in (*wanted_of(read, figure), *positive_of(read, figure))]  # fmt: skip
    answering = [answering_of(read) for read in reads]
    extra = {key: table for each in answering for key, table in (*each.tables.items(), *each.stages.items())}
    recodes = [recode for each in answering for recode in each.recodes]
    shown, answered, hidings = tabled(wanted, extra, recodes)
    told = [_survey(read, figures, own, shown, answered)
            for (read, figures), own in zip(planned, answering, strict=True)]  # fmt: skip
    return SurveysTold(tuple(told), hidings)


def _survey(
    read: SurveyRead,
    figures: Sequence[Planned],
    answering: Answering,
    shown: Mapping[Key, Shown],
    answered: Mapping[Key, Table],
) -> SurveyTold:
    told = [FigureTold(each, read, tuple(shown[wanted.key] for wanted in wanted_of(read, each))) for each in figures]
    positive = {key: each for key, each in shown.items() if key[0] == read.settings.dataset and key[2] == POSITIVE}
    return SurveyTold(read, tuple(told), answering, answered, positive)
