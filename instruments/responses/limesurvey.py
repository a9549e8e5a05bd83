"""LimeSurvey's export of answers: its headings, its Y for a box that is ticked, its codes as the questionnaire's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evaluation.errors import problem
from evaluation.language import LANGUAGES
from instruments.exchange.formats.limesurvey import answers_by_code, names_by_variable
from instruments.model import Instrument, Question
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import ResponseSet, Value, Variable

FORMAT = "limesurvey"
# What it writes beside the answers; two of these at least, and the file is its.
OWN = ("submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "refurl", "ipaddr")
YES, NO = frozenset({"Y", "Yes", "Ja", "1"}), frozenset({"N", "No", "Nei", "0"})
NOT_SHOWN = frozenset({"", "N/A"})
OTHER = "-oth-"
_HEADING = re.compile(r"([A-Za-z]\w*(?:\[[^\]]*\]){0,2})\. +(.+)", re.DOTALL)
_NUMBERED = re.compile(r"\d+X\d+X(\d+)(\w*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def is_limesurvey(names: Iterable[str]) -> bool:
    """Whether headings are LimeSurvey's, as codes, as codes with texts, or as its old survey-group-question numbers."""
    listed = list(names)
    bare = [_parted(name)[0] for name in listed]
    return sum(name in OWN for name in bare) >= 2 or sum(bool(_NUMBERED.fullmatch(name)) for name in bare) >= 2


def understood(dataset: Dataset) -> Dataset:
    """The answers under names that data can have, `Q1[SQ001]` as `Q1_SQ001`, with boxes to tick as 1 and 0."""
    parted = {name: _parted(name) for name in dataset.names}
    named = dataset.rename(_free({name: _plain(code) for name, (code, _) in parted.items()}))
    labels = dict(zip(named.names, (text for _, text in parted.values()), strict=True))
    variables = [replace(each, label=each.label or labels[each.name]) for each in named.meaning]
    told = []
    if any(_NUMBERED.fullmatch(code) for code, _ in parted.values()):
        told.append(problem("DATASET-080", file="", severity="warning"))
    made = replace(named.explained(variables), problems=(*named.problems, *told))
    boxes = _boxes(parted, dict(zip(parted, named.names, strict=True)))
    for stem, columns in boxes.items():
        made = _ticked(made, stem, columns)
    made = _with_others(_yes_or_no(made), list(_others(made)))
    return replace(made, meaning=replace(made.meaning, format=FORMAT))


def as_asked(dataset: Dataset, instrument: Instrument) -> Dataset:
    """The answers under the questionnaire's own names and codes, where they are answers to what was exported from it.

    Answers may be codes or words, in any of the questionnaire's languages.
    """
    if dataset.meaning.format != FORMAT:
        return dataset
    names, made = names_by_variable(instrument), dataset
    codes = answers_by_code(instrument)
    for question in instrument.questions():
        made = _asked(made, instrument, question, names, codes.get(question.variable, {}))
    return made


def _parted(heading: str) -> tuple[str, str]:
    """The code and the text of a heading."""
    found = _HEADING.fullmatch(heading.strip())
    return (found[1], " ".join(found[2].split())) if found else (heading.strip(), "")


def _plain(code: str) -> str:
    numbered = _NUMBERED.fullmatch(code)
    if numbered:
        return f"Q{numbered[1]}_{numbered[2]}".rstrip("_")
    return re.sub(r"\W+", "_", code).strip("_") or "Q"


def _free(wanted: Mapping[str, str]) -> dict[str, str]:
    """Names that became alike get a number."""
    taken: set[str] = set()
    found = {}
    for name, made in wanted.items():
        number, free = 2, made
        while free in taken:
            free, number = f"{made}_{number}", number + 1
        taken.add(free)
        found[name] = free
    return found


def _boxes(parted: Mapping[str, tuple[str, str]], names: Mapping[str, str]) -> dict[str, list[str]]:
    """By question, its columns with something in brackets but for words of people's own."""
    found: dict[str, list[str]] = {}
    for heading, (code, _) in parted.items():
        stem, _, rest = code.partition("[")
        numbered = _NUMBERED.fullmatch(code)
        if rest and not rest.startswith(("other", "comment", "filecount")) and not rest.endswith("comment]"):
            found.setdefault(stem, []).append(names[heading])
        elif numbered and numbered[2] and not numbered[2].endswith(("other", "comment")):
            found.setdefault(f"Q{numbered[1]}", []).append(names[heading])
    return found


def _ticked(dataset: Dataset, stem: str, columns: Sequence[str]) -> Dataset:
    """Boxes: those of whoever ticked any are 1 and 0; who ticked none did not answer, or was not asked."""
    texts = {name: _texts(dataset.column(name)) for name in columns}
    there = set().union(*(set(each) for each in texts.values())) - NOT_SHOWN
    if not there or not there <= YES | NO or not there & YES or "1" in there:
        return dataset
    chosen = pd.DataFrame({name: [text in YES for text in each] for name, each in texts.items()})
    said = pd.DataFrame({name: [text not in NOT_SHOWN for text in each] for name, each in texts.items()}).any(axis=1)
    for name in columns:
        values = chosen[name].astype(float).where(said, np.nan)
        dataset = dataset.with_variable(replace(dataset.variable(name), kind="number", measure="nominal"), values)
    free = stem if stem not in dataset.names else f"{stem}_set"
    sets = (*dataset.meaning.sets, ResponseSet(free, tuple(columns), "", 1.0))
    return replace(dataset, meaning=replace(dataset.meaning, sets=sets))


def _yes_or_no(dataset: Dataset) -> Dataset:
    """Single questions answered by Y or N alone."""
    for each in dataset.meaning:
        found = set(_texts(dataset.column(each.name))) - NOT_SHOWN if each.kind == "text" else set()
        if found and found <= {"Y", "N"}:
            values = [1.0 if text == "Y" else 0.0 if text == "N" else np.nan for text in dataset.column(each.name)]
            told: dict[Value, str] = {1.0: "Y", 0.0: "N"}
            dataset = dataset.with_variable(replace(each, kind="number", labels=told, measure="nominal"), values)
    return dataset


def _texts(column: pd.Series) -> list[str]:
    empty = column.isna().tolist()
    return ["" if none else str(each).removesuffix(".0") for each, none in zip(column.tolist(), empty, strict=True)]


@dataclass(frozen=True)
class _Codes:
    """What an answer may stand as in the file, and its code in the questionnaire."""

    known: Mapping[str, float]

    def of(self, column: pd.Series) -> list[float] | None:
        """The codes of a column; None where it holds something else."""
        texts = [" ".join(text.split()) for text in _texts(column)]
        if any(text not in NOT_SHOWN and text not in self.known for text in texts):
            return None
        return [self.known.get(text, np.nan) if text not in NOT_SHOWN else np.nan for text in texts]


def _asked(
    dataset: Dataset, instrument: Instrument, question: Question, names: Mapping[str, str], recoded: Mapping[int, str]
) -> Dataset:
    own = names.get(question.variable, question.variable)
    known = _known(instrument, question, recoded)
    if question.type == "multi":
        pairs = {f"{own}_{written}": f"{question.variable}_{code}" for code, written in recoded.items()}
        return _renamed(dataset, pairs)
    if question.type == "rank":
        return _ranked(dataset, question, own, known, list(recoded))
    if question.type == "grid":
        rows = {f"{own}_{names.get(row, row)}": row for row in question.rows}
        return _coded(_renamed(dataset, rows), list(question.rows), known)
    renamed = _renamed(dataset, {own: question.variable})
    return _coded(renamed, [question.variable], known) if question.is_coded else renamed


def _known(instrument: Instrument, question: Question, recoded: Mapping[int, str]) -> _Codes:
    words = {**instrument.codes_of(question), **instrument.missing_of(question)}
    told = {" ".join(label.text(each).split()): float(code) for code, label in words.items() for each in LANGUAGES}
    return _Codes({**told, **{written: float(code) for code, written in recoded.items()}})


def _renamed(dataset: Dataset, pairs: Mapping[str, str]) -> Dataset:
    spelled = {name.casefold(): name for name in dataset.names}
    wanted = {spelled[old.casefold()]: new for old, new in pairs.items() if old.casefold() in spelled}
    clashing = set(wanted.values()) & (set(dataset.names) - set(wanted))
    return dataset.rename({old: new for old, new in wanted.items() if new not in clashing})


def _coded(dataset: Dataset, names: Iterable[str], known: _Codes) -> Dataset:
    for name in (each for each in names if each in dataset.names):
        made = known.of(dataset.column(name))
        if made is not None:
            dataset = dataset.with_variable(replace(dataset.variable(name), kind="number"), made)
    return dataset


def _ranked(dataset: Dataset, question: Question, own: str, known: _Codes, codes: Sequence[int]) -> Dataset:
    """`Q[1]` holds what was put first: each answer gets its place."""
    spelled = {name.casefold(): name for name in dataset.names}
    places = [spelled[name] for number in range(1, len(codes) + 1) if (name := f"{own}_{number}".casefold()) in spelled]
    put = [known.of(dataset.column(name)) for name in places]
    if not put or any(each is None for each in put):
        return dataset
    rest = dataset.select([name for name in dataset.names if name not in places])
    for code in codes:
        found = [next((place for place, column in enumerate(put, 1) if column and column[row] == code), np.nan)
                 for row in range(len(dataset))]  # fmt: skip
        rest = rest.with_variable(Variable(f"{question.variable}_{code}"), found)
    return rest


def _others(dataset: Dataset) -> Iterator[Variable]:
    """Questions whose answers are numbers but for «other»."""
    for each in dataset.meaning:
        texts = set(_texts(dataset.column(each.name))) - NOT_SHOWN if each.kind == "text" else set()
        if OTHER in texts and all(_NUMBER.fullmatch(text) for text in texts - {OTHER}):
            yield each


def _with_others(dataset: Dataset, variables: Sequence[Variable]) -> Dataset:
    """«Other» gets the next free number, with LimeSurvey's word for it as label."""
    for each in variables:
        texts = _texts(dataset.column(each.name))
        numbers = [float(text) for text in texts if _NUMBER.fullmatch(text)]
        free = max(numbers, default=0.0) + 1
        values = [free if text == OTHER else float(text) if text not in NOT_SHOWN else np.nan for text in texts]
        made = replace(each, kind="number", labels={**each.labels, free: OTHER}, measure="nominal")
        dataset = dataset.with_variable(made, values)
    return dataset
