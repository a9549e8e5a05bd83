"""Open answers of kept datasets, to be looked through for names."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.study import Study
from instruments.responses.keeping import SOURCES, list_datasets, open_dataset
from instruments.responses.outgoing import texts_of

KIND = "dataset"  # of a place: dataset:medlemmer/savner


def open_texts(study: Study) -> Iterator[tuple[str, str]]:
    """The texts of each kept dataset whose file is there, a place for each variable and a line for each answer; but for
    those that are sources, and are looked through as such."""
    for kept in list_datasets(study):
        if not (study.folder / SOURCES / kept.file).is_file():
            continue
        dataset = open_dataset(study, kept.name)
        spoken = kept.spoken.variables if kept.spoken else ()
        for each in dataset.meaning:
            if each.kind == "text" and each.name not in spoken:
                lines = "\n".join(" ".join(text.split()) for text in texts_of(dataset, each.name))
                if lines:
                    yield f"{KIND}:{kept.name}/{each.name}", lines
