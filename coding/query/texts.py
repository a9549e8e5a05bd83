"""The texts of a study, each read when it is first needed, and many of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaluation.model import Source
from evaluation.store.act import portions
from evaluation.store.coding_queries import SourcePlace, read_texts
from evaluation.study import Study


class Texts:
    """`text` is enough for most; `source` has the turns with it, and takes five times as long to read."""

    def __init__(self, study: Study, sources: Sequence[SourcePlace]) -> None:
        self._study, self._places = study, sources
        self._texts: dict[int, str] = {}
        self._sources: dict[int, Source] = {}

    def __len__(self) -> int:
        return len(self._places)

    def text(self, number: int) -> str:
        self.load([number])
        return self._texts[number]

    def load(self, numbers: Iterable[int]) -> None:
        """Read these texts, those that are not read yet."""
        missing = [number for number in dict.fromkeys(numbers) if number not in self._texts]
        for some in portions(missing):
            ids = {self._places[number].id: number for number in some}
            with self._study.store.reading() as connection:
                found = read_texts(connection, ids)
            self._texts.update({ids[id_]: text for id_, text in found.items()})

    def source(self, number: int) -> Source:
        self.load_sources([number])
        return self._sources[number]

    def load_sources(self, numbers: Iterable[int]) -> None:
        missing = [number for number in dict.fromkeys(numbers) if number not in self._sources]
        for some in portions(missing):
            names = {self._places[number].name: number for number in some}
            self._sources.update({names[each.name]: each for each in self._study.sources(list(names))})

    def sources(self) -> Iterator[Source]:
        """All of them, in order."""
        self.load_sources(range(len(self._places)))
        return (self._sources[number] for number in range(len(self._places)))
