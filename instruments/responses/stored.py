"""Answers that need not be in memory all at once: what they mean, and the parts their values come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluation.errors import raise_any
from evaluation.partitions import Held, Parts
from instruments.responses.dataset import Dataset, unknown_names
from instruments.responses.meaning import Meaning
from instruments.responses.room import refuse_too_large


@dataclass(frozen=True)
class Stored:
    """A dataset in parts. Its meaning is that of the whole; `rows` are all there are."""

    parts: Parts
    meaning: Meaning
    rows: int
    place: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return self.meaning.names

    def whole(self, names: Sequence[str]) -> Dataset:
        """These variables in memory, of all rows. Raises DATASET-010 where one is unknown, DATASET-003 without room."""
        raise_any(unknown_names(names, self.names))
        texts = sum(each.kind == "text" for each in self.meaning.select(names))
        refuse_too_large(Path(self.place), self.rows * (8 * len(names) + 80 * texts))
        frames = list(self.parts.over(list(names), _itself))
        frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(names))
        return Dataset(frame, self.meaning.select(names))


def in_memory(dataset: Dataset) -> Stored:
    """A dataset that is held as one part."""
    return Stored(Parts((Held(dataset.values),)), dataset.meaning, len(dataset))


def _itself(frame: pd.DataFrame) -> pd.DataFrame:
    return frame
