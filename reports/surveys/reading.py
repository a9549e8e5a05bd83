"""The surveys a report shows: what `evaluation.yaml` says of them, held against their data, in its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from evaluation.errors import EvaluationError, Problem, raise_any
from evaluation.language import Language
from evaluation.model.dataset import KeptDataset
from evaluation.model.survey import Survey
from evaluation.settings.nearness import near
from evaluation.settings.surveys import BLOCK
from evaluation.settings.yaml_file import Place
from evaluation.study import Study
from instruments.form.opening import find_form
from instruments.model import Instrument, Question
from instruments.responses.dataset import Dataset
from instruments.responses.form_answers import FORM, form_dataset
from instruments.responses.keeping import list_datasets, open_dataset
from instruments.responses.meaning import Value, Variable
from instruments.statistics.design import Design
from instruments.tabulating import Plan, design_of_plan, variables_of
from instruments.used import kept_instrument

Instruments = Mapping[tuple[str, str], Instrument]  # name and hash of the file → what it asks


@dataclass(frozen=True)
class SurveyRead:
    """A survey with its values and what was asked, worded in the report's language.

    kept: how the study keeps the file; None for answers to a form. frame: those who were drawn, where that is known.
    """

    settings: Survey
    dataset: Dataset
    instrument: Instrument | None
    kept: KeptDataset | None
    frame: Dataset | None
    frame_kept: KeptDataset | None
    language: Language
    number: int | None = None

    @property
    def name(self) -> str:
        return self.settings.dataset.removeprefix(FORM)

    @cached_property
    def design(self) -> Design:
        return design_of_plan(self.dataset, self.plan)

    @property
    def plan(self) -> Plan:
        own = self.settings
        return Plan(own.weight, own.strata, own.clusters, own.population, own.lonely, own.where)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        return {each.id: each for each in self.instrument.questions()} if self.instrument else {}

    @cached_property
    def themes(self) -> Mapping[str, tuple[str, ...]]:
        """The themes of each question by its id, of the questionnaire."""
        return {each.question.id: each.themes for each in self.instrument.placed()} if self.instrument else {}

    @cached_property
    def waves(self) -> tuple[tuple[float | str | None, str], ...]:
        """The value and the name of each wave with somebody in it, in order; one without a name if there are none."""
        wave = self.settings.wave
        if wave is None:
            return ((None, ""),)
        variable, inside = self.dataset.variable(wave), self.design.inside
        values = sorted(self.dataset.valid(wave)[inside].dropna().unique().tolist())
        return tuple((value, variable.labels.get(value, _plain(value))) for value in values)

    def variables(self, name: str) -> tuple[str, ...]:
        """What a name stands for: a variable, a set of several, or a question by its id or its variable.

        Raises DATASET-010 with the nearest names.
        """
        asked = next((each.id for each in self.questions.values() if each.variable == name), name)
        there = {each.question for each in self.dataset.meaning.variables}
        return variables_of(self.dataset, name if name in self.dataset.names or asked not in there else asked)

    def label(self, name: str) -> str:
        """What a variable is called in a sentence: as the settings say, else the dataset, else its name."""
        given = self.settings.labels.get(name)
        return (given.text(self.language) if given else "") or self.dataset.variable(name).label or name

    def place(self, *path: str | int) -> Place:
        return (BLOCK, self.number or 0, *path)


def read_surveys(study: Study, language: Language, instruments: Instruments) -> tuple[SurveyRead, ...]:
    """Those of `surveys:`, and else every dataset that was matched to a questionnaire.

    instruments: those that are read already, by name and hash. Raises one error with every fault of the block, each
    with its line.
    """
    kept = Kept(study, list_datasets(study), dict(instruments))
    named = list(enumerate(study.evaluation.surveys))
    if not named:
        chosen = [Survey(dataset=each.name) for each in kept.datasets if each.instrument]
        reads = (_read(each, None, kept, language) for each in chosen)
        return tuple(each for each in reads if _is_answered(each))
    found: list[SurveyRead] = []
    faults: list[Problem] = []
    for number, settings in named:
        if settings.dataset in awaited_surveys(study):
            continue
        try:
            read = _read(settings, number, kept, language)
            faults += [*_unknown(read, study), *_design_faults(read, study)]
            found.append(read)
        except EvaluationError as error:
            line = study.settings.line((BLOCK, number, "dataset"))
            faults += [replace(each, file=str(study.settings.path), line=line) for each in error.problems]
    raise_any(faults)
    return tuple(found)


def awaited_surveys(study: Study) -> tuple[str, ...]:
    """Datasets that `surveys:` names in a study that has no survey data yet: its report can be begun without them."""
    if not study.evaluation.surveys or list_datasets(study):
        return ()
    named = [each.dataset for each in study.evaluation.surveys]
    return tuple(name for name in named if not name.startswith(FORM))


def _is_answered(read: SurveyRead) -> bool:
    """Whether it holds answers to the questionnaire, and not just what is known of those who were drawn."""
    closed = [each for each in read.questions.values() if each.is_coded]
    there = {each.question for each in read.dataset.meaning.variables}
    return sum(each.id in there for each in closed) * 2 > len(closed)


def _read(settings: Survey, number: int | None, kept: Kept, language: Language) -> SurveyRead:
    dataset, own, instrument = kept.opened(settings.dataset)
    frame, frame_kept = None, None
    if settings.frame:
        frame, frame_kept, other = (
            kept.opened(settings.frame.dataset) if settings.frame.dataset else (dataset, own, None)
        )
        frame = _worded(frame, other or instrument, language)
    worded = _worded(dataset, instrument, language)
    return SurveyRead(settings, worded, instrument, own, frame, frame_kept, language, number)


@dataclass(frozen=True)
class Kept:
    """What a study keeps of surveys; a questionnaire is read once, however many datasets were matched to it."""

    study: Study
    datasets: list[KeptDataset]
    instruments: dict[tuple[str, str], Instrument | None]

    def opened(self, name: str) -> tuple[Dataset, KeptDataset | None, Instrument | None]:
        """A dataset or the answers to a form, how it is kept, and what was asked."""
        if name.startswith(FORM):
            form = find_form(self.study, name.removeprefix(FORM))
            return form_dataset(self.study, form.name), None, self._instrument(form.instrument, form.sha256)
        dataset = open_dataset(self.study, name)
        own = next(each for each in self.datasets if each.name == name)
        return dataset, own, self._instrument(own.instrument, own.instrument_sha256 or "") if own.instrument else None

    def _instrument(self, name: str, sha256: str) -> Instrument | None:
        if (name, sha256) not in self.instruments:
            self.instruments[name, sha256] = kept_instrument(self.study.folder, name, sha256)
        return self.instruments[name, sha256]


# In the language of the report


def _worded(dataset: Dataset, instrument: Instrument | None, language: Language) -> Dataset:
    if instrument is None:
        return dataset
    questions = {each.id: each for each in instrument.questions()}
    asked = ((each, questions.get(each.question)) for each in dataset.meaning.variables)
    return dataset.explained(_variable(each, question, instrument, language) for each, question in asked if question)


def _variable(variable: Variable, question: Question, instrument: Instrument, language: Language) -> Variable:
    codes = {**instrument.codes_of(question), **instrument.missing_of(question)}
    labels: Mapping[Value, str] = {
        value: _words(value, words, codes, language) for value, words in variable.labels.items()
    }
    if not labels and question.type in ("single", "scale", "grid"):  # nobody has answered yet, and it was read as text
        labels = {float(code): words.text(language) for code, words in codes.items()}
    return replace(variable, label=_asked(variable.name, question, codes, language), labels=labels)


def _words(value: Value, words: str, codes: Mapping[int, object], language: Language) -> str:
    """The questionnaire's words, where the file means the same by the code."""
    known = codes.get(int(value)) if isinstance(value, int | float) and float(value).is_integer() else None
    told = getattr(known, "text", None)
    return told(language) if told and words in {told(each) for each in ("nb", "nn", "en")} else words


def _asked(name: str, question: Question, codes: Mapping[int, object], language: Language) -> str:
    rows = {row.casefold(): words for row, words in question.rows.items()}
    options = {f"{question.variable}_{code}".casefold(): words for code, words in codes.items()}
    if question.type == "grid" and name.casefold() in rows:
        return rows[name.casefold()].text(language)
    told = getattr(options.get(name.casefold()), "text", None) if question.type in ("multi", "rank") else None
    return told(language) if told else question.text.text(language)


# What is wrong with it


def _unknown(read: SurveyRead, study: Study) -> Iterator[Problem]:
    """Variables, questions and codes that the data do not have."""
    for place, name, dataset in _named(read):
        if name not in dataset.names:
            yield _fault("CHAPTER-003", study, place, name=name, known=near(name, list(dataset.names)))
    for place, name in _asked_for(read):
        try:
            read.variables(name)
        except EvaluationError:
            known = [*read.dataset.names, *read.questions]
            yield _fault("CHAPTER-004", study, place, name=name, known=near(name, known))
    yield from _codes(read, study)


def _named(read: SurveyRead) -> Iterator[tuple[Place, str, Dataset]]:
    """Every variable that the settings name, where, and the dataset it should be in."""
    own, frame = read.settings, read.settings.frame
    lists = (((key, at), name) for key in ("strata", "clusters", "population", "by")
             for at, name in enumerate(getattr(own, key)))  # fmt: skip
    single = (((key,), getattr(own, key)) for key in ("weight", "wave"))
    whose = ((("respondent", key), getattr(own.respondent, key)) for key in ("organisation", "participant"))
    groups = ((("figures", at, "by"), "" if each.by == "wave" and own.wave else each.by)
              for at, each in enumerate(own.figures))  # fmt: skip
    where = ((("where", name), name) for name in own.where)
    for path, name in (*lists, *single, *whose, *groups, *where):
        if name:
            yield read.place(*path), name, read.dataset
    if frame and read.frame is not None:
        yield read.place("frame", "outcome"), frame.outcome, read.frame
        yield from ((read.place("frame", "by", at), name, read.frame) for at, name in enumerate(frame.by))


def _asked_for(read: SurveyRead) -> Iterator[tuple[Place, str]]:
    """Every question that the settings name, by variable or id."""
    own = read.settings
    for key in ("positive", "neutral", "changed"):
        for name in getattr(own, key):
            yield read.place(key, name), name
    for at, figure in enumerate(own.figures):
        for number, name in enumerate(figure.questions):
            yield read.place("figures", at, "questions", number), name
    for at, choice in enumerate(own.quotes):
        for name in choice.answered:
            yield read.place("quotes", at, "answered", name), name


def _codes(read: SurveyRead, study: Study) -> Iterator[Problem]:
    """Codes called positive or neutral, or values of the outcome, that nobody gave and no label knows."""
    own, frame = read.settings, read.settings.frame
    for key in ("positive", "neutral"):
        for name, codes in getattr(own, key).items():
            known = _known_codes(read, name)
            for code in codes:
                if known and code not in known:
                    told = {"name": name, "code": code, "known": ", ".join(map(_plain, sorted(known)))}
                    yield _fault("CHAPTER-005", study, read.place(key, name), **told)
    if frame and read.frame is not None and frame.outcome in read.frame.names:
        there = set(read.frame.valid(frame.outcome).dropna().unique().tolist())
        for key in ("answered", "complete"):
            for value in getattr(frame, key):
                if value not in there:
                    told = {
                        "name": frame.outcome,
                        "code": value,
                        "known": ", ".join(map(_plain, sorted(there, key=str))),
                    }
                    yield _fault("CHAPTER-005", study, read.place("frame", key), **told)


def _known_codes(read: SurveyRead, name: str) -> set[float]:
    try:
        variables = [read.dataset.variable(each) for each in read.variables(name)]
    except EvaluationError:
        return set()
    return {float(code) for each in variables for code in each.labels if isinstance(code, int | float)}


def _design_faults(read: SurveyRead, study: Study) -> list[Problem]:
    """What is wrong with the design, told at the line where it is described."""
    if any(name not in read.dataset.names for name in read.plan.names):
        return []
    try:
        if read.settings.where and not read.design.inside.any():
            return [_fault("CHAPTER-006", study, read.place("where"), name=read.settings.dataset)]
    except EvaluationError as error:
        named = [key for key in ("strata", "clusters", "population", "weight") if getattr(read.settings, key)]
        line = study.settings.line(read.place(named[0] if named else "dataset"))
        return [replace(each, file=str(study.settings.path), line=line) for each in error.problems]
    return []


def _fault(code: str, study: Study, place: Place, /, **values: str | int) -> Problem:
    return Problem(code, str(study.settings.path), study.settings.line(place), values)


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
