"""Pairs of codes as a list, the commonest first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coding.cooccurrence.coefficients import coefficient

COLUMNS = ("code_a", "code_b", "count", "coefficient", "count_a", "count_b")


def listed(counts: pd.DataFrame, *, by: str = "c", least: int = 1) -> pd.DataFrame:
    """Each pair of different codes once, most often together first: COLUMNS.

    counts: codes × codes as from `overlapping`, `within` or `sharing`. `count_a` and `count_b` tell how often each code
    stands at all; `coefficient` is the one called `by`. Pairs with fewer than `least` are left out.
    """
    both = counts.to_numpy()
    row, column = np.triu_indices(len(counts), 1)
    alone = np.diag(both)
    names = counts.index.to_numpy()
    table = pd.DataFrame(
        {
            "code_a": names[row],
            "code_b": names[column],
            "count": both[row, column],
            "coefficient": coefficient(by, both[row, column], alone[row], alone[column], counts.attrs.get("units")),
            "count_a": alone[row],
            "count_b": alone[column],
        }
    )
    shown = table[table["count"] >= least]
    return shown.sort_values(["count", "coefficient"], ascending=False, kind="stable").reset_index(drop=True)
