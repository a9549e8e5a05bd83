"""A matrix of two cases and two themes, made of plain tables."""

from __future__ import annotations

import pandas as pd

from coding.framework.matrix import QUOTE_COLUMNS, Framework, Named, framework
from evaluation.model import Summary

CASES = (Named("p1", "Informant 1"), Named("p2", "Informant 2"))
THEMES = (Named("forebygging", "Forebyggende arbeid"), Named("oppfolging", "Oppfølging"))
SALT = "hemmelig"


def quotes(*rows: tuple[int, str, str, str]) -> pd.DataFrame:
    """Quotes from (id, case, theme, words)."""
    told = [(id_, case, theme, text, "fg", id_, id_ + 5, case, theme, "Kari", "1") for id_, case, theme, text in rows]
    return pd.DataFrame(told, columns=list(QUOTE_COLUMNS))


def matrix(texts: dict[tuple[str, str], str] | None = None, found: pd.DataFrame | None = None) -> Framework:
    """The matrix with these summaries, each resting on the quotes there are."""
    table = quotes((1, "p1", "forebygging", "Vi løfter."), (2, "p1", "forebygging", "=1+1")) if found is None else found
    empty = framework("participant", CASES, THEMES, table)
    written = [
        Summary("participant", case, theme, text, empty.cell(case, theme).quotes, empty.cell(case, theme).evidence)
        for (case, theme), text in (texts or {}).items()
        if text
    ]
    return framework("participant", CASES, THEMES, table, written)
