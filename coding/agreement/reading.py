"""A table of units × coders read into ratings."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from coding.agreement.distinct import distinct_rows
from coding.agreement.ratings import Places, Ratings
from evaluation.errors import fail
from evaluation.settings.nearness import nearest


def read_table(table: pd.DataFrame | npt.ArrayLike, categories: Sequence[Hashable] | None) -> Ratings:
    """See `Ratings.of`."""
    frame = table if isinstance(table, pd.DataFrame) else pd.DataFrame(np.asarray(table))
    codes, found = _numbered(frame)
    order = _ascending(found) if categories is None else list(dict.fromkeys(categories))
    codes = _placed(codes, found, order)
    patterns, counts = distinct_rows(codes, len(order))
    return Ratings(patterns[:, None], counts, tuple(order), tuple(map(str, frame.columns)))


def _numbered(frame: pd.DataFrame) -> tuple[Places, list[Any]]:
    """Units × coders as numbers of the values found, -1 where missing."""
    columns = [frame.iloc[:, at] for at in range(frame.shape[1])]
    if not columns:
        return np.empty((len(frame), 0), np.int64), []
    together = np.concatenate([np.asarray(each) for each in columns])
    codes, found = pd.factorize(together)
    values = [each.item() if isinstance(each, np.generic) else each for each in found]
    return codes.astype(np.int64).reshape(len(columns), len(frame)).T, values


def _ascending(values: list[Any]) -> list[Any]:
    try:
        return sorted(values)
    except TypeError:  # numbers and words side by side
        return sorted(values, key=str)


def _placed(codes: Places, found: list[Any], order: list[Any]) -> Places:
    """The numbers as places in the order wanted."""
    places = {each: at for at, each in enumerate(order)}
    strange = [each for each in found if each not in places]
    if strange:
        known = [str(each) for each in order]
        near = ", ".join(nearest(str(strange[0]), known) or known[:8])
        raise fail("AGREEMENT-006", value=strange[0], known=near or "–")
    return np.array([*(places[each] for each in found), -1], np.int64)[codes]
