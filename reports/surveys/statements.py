"""What a figure shows of the questionnaire: statements with their answers, and which of these are positive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.language import Language, phrase
from instruments.model import Question
from instruments.responses.meaning import ResponseSet, Variable
from instruments.tabulating import option_of, set_of
from reports.surveys.reading import SurveyRead

CODED = ("single", "scale", "grid", "multi")
ORDERED = ("scale", "grid")


@dataclass(frozen=True)
class Statement:
    """One variable with the words of its codes, or several that are one question (`options`: variable → words).

    question: what it belongs to, where a questionnaire tells. positive, neutral: codes; none where no side is known.
    """

    name: str
    wording: str
    labels: Mapping[float, str]
    missing: tuple[float, ...]
    positive: tuple[float, ...] = ()
    neutral: tuple[float, ...] = ()
    ordered: bool = False
    options: Mapping[str, str] | None = None
    counted: float = 1.0
    question: Question | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(self.options) if self.options else (self.name,)

    @property
    def negative(self) -> tuple[float, ...]:
        return tuple(code for code in self.labels if code not in (*self.positive, *self.neutral))

    @property
    def is_sided(self) -> bool:
        return bool(self.positive) and self.options is None

    def positive_words(self, language: Language) -> str:
        """`«Litt enig» eller «Helt enig»`."""
        return either([phrase("figure.quoted", language, name=self.labels[code]) for code in self.positive], language)


def either(words: list[str], language: Language) -> str:
    """`a`, `a eller b`, `a, b eller c`."""
    if len(words) < 2:
        return "".join(words)
    return phrase("chapter.either", language, first=", ".join(words[:-1]), last=words[-1])


def statements_of(read: SurveyRead, name: str) -> list[Statement]:
    """The statements that a variable, a question or a multiple-response set stands for."""
    names = read.variables(name)
    asked = read.questions.get(read.dataset.variable(names[0]).question) if len(names) > 1 else None
    found = set_of(read.dataset, name, names)
    if found is None and asked and asked.type == "multi":  # nobody has answered yet
        found = ResponseSet(name, names, counted=1.0)
    if found is not None:
        options = {each: _option(read, each) for each in found.variables}
        counted = float(found.counted) if isinstance(found.counted, int | float) else 1.0
        question = read.questions.get(read.dataset.variable(names[0]).question)
        wording = question.text.text(read.language) if question else found.label or found.name
        return [Statement(found.name.lstrip("$"), wording, {}, (), options=options, counted=counted, question=question)]
    return [_statement(read, read.dataset.variable(each)) for each in names]


def is_shown(read: SurveyRead, question: Question) -> bool:
    """Whether a figure can show it: closed, and at least one of its variables is in the data."""
    return question.type in CODED and any(each.question == question.id for each in read.dataset.meaning.variables)


def _option(read: SurveyRead, name: str) -> str:
    variable = read.dataset.variable(name)
    return variable.label if read.instrument and variable.question else option_of(variable)


def _statement(read: SurveyRead, variable: Variable) -> Statement:
    question = read.questions.get(variable.question)
    column = read.dataset.column(variable.name)
    gone = column[read.dataset.is_missing(variable.name)].dropna().unique().tolist()
    declared = [each.low for each in variable.missing if each.is_single]
    missing = tuple(float(each) for each in dict.fromkeys([*gone, *declared]) if isinstance(each, int | float))
    words = {float(code): label for code, label in variable.labels.items() if isinstance(code, int | float)}
    labels = {code: label for code, label in sorted(words.items()) if code not in missing}
    sides = {key: tuple(code for code in labels if code in set(_side(read, variable, question, key)))
             for key in ("positive", "neutral")}  # fmt: skip
    ordered = question.type in ORDERED if question else variable.measure == "ordinal"
    return Statement(variable.name, variable.label or variable.name, labels, missing, sides["positive"],
                     sides["neutral"], ordered, question=question)  # fmt: skip


def _side(read: SurveyRead, variable: Variable, question: Question | None, key: str) -> Iterator[float]:
    """The codes of a side: as the settings say of the variable or its question, else as its scale says."""
    given: Mapping[str, tuple[int, ...]] = getattr(read.settings, key)
    for name in (variable.name, variable.question):
        if name and name in given:
            yield from map(float, given[name])
            return
    scale = read.instrument.scales.get(question.scale or "") if read.instrument and question else None
    yield from map(float, getattr(scale, key, ()))
