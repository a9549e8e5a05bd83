"""How strongly two codes go together, given how often each stands alone.

With n1 and n2 the times each occurs, n12 the times both do and n the number of units there are:

- `c`: n12 / (n1 + n2 − n12): the c-coefficient of ATLAS.ti; on units it is Jaccard's (1901). Codings that overlap
  several of the other code count more than once, and may bring it above 1: then the coding doubles itself.
- `dice`: 2 n12 / (n1 + n2). Dice (1945), Measures of the amount of ecologic association between species.
- `cosine`: n12 / √(n1 n2). Ochiai (1957).
- `inclusion`: n12 / min(n1, n2): how much of the rarer code stands with the commoner. Simpson (1943).
- `strength`: n n12 / (n1 n2): times as often as by chance; units only. Van Eck & Waltman (2009), How to normalize
  cooccurrence data?
- `phi`: the correlation of two yes-or-no variables; units only. Yule (1912).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.errors import fail

Values = npt.NDArray[Any]
Formula = Callable[[Values, Values, Values, float], Values]


def _phi(both: Values, one: Values, other: Values, units: float) -> Values:
    spread: Values = np.sqrt(one * other * (units - one) * (units - other))
    return np.asarray((units * both - one * other) / spread)


COEFFICIENTS: Mapping[str, Formula] = {
    "c": lambda both, one, other, _: both / (one + other - both),
    "dice": lambda both, one, other, _: 2 * both / (one + other),
    "cosine": lambda both, one, other, _: both / np.sqrt(one * other),
    "inclusion": lambda both, one, other, _: both / np.minimum(one, other),
    "strength": lambda both, one, other, units: units * both / (one * other),
    "phi": _phi,
}
OF_UNITS = ("strength", "phi")


def coefficient(name: str, both: Values, one: Values, other: Values, units: int | None = None) -> Values:
    """The coefficient called `name` for each pair; NaN where it is not defined.

    Raises CLI-003 for a name that there is not, or for one of OF_UNITS where there are no units.
    """
    known = [each for each in COEFFICIENTS if units is not None or each not in OF_UNITS]
    if name not in known:
        raise fail("CLI-003", option="coefficient", value=name, known=", ".join(known))
    first, second, third = (np.asarray(each, dtype=np.float64) for each in (both, one, other))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = COEFFICIENTS[name](first, second, third, float(units or 0))
    return np.where(np.isfinite(found), found, np.nan)
