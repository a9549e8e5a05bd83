"""How each dataset of a study stands: its file, its questionnaire, its weights, and its open answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from evaluation.errors import EvaluationError
from evaluation.model.dataset import KeptDataset
from evaluation.sources.received import sha256_of
from evaluation.store.datasets import read_spoke
from evaluation.study import Study
from instruments.responses.dataset import Dataset
from instruments.responses.keeping import SOURCES, list_datasets, open_dataset
from instruments.statistics.design import design_of

FileState = Literal["ok", "missing", "changed"]
WEIGHTS = ("vekt", "weight", "wt", "w", "pw", "pweight", "wgt")  # what a column of weights is called, or begins with
LARGE = 50 << 20  # bytes of a file whose weights are not looked at each time


@dataclass(frozen=True)
class Condition:
    """`weights`: variable → the code of what is wrong with it, "" for nothing. `spoken`: respondents that are sources.

    matched, unmatched: variables that belong to a question of the questionnaire, and the others.
    """

    kept: KeptDataset
    file: FileState
    matched: int
    unmatched: tuple[str, ...]
    spoken: int
    weights: dict[str, str] = field(default_factory=dict)


def conditions(study: Study) -> list[Condition]:
    """One for each dataset, in the order they came."""
    return [_condition(study, each) for each in list_datasets(study)]


def _condition(study: Study, kept: KeptDataset) -> Condition:
    variables = kept.meaning["variables"]
    unmatched = tuple(each["name"] for each in variables if not each["question"])
    file = study.folder / SOURCES / kept.file
    state: FileState = "missing" if not file.is_file() else "ok" if sha256_of(file) == kept.sha256 else "changed"
    with study.store.reading() as connection:
        spoken = len(read_spoke(connection, kept.name))
    names = [each["name"] for each in variables if _is_weight(each["name"]) and each["kind"] == "number"]
    looked_at = names and state == "ok" and file.stat().st_size <= LARGE
    weights = _weights(open_dataset(study, kept.name), names) if looked_at else {}
    return Condition(kept, state, len(variables) - len(unmatched), unmatched, spoken, weights)


def _is_weight(name: str) -> bool:
    plain = name.casefold()
    return plain in WEIGHTS or plain.startswith(("vekt_", "weight_", "vekt1", "weight1"))


def _weights(dataset: Dataset, names: list[str]) -> dict[str, str]:
    return {name: _fault(dataset, name) for name in names}


def _fault(dataset: Dataset, name: str) -> str:
    """What `design_of` says of this weight: the code of the fault, or of what is to be noted."""
    try:
        found = design_of(dataset.values.assign(**{name: dataset.valid(name)}), weight=name)
    except EvaluationError as error:
        return error.problems[0].code
    return found.notices[0].code if found.notices else ""
