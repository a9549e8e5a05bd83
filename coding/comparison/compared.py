"""The codings of a study laid out for comparison: who is compared, on which texts, by which codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from coding.agreement import Continuum, Ratings
from coding.agreement.runs import GAP
from coding.agreement.units import clipped, rated, rated_by_character
from coding.comparison.layers import domains, layers
from coding.comparison.places import FEWEST_BLOCKS, Layout, unit_named
from coding.comparison.raters import Rater, raters
from coding.comparison.universe import LeftOut, Universe, counted
from coding.comparison.wanted import UNITS, Unit, Wanted
from coding.query.corpus import Corpus
from evaluation.study import Study

CODINGS = ("id", "source", "start", "end", "code", "coder", "round", "origin")


@dataclass(frozen=True)
class Compared:
    """codings: CODINGS and `rater` of those that count, `code` being the one of `codes` that they count for."""

    wanted: Wanted
    raters: tuple[Rater, ...]
    codes: tuple[str, ...]
    sources: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    codings: pd.DataFrame
    layout: Layout = field(repr=False)

    @cached_property
    def units(self) -> pd.DataFrame:
        """`source`, `start`, `end`; `unit` where several stretches are one, `block` where units are drawn together."""
        return self.layout.table(self.wanted.unit)

    @cached_property
    def ratings(self) -> Ratings:
        """What each of them decided of each unit, in a layer for each code."""
        decide = rated_by_character if self.wanted.unit == "character" else rated
        return decide(self._named, self.units, coders=self._coders, codes=self.codes)

    @cached_property
    def continuum(self) -> Continuum:
        """What each of them cut out of the text."""
        parts, lengths = clipped(self._named, self._stretches)
        return Continuum.of(parts, lengths, coders=self._coders, blocks=self._blocks())

    @cached_property
    def domains(self) -> dict[str, str]:
        return domains(self.layout.corpus, self.codes)

    @cached_property
    def universe(self) -> Universe:
        """What the figures of units are about."""
        said = self.ratings.given.any(axis=(1, 2))
        coded = int(self.ratings.counts[said].sum())
        return self._universe(self.wanted.unit, self.ratings.units, coded, self.units)

    @cached_property
    def universe_of_text(self) -> Universe:
        """What the figures of text that coders cut themselves are about: its characters."""
        runs = self.continuum.relevant().runs()
        coded = int(runs.length[(runs.unit != GAP).any(axis=1)].sum())
        return self._universe("character", self.continuum.length, coded, self._stretches)

    def _universe(self, unit: Unit, units: int, coded: int, table: pd.DataFrame) -> Universe:
        return Universe(
            unit=unit,
            units=units,
            coded=coded,
            sources=self.sources,
            left_out=self.left_out,
            raters=self.raters,
            codes=self.codes,
            drawn=self.layout.drawn(unit),
            where=self.wanted.where,
            uncounted=self._uncounted(table),
        )

    @cached_property
    def _stretches(self) -> pd.DataFrame:
        return self.layout.told(self.layout.stretches())

    @property
    def _coders(self) -> list[str]:
        return [each.name for each in self.raters]

    @property
    def _named(self) -> pd.DataFrame:
        return self.codings.assign(coder=self.codings["rater"])

    def _blocks(self) -> pd.DataFrame | None:
        """Where turns begin, in the stretches by number; None where there is but one."""
        turns = self.layout.told(self.layout.turns)
        marks = turns.assign(coder="", code="", end=turns["start"] + 1)
        found, _ = clipped(marks, self._stretches)
        return found[["source", "start"]] if len(found) >= FEWEST_BLOCKS else None

    def _uncounted(self, table: pd.DataFrame) -> int:
        """Codings on these texts that touch none of these units."""
        from coding.cooccurrence import placed

        here = self.codings[["id", "source", "start", "end"]].drop_duplicates("id")
        return len(here) - placed(here, table)["id"].nunique()


def compared(study: Study, wanted: Wanted) -> Compared:
    """Raises AGREEMENT-009 … -018 for whatever cannot be compared."""
    from coding.retrieval import codings_table

    unit_named(wanted.unit, UNITS)
    table = codings_table(study, CODINGS)
    corpus = Corpus(study)
    chosen = raters(table, wanted)
    codings = _by_raters(table, chosen)
    sources, left_out = counted(corpus, codings, chosen, wanted)
    here = codings[codings["source"].isin(sources)]
    codes, raised = layers(corpus, here, wanted)
    layout = Layout(corpus, sources, wanted.where)
    return Compared(wanted, tuple(chosen), tuple(codes), tuple(sources), tuple(left_out), raised, layout)


def _by_raters(codings: pd.DataFrame, raters: Sequence[Rater]) -> pd.DataFrame:
    """The codings of those compared, with the name each goes by."""
    named = pd.DataFrame([(*each, each.name) for each in raters], columns=["coder", "round", "rater"])
    return codings.merge(named, on=["coder", "round"])
