"""Which source holds the words of each row of a dataset, and who wrote anything where."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaluation.store import datasets
from evaluation.store.responses import read_responses
from evaluation.study import Study
from instruments.responses.dataset import Dataset
from instruments.responses.form_answers import FORM, handed_in
from instruments.responses.keeping import find_dataset
from instruments.responses.open_answers import keys_of, written_in


def sources_of_rows(study: Study, name: str, dataset: Dataset) -> list[str | None]:
    """The source with the words of each row; None where its respondent wrote nothing that is a source.

    name: that of a dataset the study keeps, or `form:NAME`. Raises DATASET-015 or ANSWER-021 where there is none.
    """
    if name.startswith(FORM):
        with study.store.reading() as connection:
            return [each.source for each in handed_in(read_responses(connection, form=name.removeprefix(FORM)))]
    kept = find_dataset(study, name)
    with study.store.reading() as connection:
        named: Mapping[str, str] = {each.key: each.name for each in datasets.read_spoke(connection, name)}
    return [named.get(key) for key in keys_of(dataset, kept.spoken.respondent if kept.spoken else "")]


def wrote(study: Study, name: str, dataset: Dataset, question: str = "") -> pd.Series[bool]:
    """Who of the rows wrote something that is a source: anything, or an answer to one question or variable."""
    told = pd.Series([each is not None for each in sources_of_rows(study, name, dataset)], dtype=bool)
    if not question:
        return told
    asked = [each.name for each in dataset.meaning.variables if question in (each.name, each.question)]
    answered = pd.DataFrame({each: written_in(dataset, each) for each in asked}, index=told.index)
    return told & (answered != "").any(axis=1)
