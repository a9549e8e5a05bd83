"""Variables matched to a questionnaire's questions: what they ask, what their codes mean, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation.errors import Problem, problem
from evaluation.language import Language
from instruments.model import Instrument, Question
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import MissingRange, Value, Variable

_SHOWN = 8  # values named in one message


@dataclass(frozen=True)
class Matched:
    """The dataset with its questions named, and what does not fit: variables, columns of questions, and codes."""

    dataset: Dataset
    unmatched: tuple[str, ...]
    unanswered: tuple[str, ...]
    problems: tuple[Problem, ...]


def match(dataset: Dataset, instrument: Instrument, language: Language) -> Matched:
    """Variables find their question by name, small and capital letters alike.

    Where the file says nothing of labels or missing answers, the questionnaire does; what the file says stays.
    """
    columns = {name.casefold(): each for each in instrument.questions() for name in instrument.columns(each)}
    asked = {each.name: columns[each.name.casefold()] for each in dataset.meaning if each.name.casefold() in columns}
    explained = [_explained(dataset.meaning.of(name), instrument, each, language) for name, each in asked.items()]
    unmatched = tuple(name for name in dataset.names if name not in asked)
    there = {name.casefold() for name in dataset.names}
    unanswered = tuple(name for question in instrument.questions() for name in instrument.columns(question)
                       if name.casefold() not in there)  # fmt: skip
    made = dataset.explained(explained)
    codes = (each for name, question in asked.items()
             for each in _strange_codes(made.meaning.of(name), instrument, question, language))  # fmt: skip
    lists = (("DATASET-050", unmatched), ("DATASET-051", unanswered))
    listed = (problem(code, names=", ".join(names), severity="note") for code, names in lists if names)
    return Matched(made, unmatched, unanswered, (*listed, *codes))


def code_faults(dataset: Dataset) -> list[Problem]:
    """Codes that occur without a label where others have one, and labels whose codes never occur."""
    return [each for variable in dataset.meaning.variables if variable.labels for each in _codes(dataset, variable)]


def _codes(dataset: Dataset, variable: Variable) -> Iterator[Problem]:
    there = set(dataset.column(variable.name).dropna().unique().tolist()) - {""}
    bare = sorted(there - set(variable.labels), key=str)
    # A scale that names its ends only is no fault of the codes between them.
    if bare and variable.measure != "scale":
        yield problem("DATASET-052", name=variable.name, values=_listed(bare), severity="note")
    unused = [value for value in variable.labels if value not in there]
    if unused:
        yield problem("DATASET-053", name=variable.name, values=_listed(unused), severity="note")


def _explained(variable: Variable, instrument: Instrument, question: Question, language: Language) -> Variable:
    codes = {**instrument.codes_of(question), **instrument.missing_of(question)}
    is_coded = question.type in ("single", "scale", "grid") and variable.kind == "number"
    labels: Mapping[Value, str] = {float(code): words.text(language) for code, words in codes.items()}
    missing = tuple(MissingRange(float(code), float(code)) for code in instrument.missing_of(question))
    return replace(
        variable,
        question=question.id,
        label=variable.label or _asked(variable.name, question, codes, language),
        labels=variable.labels or (labels if is_coded else {}),
        missing=variable.missing or (missing if is_coded else ()),
    )


def _asked(name: str, question: Question, codes: Mapping[int, object], language: Language) -> str:
    rows = {row.casefold(): words for row, words in question.rows.items()}
    if name.casefold() in rows:
        return rows[name.casefold()].text(language)
    chosen = {f"{question.variable}_{code}".casefold(): words for code, words in codes.items()}
    ending = getattr(chosen.get(name.casefold()), "text", None) if question.type in ("multi", "rank") else None
    return f"{question.text.text(language)}: {ending(language)}" if ending else question.text.text(language)


def _strange_codes(
    variable: Variable, instrument: Instrument, question: Question, language: Language
) -> Iterator[Problem]:
    """Codes that the file gives other words than the questionnaire, or that the questionnaire does not have."""
    if question.type not in ("single", "scale", "grid"):
        return
    codes = {**instrument.codes_of(question), **instrument.missing_of(question)}
    strange = [value for value in variable.labels if value not in codes]
    if strange:
        yield problem("DATASET-054", name=variable.name, question=question.id, values=_listed(strange),
                      severity="warning")  # fmt: skip
    for value, words in variable.labels.items():
        known = {float(code): each for code, each in codes.items()}.get(value) if isinstance(value, float) else None
        if known is not None and words not in {known.text(each) for each in ("nb", "nn", "en")}:
            yield problem("DATASET-055", name=variable.name, value=f"{value:g}", one=words,
                          other=known.text(language), severity="warning")  # fmt: skip


def _listed(values: Sequence[object]) -> str:
    shown = ", ".join(f"{each:g}" if isinstance(each, float) else str(each) for each in values[:_SHOWN])
    return shown if len(values) <= _SHOWN else f"{shown} …"
