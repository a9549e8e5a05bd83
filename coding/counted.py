"""Which codings are counted, so that words that several people have coded alike count once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from coding.consensus.runs import joined
from coding.retrieval import CODING_COLUMNS, codings_table
from evaluation.model.round import CONSENSUS
from evaluation.rounds import list_rounds
from evaluation.store.coding_queries import has_coding_value
from evaluation.study import Study

if TYPE_CHECKING:
    import pandas as pd

Marks = npt.NDArray[np.bool_]
BEYOND = 1 << 40  # no text is that long
NEEDED = ("source", "start", "end", "code", "coder", "round")


class _Place(NamedTuple):
    start: int
    end: int
    coder: str
    row: int  # of the table


def counted_table(study: Study, columns: Sequence[str] = CODING_COLUMNS, *, by: Collection[str] = ()) -> pd.DataFrame:
    """As `codings_table`, without the codings that would count the same words twice (see `counted`).

    by: what is told apart; where that is coders, rounds or origins, all of theirs count.
    """
    if not {"coder", "round", "origin"}.isdisjoint(by):
        return codings_table(study, columns)
    rounds = list_rounds(study)
    if not rounds and not _has_consensus(study):
        return codings_table(study, columns)
    table = codings_table(study, tuple(dict.fromkeys((*columns, *NEEDED))))
    blind = [each.name for each in rounds if each.blind and each.is_open]
    return counted(table, rounds=[each.name for each in rounds], unfinished=blind)[list(columns)]


def _has_consensus(study: Study) -> bool:
    with study.store.reading() as connection:
        return has_coding_value(connection, "round", CONSENSUS)


def counted(codings: pd.DataFrame, *, rounds: Collection[str], unfinished: Collection[str] = ()) -> pd.DataFrame:
    """The codings that count, with all their columns; `codings` has NEEDED.

    unfinished: blind rounds that are open, which do not count at all, whoever reads. A text that several coders have
    coded in one of the `rounds` counts as the consensus has it; where there is none for it yet, what they gave the same
    code counts once. A consensus coding stands for every other coding of the same words with the same code.
    """
    kept = codings[~codings["round"].isin(list(unfinished))]
    agreed = kept["round"] == CONSENSUS
    if not rounds and not agreed.any():
        return kept
    texts = set(kept.loc[agreed, "source"])
    double = _double(kept, set(rounds) - set(unfinished))
    doubled = np.array([pair in double for pair in zip(kept["round"], kept["source"], strict=True)], bool)
    out = doubled & kept["source"].isin(texts).to_numpy()
    out |= ~agreed.to_numpy() & _covered(kept, kept[agreed])
    out |= _again(kept, doubled & ~out)
    return kept[~out].reset_index(drop=True)


def _double(codings: pd.DataFrame, rounds: Iterable[str]) -> set[tuple[str, str]]:
    """(round, source) in which more than one has coded."""
    within = codings[codings["round"].isin(list(rounds))]
    coders = within.groupby(["round", "source"])["coder"].nunique()
    return set(coders.index[coders > 1])


def _covered(codings: pd.DataFrame, by: pd.DataFrame) -> Marks:
    """Whether each coding shares words with one of `by` that has its code."""
    found = np.zeros(len(codings), bool)
    agreed = _grouped(by)
    for key, own in _grouped(codings).items():
        if spans := joined((each.start, each.end) for each in agreed.get(key, ())):
            starts, ends = np.array([*spans, (BEYOND, BEYOND)]).T
            first = np.searchsorted(ends, [each.start for each in own], side="right")
            found[[each.row for each in own]] = starts[first] < [each.end for each in own]
    return found


def _again(codings: pd.DataFrame, among: Marks) -> Marks:
    """Of those marked, the codings that share words with an earlier one that has their code and is another coder's."""
    found = np.zeros(len(codings), bool)
    places = np.flatnonzero(among)
    for own in _grouped(codings.iloc[places]).values():
        reach: dict[str, int] = {}
        for each in own:
            if any(end > each.start for coder, end in reach.items() if coder != each.coder):
                found[places[each.row]] = True
            else:
                reach[each.coder] = max(reach.get(each.coder, 0), each.end)
    return found


def _grouped(codings: pd.DataFrame) -> dict[tuple[str, str], list[_Place]]:
    """(source, code) → its codings, in the order of the text."""
    listed = zip(*(codings[name].tolist() for name in ("source", "code", "start", "end", "coder")), strict=True)
    found: dict[tuple[str, str], list[_Place]] = {}
    for row, (source, code, start, end, coder) in enumerate(listed):
        found.setdefault((source, code), []).append(_Place(start, end, coder, row))
    return {key: sorted(own) for key, own in found.items()}
