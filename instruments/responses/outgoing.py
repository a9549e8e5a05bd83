"""People's own words in datasets, told with pseudonyms where they leave the study."""

from __future__ import annotations

from collections.abc import Collection

from evaluation.privacy.outgoing import outgoing
from evaluation.store.changes import read_changes
from evaluation.study import Study
from instruments.responses.dataset import Dataset


def with_pseudonyms(study: Study, dataset: Dataset, only: Collection[str] | None = None) -> tuple[Dataset, int]:
    """The dataset with pseudonyms in its texts, or in those variables named; and how many answers were told anew.

    The file in `sources/` stays as it was received, so that there is nothing to bring back.
    """
    names = [each.name for each in dataset.meaning if each.kind == "text" and (only is None or each.name in only)]
    texts = {text for name in names for text in texts_of(dataset, name)}
    told, count = outgoing(study, sorted(texts)), 0
    for name in names:
        column = dataset.column(name)
        made = column.map(lambda text: told.get(text, text), na_action="ignore")
        if changed := int((made.notna() & (made != column)).sum()):
            count += changed
            dataset = dataset.with_variable(dataset.variable(name), made.astype(column.dtype))
    return dataset, count


def as_kept(study: Study, dataset: Dataset) -> Dataset:
    """The dataset as its answers become sources: once names were taken out of the texts, they do not come in again."""
    with study.store.reading() as connection:
        acts = [
            each.act for each in read_changes(connection) if each.act in ("privacy.pseudonymise", "privacy.restore")
        ]
    return with_pseudonyms(study, dataset)[0] if acts[-1:] == ["privacy.pseudonymise"] else dataset


def texts_of(dataset: Dataset, name: str) -> list[str]:
    """The distinct texts of a variable, in the order they come."""
    return [each for each in dataset.column(name).dropna().unique().tolist() if isinstance(each, str) and each.strip()]
