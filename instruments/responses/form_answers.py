"""What was answered in a form, as a dataset: one row for each response that is handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from evaluation.errors import fail
from evaluation.language import Language, phrase
from evaluation.model.evaluation import Attribution
from evaluation.model.form import Answer, Response
from evaluation.privacy.attribution import SEEN
from evaluation.store.responses import read_responses
from evaluation.study import Study
from instruments.form.opening import find_form
from instruments.model import Instrument, Question
from instruments.responses.dataset import Dataset
from instruments.responses.matching import match
from instruments.responses.meaning import Kind, Meaning, ResponseSet, Variable
from instruments.used import kept_instrument

SECTOR, SIZE, WAVE = "org_sector", "org_size", "wave"
OF_RESPONDENT = (SECTOR, SIZE, WAVE)
FORM = "form:"  # before the name of a form, where a dataset is asked for
Answered = tuple[Instrument, Mapping[str, Answer]]


def form_dataset(study: Study, name: str) -> Dataset:
    """The answers to a form; drafts and withdrawn responses are not among them, nor who answered.

    SECTOR and SIZE tell of the organisations where that is known, WAVE the session.

    Raises ANSWER-021 where there is no such form, DATASET-016 where a version that was answered is gone.
    """
    form = find_form(study, name)
    with study.store.reading() as connection:
        found = read_responses(connection, form=name)
    there = handed_in(found)
    hashes = dict.fromkeys([form.sha256, *(each.sha256 for each in there)])
    versions = {sha256: _version(study, form.instrument, sha256) for sha256 in hashes}
    answered = [(versions[each.sha256], each.answers) for each in there]
    answers = as_dataset(list(versions.values()), answered, study.evaluation.language)
    return _with_organisations(answers, there, study)


def _with_organisations(dataset: Dataset, found: Sequence[Response], study: Study) -> Dataset:
    """With what is known of the organisations that answered, though not which they are, and the session as the wave."""
    known = {each.id: each for each in study.people().organisations}
    whose = [known.get(each.organisation or "") for each in found]
    told: dict[str, tuple[Kind, list[Any]]] = {
        SECTOR: ("text", [each.sector if each else "" for each in whose]),
        SIZE: ("number", [each.size if each else None for each in whose]),
        WAVE: ("text", [each.session for each in found]),
    }
    for name, (kind, values) in told.items():
        if name not in dataset.names and any(each not in (None, "") for each in values):
            label = phrase(f"survey.form.{name.removeprefix('org_')}", study.evaluation.language)
            dataset = dataset.with_variable(Variable(name, label, kind), _column(values, kind))
    return dataset


def handed_in(found: Iterable[Response]) -> list[Response]:
    """The responses that count: handed in, and not withdrawn."""
    return [each for each in found if each.submitted_at and not each.withdrawn_at]


def as_dataset(versions: Sequence[Instrument], answered: Sequence[Answered], language: Language) -> Dataset:
    """Rows in the order given. What the first version says of a variable holds; the others add what it lacks."""
    questions = {name: (each, asked) for each in reversed(versions)
                 for asked in each.questions() for name in each.columns(asked)}  # fmt: skip
    kinds = {name: _kind(asked) for name, (_, asked) in questions.items()}
    rows = [_row(instrument, answers) for instrument, answers in answered]
    columns = {name: _column([row.get(name) for row in rows], kind) for name, kind in kinds.items()}
    variables = tuple(Variable(name, kind=kind) for name, kind in kinds.items())
    several = {asked.variable: tuple(each.columns(asked)) for each, asked in questions.values()
               if asked.type == "multi"}  # fmt: skip
    sets = tuple(ResponseSet(name, members, counted=1.0) for name, members in several.items())
    dataset = Dataset(pd.DataFrame(columns), Meaning(variables, sets, format="form"))
    problems = []
    for instrument in versions:
        matched = match(dataset, instrument, language)
        dataset = matched.dataset
        problems += [each for each in matched.problems if each.severity != "note"]
    return Dataset(dataset.values, dataset.meaning, tuple(problems))


def _version(study: Study, name: str, sha256: str) -> Instrument:
    found = kept_instrument(study.folder, name, sha256)
    if found is None:
        raise fail("DATASET-016", file=name, name=name)
    return found


def _kind(question: Question) -> Kind:
    if question.type == "date":
        return "date"
    return "text" if question.type in ("open", "text") else "number"


def _row(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    row = dict(answers)
    for question in instrument.questions():
        chosen = row.pop(question.variable, None) if question.type in ("multi", "rank") else None
        if isinstance(chosen, list):
            codes = {**instrument.codes_of(question), **instrument.missing_of(question)}
            row |= _spread(question, codes, chosen)
    return row


def _spread(question: Question, codes: Mapping[int, object], chosen: Sequence[int]) -> dict[str, Answer]:
    """One value for each code: whether it was ticked, or the place it was given."""
    if question.type == "multi":
        return {f"{question.variable}_{code}": int(code in chosen) for code in codes}
    return {f"{question.variable}_{code}": place for place, code in enumerate(chosen, 1)}


def _column(values: Sequence[Any], kind: Kind) -> pd.Series:
    if kind == "text":
        return pd.Series(["" if each is None else str(each) for each in values], dtype="str")
    if kind == "date":
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object), format="%Y-%m-%d")).astype("datetime64[s]")
    return pd.Series(values, dtype="float64")


def as_told(dataset: Dataset, policy: Attribution) -> tuple[Dataset, tuple[str, ...]]:
    """The answers without what goes further than the people policy, and the names of what was taken away."""
    seen = SEEN[policy]
    secret = tuple(
        name for name, of in ((SECTOR, "sector"), (SIZE, "size")) if of not in seen and name in dataset.names
    )
    return dataset.select([name for name in dataset.names if name not in secret]), secret
