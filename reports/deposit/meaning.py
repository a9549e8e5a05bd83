"""What a questionnaire says of data that their file does not: boxes to tick, measures, and sets of several answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from evaluation.language import Language, phrase
from instruments.model import Instrument, QuestionType
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Measure, ResponseSet, Value, Variable

MEASURES: Mapping[QuestionType, Measure] = {
    "single": "nominal", "multi": "nominal", "scale": "ordinal", "grid": "ordinal", "rank": "ordinal", "number": "scale"
}  # fmt: skip


def explained(dataset: Dataset, instrument: Instrument | None, language: Language) -> Dataset:
    """The same values; what the file says stays, and the questionnaire fills in what it leaves open."""
    if instrument is None:
        return dataset
    types = {each.id: each.type for each in instrument.questions()}
    ticked: dict[Value, str] = {float(value): phrase(f"form.ddi.{word}", language)
                                for value, word in enumerate(("not_chosen", "chosen"))}  # fmt: skip
    made = dataset.explained([_explained(each, types.get(each.question), ticked, dataset) for each in dataset.meaning])
    sets = (*made.meaning.sets, *_sets(made, instrument, language))
    return replace(made, meaning=replace(made.meaning, sets=sets))


def _explained(
    variable: Variable, type_: QuestionType | None, ticked: Mapping[Value, str], dataset: Dataset
) -> Variable:
    if type_ is None:
        return variable
    boxes = type_ == "multi" and not variable.labels and _is_ticked(dataset, variable.name)
    measure = MEASURES.get(type_, "nominal") if variable.measure == "unknown" else variable.measure
    return replace(variable, measure=measure, labels=ticked if boxes else variable.labels)


def _sets(dataset: Dataset, instrument: Instrument, language: Language) -> Iterator[ResponseSet]:
    """A set for each question with several answers that the file has none for."""
    taken = {name for each in dataset.meaning.sets for name in each.variables}
    for question in instrument.questions():
        names = tuple(each.name for each in dataset.meaning if each.question == question.id)
        whole = len(names) > 1 and all(_is_ticked(dataset, name) for name in names)
        if question.type == "multi" and whole and not taken.intersection(names):
            yield ResponseSet(question.variable, names, question.text.text(language), 1)


def _is_ticked(dataset: Dataset, name: str) -> bool:
    values = dataset.valid(name).dropna().unique().tolist()
    return dataset.variable(name).kind == "number" and set(values) <= {0, 1}
