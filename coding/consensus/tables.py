"""A comparison as the tables its pictures are drawn from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coding.consensus.comparing import Comparison
from coding.consensus.places import Disagreement
from coding.consensus.runs import runs

if TYPE_CHECKING:
    import pandas as pd

NONE = ""  # the row and the column of what the other coded and this one did not


def confusion(comparison: Comparison, first: str, second: str) -> pd.DataFrame:
    """How often one coder's code (rows) met the other's (columns); in the row or the column NONE it met none.

    Places are counted: one that both gave the same code, to the same extent or not, stands in the diagonal; where they
    gave words different codes, every code of the one meets every code of the other.
    """
    import pandas as pd

    counts: Counter[tuple[str, str]] = Counter()
    for agreed in comparison.found.agreed:
        counts[agreed.code, agreed.code] += 1
    for place in comparison.found.disagreements:
        counts.update(_met(comparison, place, first, second))
    codes = [*comparison.found.overlap, NONE]
    return pd.DataFrame([[counts[row, column] for column in codes] for row in codes], index=codes, columns=codes)


def strip(comparison: Comparison, source: str, first: str, second: str) -> pd.DataFrame:
    """Where in a source each code is, and who gave it: `code`, `who` (`both`, `first`, `second`), `start_share` and
    `end_share` (0 to 1), one row for each run.
    """
    import pandas as pd

    length = max(len(comparison.texts[source]), 1)
    places: dict[str, dict[str, list[tuple[int, int]]]] = {code: {} for code in comparison.found.overlap}
    for each in comparison.codings:
        if each.source == source and (who := comparison.rater(each)) in (first, second) and each.code in places:
            places[each.code].setdefault(who, []).append((each.start, each.end))
    rows = [
        (code, "both" if len(run.coders) > 1 else "first" if first in run.coders else "second", run.start, run.end)
        for code, own in places.items()
        for run in runs(own)
    ]
    table = pd.DataFrame(rows, columns=["code", "who", "start_share", "end_share"])
    return table.assign(start_share=table["start_share"] / length, end_share=table["end_share"] / length)


def _met(comparison: Comparison, place: Disagreement, first: str, second: str) -> Counter[tuple[str, str]]:
    own = {
        who: sorted({each.code for each in place.codings if comparison.rater(each) == who}) for who in (first, second)
    }
    shared = set(own[first]) & set(own[second])
    left, right = ([code for code in own[who] if code not in shared] for who in (first, second))
    met = Counter({(code, code): 1 for code in shared})
    for row in left or ([NONE] if right else []):
        for column in right or [NONE]:
            met[row, column] += 1
    return met
