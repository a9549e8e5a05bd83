"""The portrait of a source: where in its text each code lies."""

from __future__ import annotations

import pandas as pd

COLUMNS = ("code", "start_share", "end_share", "start", "end", "id", "speaker")


def portrait(codings: pd.DataFrame, characters: int) -> pd.DataFrame:
    """One row for each coding of one source, in the order of the text: COLUMNS.

    codings: `code`, `start`, `end`, `id` and, if known, `speaker`. characters: the length of the text; the shares are
    of that, 0 to 1.
    """
    table = codings.assign(
        start_share=codings["start"] / max(characters, 1),
        end_share=codings["end"] / max(characters, 1),
        speaker=codings.get("speaker"),
    )
    return table.sort_values(["start", "end", "code"])[list(COLUMNS)].reset_index(drop=True)


def extents(portrayed: pd.DataFrame) -> pd.DataFrame:
    """How much of the text each code covers: `code`, `codings`, `share`, `first`, `last`; by where each first comes.

    What several codings of a code cover together counts once.
    """
    rows = []
    for code, own in portrayed.groupby("code", sort=False):
        covered, reach = 0.0, 0.0
        for start, end in zip(own["start_share"], own["end_share"], strict=True):
            covered += max(0.0, end - max(start, reach))
            reach = max(reach, end)
        rows.append((code, len(own), covered, own["start_share"].iloc[0], own["end_share"].max()))
    return pd.DataFrame(rows, columns=["code", "codings", "share", "first", "last"])


def behind(portrayed: pd.DataFrame, code: str, counted: str = "codings") -> pd.DataFrame:
    """The codings behind one value of `extents`: all of the code, or where it begins (`first`) or ends (`last`)."""
    own = portrayed[portrayed["code"] == code]
    if counted == "first":
        return own.head(1)
    return own.sort_values("end", kind="stable").tail(1) if counted == "last" else own
