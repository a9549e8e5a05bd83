"""Codes of open answers as variables of a dataset, so that closed and open questions can stand in one table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from coding.counted import counted_table
from coding.query.corpus import Corpus
from evaluation.errors import fail, problem, raise_any
from evaluation.language import Language, phrase
from evaluation.settings.nearness import near
from evaluation.study import Study
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import ResponseSet, Value, Variable
from instruments.responses.row_sources import sources_of_rows, wrote

PREFIXES = ("code:", "kode:")
ALL = "*"
NO, YES = 0.0, 1.0
VALUES: tuple[Value, Value] = (NO, YES)
LONGEST = 32  # letters of a name that every program takes


@dataclass(frozen=True, slots=True)
class CodeName:
    """`code:forenkling`, `code:forenkling@question`, or `code:*` for every code in use."""

    written: str
    code: str
    question: str = ""


def code_name(name: str) -> CodeName | None:
    """What a name says of codes; None for one that is a variable's or a question's."""
    for prefix in PREFIXES:
        if name.startswith(prefix):
            code, _, question = name.removeprefix(prefix).partition("@")
            return CodeName(name, code, question)
    return None


def with_codes(study: Study, name: str, dataset: Dataset, names: Iterable[str]) -> Dataset:
    """The dataset with a variable for each of these names that is a code's: 1 where the respondent's words have it.

    0 where they wrote something else, and nothing where they wrote nothing, or not in answer to the question named. A
    code holds those under it; codings count as they do in matrices. `code:*` becomes a set of all codes in use. Other
    names are left to the dataset. Raises STUDY-005 for unknown codes, DATASET-010 for unknown questions, DATASET-094
    where no open answers are sources.
    """
    wanted = list(dict.fromkeys(each for name_ in names if (each := code_name(name_))))
    if not wanted:
        return dataset
    coded = _Coded(study, name, dataset)
    raise_any(problem("DATASET-010", name=each.question, known=near(each.question, coded.questions))
              for each in wanted if each.question and each.question not in coded.questions)  # fmt: skip
    coded.refuse_unknown([each.code for each in wanted if each.code != ALL])
    for each in wanted:
        listed = coded.in_use(each.question) if each.code == ALL else [each.code]
        made = {code: each.written if each.code != ALL else f"{each.written}:{code}" for code in listed}
        for code, called in made.items():
            dataset = dataset.with_variable(coded.variable(code, called), coded.values(code, each.question))
        if each.code == ALL:
            own = ResponseSet(each.written, tuple(made.values()), phrase("survey.code.all", coded.language), YES)
            dataset = replace(dataset, meaning=replace(dataset.meaning, sets=(*dataset.meaning.sets, own)))
    return dataset


def for_export(study: Study, name: str, dataset: Dataset, codes: Sequence[str] = ()) -> Dataset:
    """The dataset with a variable for each of these codes, or for all in use, under names that every program takes."""
    coded = _Coded(study, name, dataset)
    coded.refuse_unknown(codes)
    taken = {each.casefold() for each in dataset.names}
    for code in codes or coded.in_use():
        called = _free(code, taken)
        taken.add(called.casefold())
        label = phrase("survey.code.label", coded.language, code=coded.label(code))
        words = (phrase(f"survey.code.{each}", coded.language) for each in ("absent", "present"))
        variable = Variable(called, label, labels=dict(zip(VALUES, words, strict=True)), measure="nominal")
        dataset = dataset.with_variable(variable, coded.values(code))
    return dataset


class _Coded:
    """The codings of the sources that a dataset's open answers are."""

    def __init__(self, study: Study, name: str, dataset: Dataset) -> None:
        self._study, self._name, self._dataset = study, name, dataset
        self._sources = sources_of_rows(study, name, dataset)
        if not any(self._sources):
            raise fail("DATASET-094", name=name)
        self.language: Language = study.evaluation.language
        self._corpus = Corpus(study)
        table = counted_table(study, ("source", "code", "question"))
        self._table = table[table["source"].isin({each for each in self._sources if each})]

    @property
    def questions(self) -> list[str]:
        """What open questions can be called: by their id or their variable."""
        asked = [each for each in self._dataset.meaning.variables if each.kind == "text"]
        return list(dict.fromkeys(way for each in asked for way in (each.question, each.name) if way))

    def in_use(self, question: str = "") -> list[str]:
        """The codes that occur, in the codebook's order."""
        there = set(self._within(question)["code"])
        return [code.name for code in self._corpus.codebook if code.name in there]

    def refuse_unknown(self, codes: Iterable[str]) -> None:
        known = [code.name for code in self._corpus.codebook]
        raise_any(problem("STUDY-005", name=each, known=near(each, known)) for each in codes if each not in known)

    def label(self, code: str) -> str:
        return self._corpus.codebook.code(code).label.text(self.language) or code

    def variable(self, code: str, called: str) -> Variable:
        label = self.label(code)
        words = (phrase(f"survey.code.{each}", self.language, code=label) for each in ("no", "yes"))
        return Variable(called, label, labels=dict(zip(VALUES, words, strict=True)), measure="nominal")

    def values(self, code: str, question: str = "") -> pd.Series[float]:
        table = self._within(question)
        having = set(table.loc[table["code"].isin(self._corpus.names_under(code)), "source"])
        told = wrote(self._study, self._name, self._dataset, question).to_numpy()
        has = np.array([each in having for each in self._sources])
        return pd.Series(np.where(told, has.astype(float), np.nan))

    def _within(self, question: str) -> pd.DataFrame:
        if not question:
            return self._table
        asked = {each.question or each.name for each in self._dataset.meaning.variables
                 if question in (each.name, each.question)}  # fmt: skip
        return self._table[self._table["question"].isin(asked)]


def _free(code: str, taken: set[str]) -> str:
    """`kode_` and the code's name in letters that SPSS and Stata take, unlike all others."""
    plain = re.sub(r"\W+", "_", code.translate(str.maketrans("æøåÆØÅ", "eoaEOA"))).strip("_")
    start = f"{phrase('survey.code.prefix')}_{plain}"[:LONGEST].rstrip("_")
    called, number = start, 1
    while called.casefold() in taken:
        number += 1
        called = f"{start[: LONGEST - len(str(number)) - 1]}_{number}"
    return called
