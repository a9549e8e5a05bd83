"""Units of several texts laid on one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from coding.agreement.continuum import PIECES, Continuum, joined
from coding.agreement.ratings import Places


def laid(
    units: pd.DataFrame,
    lengths: int | Mapping[str, int],
    coders: Sequence[str] | None,
    blocks: pd.DataFrame | None,
) -> Continuum:
    """See `Continuum.of`."""
    texts = {"": lengths} if isinstance(lengths, int) else dict(lengths)
    bases = dict(zip(texts, np.cumsum([0, *texts.values()]).tolist(), strict=False))
    names = tuple(map(str, coders if coders is not None else units["coder"].unique()))
    values = tuple(sorted(map(str, units["code"].unique())))
    whole = _on_line(units, texts, bases)
    columns = [
        pd.Index(names).get_indexer(pd.Index(units["coder"].astype(str)))[whole.index],
        pd.Index(values).get_indexer(pd.Index(units["code"].astype(str)))[whole.index],
        *(whole[each].to_numpy(np.int64) for each in ("start", "end")),
    ]
    rows = np.column_stack(columns).astype(np.int64)
    coder, value, start, end = joined(rows[(rows[:, 0] >= 0) & (rows[:, 3] > rows[:, 2])]).T
    breaks = _breaks(texts, bases, blocks, int((end - start).max(initial=1)))
    return Continuum(coder, start, end, value, names, values, breaks)


def _on_line(units: pd.DataFrame, texts: Mapping[str, int], bases: Mapping[str, int]) -> pd.DataFrame:
    """Start and end of the units of these texts on the line, what reaches over the end of its text cut off."""
    numbered = units.reset_index(drop=True)
    source = numbered["source"] if "source" in numbered else pd.Series("", index=numbered.index)
    known = source[source.isin(list(texts))]
    base, room = known.map(bases).astype("int64"), known.map(texts).astype("int64")
    place = {each: numbered.loc[known.index, each].clip(0, room) + base for each in ("start", "end")}
    return pd.DataFrame(place)


def _breaks(texts: Mapping[str, int], bases: Mapping[str, int], blocks: pd.DataFrame | None, longest: int) -> Places:
    total = sum(texts.values())
    if blocks is None:
        step = max(longest, -(-total // PIECES))
        inner = [np.arange(bases[each], bases[each] + length, step) for each, length in texts.items()]
    else:
        known = blocks[blocks["source"].isin(list(texts))]
        inner = [np.sort(known["source"].map(bases).to_numpy(np.int64) + known["start"].to_numpy(np.int64))]
        inner[0] = inner[0][:: max(-(-len(inner[0]) // PIECES), 1)]
    ends = np.array([0, total, *bases.values()])
    return np.unique(np.concatenate([*inner, ends]).clip(0, total)).astype(np.int64)
