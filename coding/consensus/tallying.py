"""Coders of a study compared in numbers: how many places they agree and differ on, and how many of them are decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coding.consensus.comparing import Chosen, Wanted, adjudications, choose, is_compared, standing
from coding.consensus.counting import Counts, Numbers, Placed, count, whole_places
from coding.retrieval import codings_table
from evaluation.model import Adjudication
from evaluation.model.round import DisagreementKind
from evaluation.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("id", "source", "start", "end", "code", "coder", "round", "origin")
WORK = ["source", "coder", "round", "origin"]


@dataclass(frozen=True, slots=True)
class Tally:
    """A comparison in numbers. sources: the texts compared; codings: how many each coder has, in whichever text.

    codes: those that somebody has given words of these texts, by name. people: whose the codings are, in the order they
    are met. written_in: the rounds of the codings.
    """

    rounds: tuple[str, ...]
    sources: tuple[str, ...]
    codings: Mapping[str, int]
    codes: tuple[str, ...]
    agreed: int
    kinds: Mapping[DisagreementKind, int]
    decided: tuple[Adjudication, ...]
    people: tuple[str, ...]
    written_in: frozenset[str]

    @property
    def coders(self) -> tuple[str, ...]:
        return tuple(self.codings)

    @property
    def disagreements(self) -> int:
        return sum(self.kinds.values())

    @property
    def open(self) -> int:
        """How many of them nobody has decided."""
        return self.disagreements - len(self.decided)


class _Work(NamedTuple):
    source: str
    coder: str
    round: str
    origin: str


def tally_study(study: Study, wanted: Wanted | None = None) -> Tally:
    """Count what `compare_study` finds, without making the places; raises what it does."""
    wanted = wanted or Wanted()
    table = codings_table(study, COLUMNS)
    work, number = _work(table)
    chosen = choose(study, work, wanted)
    kept = np.array([is_compared(each, chosen, wanted) for each in work], bool)[number]
    table, number = table[kept], number[kept]
    rater = np.array(
        [chosen.names.index(chosen.raters.get((each.coder, each.round), chosen.names[0])) for each in work]
    )
    per_rater = np.bincount(rater[number], minlength=len(chosen.names)).tolist()
    here = np.array([each.source in chosen.texts for each in work])[number]
    found, codes = _counted(table[here], rater[number][here], chosen)
    used = [work[each] for each in dict.fromkeys(number.tolist())]
    return Tally(
        rounds=chosen.rounds,
        sources=tuple(chosen.texts),
        codings=dict(zip(chosen.names, per_rater, strict=True)),
        codes=tuple(sorted(codes[each] for each in found.codes.tolist())),
        agreed=found.agreed,
        kinds={"code": found.code, "boundary": found.boundary, "presence": found.presence},
        decided=_decided(study, found.place, table["id"].to_numpy(np.int64)[here]),
        people=tuple(dict.fromkeys(each.coder for each in used)),
        written_in=frozenset(each.round for each in used),
    )


def _work(table: pd.DataFrame) -> tuple[list[_Work], Numbers]:
    """Who has coded what in which round, each once, and for each coding which of these it is of."""
    groups = table.groupby(WORK, sort=False)
    number: Numbers = groups.ngroup().to_numpy().astype(np.int64)
    first = table.iloc[np.unique(number, return_index=True)[1]]
    return [_Work(*map(str, each)) for each in first[WORK].itertuples(index=False, name=None)], number


def _counted(table: pd.DataFrame, rater: Numbers, chosen: Chosen) -> tuple[Counts, list[str]]:
    """The counts, and the codes by the number they have there."""
    import pandas as pd

    code, codes = pd.factorize(table["code"])
    source = pd.Index(list(chosen.texts)).get_indexer(pd.Index(table["source"]))
    start, end = (table[each].to_numpy(np.int64) for each in ("start", "end"))
    placed = Placed(source.astype(np.int64), code.astype(np.int64), rater, start, end)
    return count(placed, list(chosen.texts.values()), len(chosen.names), len(codes)), list(map(str, codes))


def _decided(study: Study, place: Numbers, ids: Numbers) -> tuple[Adjudication, ...]:
    """What stands decided of these places; nothing where another coding has come into dispute since."""
    decisions = standing(adjudications(study))
    found = ((decisions.get(min(each)), each) for each in whole_places(place, ids, decisions))
    return tuple(decision for decision, own in found if decision is not None and own <= set(decision.codings))
