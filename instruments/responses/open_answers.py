"""The open answers of a dataset: which variables they are, who wrote them, and the sources they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluation.errors import Problem, fail, problem, raise_any
from evaluation.language import Language
from evaluation.model import Source
from evaluation.model.dataset import OpenAnswers
from evaluation.settings.nearness import near
from evaluation.sources.tongue import guess_language
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Variable
from instruments.spoken import Spoken, answers_source

FORMAT = "dataset"
# What the column that tells respondents apart is often called, in small letters.
TELLING = ("id", "respid", "respondent", "respondentid", "respondent_id", "lopenr", "løpenr", "nr", "case", "caseid",
           "case_id", "response_id", "responseid", "submissionid", "$submission_id", "uuid", "serial")  # fmt: skip
WORDS = 3  # so many in half of the answers tell that a column is written, not chosen
_WORD = re.compile(r"\w")
_NO_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Respondent:
    """Somebody who wrote something: what tells them apart, their words, and what is said of them."""

    key: str
    source: Source
    attributes: Mapping[str, str]


def open_variables(dataset: Dataset) -> tuple[str, ...]:
    """The variables that look like answers in words: texts that a question asks for, and others with sentences in."""
    return tuple(each.name for each in dataset.meaning.variables if _is_open(dataset, each))


def respondent_variable(dataset: Dataset) -> str:
    """The variable that tells respondents apart, by its name and by having another value for each; "" for none."""
    named = sorted((each for each in dataset.names if each.casefold() in TELLING),
                   key=lambda name: TELLING.index(name.casefold()))  # fmt: skip
    return next((name for name in named if not _doubled(_keys(dataset, name))), "")


def settled(dataset: Dataset, chosen: OpenAnswers) -> OpenAnswers:
    """What is chosen, with what is found where nothing was named. Raises one error with every fault."""
    raise_any(_faults(dataset, chosen))
    variables = chosen.variables or open_variables(dataset)
    if not variables:
        raise fail("DATASET-090", known=", ".join(_texts(dataset)) or "–")
    return OpenAnswers(variables, chosen.attributes, chosen.respondent or respondent_variable(dataset))


def keys_of(dataset: Dataset, respondent: str) -> list[str]:
    """What tells the respondent of each row apart: the value of this variable, or the row's number from 1."""
    return _keys(dataset, respondent) if respondent else [str(number) for number in range(1, len(dataset) + 1)]


def respondents(
    dataset: Dataset, spoken: OpenAnswers, name: str, language: Language, session: str | None = None
) -> Iterator[Respondent]:
    """One for each row in which something was written, in the order of the rows. name: what the dataset is called."""
    asked = [dataset.variable(each) for each in spoken.variables]
    written = [written_in(dataset, each.name) for each in asked]
    said = {each: _told(dataset, each) for each in spoken.attributes}
    titled = [(each.question or each.name, each.label or each.name) for each in asked]
    for row, key in enumerate(keys_of(dataset, spoken.respondent)):
        words = [column[row] for column in written]
        if not any(words):
            continue
        found = [Spoken(*title, told) for title, told in zip(titled, words, strict=True) if told]
        tongue = guess_language(" ".join(words)) or language
        called = f"{name}-{_NO_NAME.sub('-', key)}"
        source = answers_source(called, found, format=FORMAT, language=tongue, session=session)
        if source is not None:
            yield Respondent(key, source, {each: column[row] for each, column in said.items() if column[row]})


def attribute_type(dataset: Dataset, name: str) -> str:
    """What kind of value an attribute has, as QDA programs call them."""
    variable = dataset.variable(name)
    if variable.kind in ("date", "datetime"):
        return "Date"
    if variable.kind != "number" or variable.labels:
        return "Text"
    whole = (dataset.valid(name).dropna() % 1 == 0).all()
    return "Integer" if whole else "Float"


def written_in(dataset: Dataset, name: str) -> list[str]:
    """What each row has in words; "" for nothing, and for signs without any word."""
    column = dataset.valid(name)
    return [text.strip() if isinstance(text, str) and _WORD.search(text) else "" for text in column.tolist()]


def _is_open(dataset: Dataset, variable: Variable) -> bool:
    if variable.kind != "text" or variable.labels:
        return False
    words = [each for each in dict.fromkeys(written_in(dataset, variable.name)) if each]
    if variable.question or not words:
        return bool(variable.question)
    return 2 * sum(len(each.split()) >= WORDS for each in words) >= len(words)


def _texts(dataset: Dataset) -> list[str]:
    return [each.name for each in dataset.meaning.variables if each.kind == "text"]


def _told(dataset: Dataset, name: str) -> list[str]:
    """The value of each row as words, "" where there is none."""
    variable, column = dataset.variable(name), dataset.valid(name)
    if variable.kind in ("date", "datetime"):
        return [f"{each:%Y-%m-%d}" if not pd.isna(each) else "" for each in column]
    return [variable.labels.get(each, _plain(each)) for each in column.tolist()]


def _plain(value: object) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _keys(dataset: Dataset, name: str) -> list[str]:
    return [_plain(each) for each in dataset.column(name).tolist()]


def _doubled(keys: Sequence[str]) -> list[str]:
    """The keys that several rows share, and "" where a row has none."""
    seen: set[str] = set()
    doubled: dict[str, None] = {}
    for key in keys:
        if not key or key in seen:
            doubled[key] = None
        seen.add(key)
    return list(doubled)


def _faults(dataset: Dataset, chosen: OpenAnswers) -> Iterator[Problem]:
    named = [*chosen.variables, *chosen.attributes, *([chosen.respondent] if chosen.respondent else [])]
    unknown = [each for each in dict.fromkeys(named) if each not in dataset.names]
    for each in unknown:
        yield problem("DATASET-010", name=each, known=near(each, list(dataset.names)))
    for each in (name for name in chosen.variables if name not in unknown):
        if dataset.variable(each).kind != "text":
            yield problem("DATASET-091", name=each, known=", ".join(_texts(dataset)) or "–")
    if chosen.respondent and chosen.respondent not in unknown:
        doubled = _doubled(_keys(dataset, chosen.respondent))
        if doubled:
            values = ", ".join(each or "–" for each in doubled[:5])
            yield problem("DATASET-092", name=chosen.respondent, n=len(doubled), values=values)
