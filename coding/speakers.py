"""How a conversation is shared: who speaks how much, who follows whom, and who is silent on what.

The tables take turns as `coding.spoken.turns_table` gives them, or any table with the columns named.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def speaking(turns: pd.DataFrame) -> pd.DataFrame:
    """One row for each speaker, most words first.

    turns: `speaker`, `words` and, if known, `affiliation`. Columns: `speaker`, `affiliation`, `turns`, `words`, `share`
    (of all words spoken, 0 to 1), `mean_turn` and `longest_turn` (words). Text that nobody speaks is left out.
    """
    spoken = turns[turns["speaker"].notna()]
    if "affiliation" not in spoken:
        spoken = spoken.assign(affiliation=None)
    counted = spoken.groupby("speaker", sort=False).agg(
        affiliation=("affiliation", "first"),
        turns=("words", "size"),
        words=("words", "sum"),
        mean_turn=("words", "mean"),
        longest_turn=("words", "max"),
    )
    counted.insert(3, "share", counted["words"] / max(int(counted["words"].sum()), 1))
    return counted.sort_values("words", ascending=False, kind="stable").reset_index()


def turns_of(turns: pd.DataFrame, speaker: str, counted: str = "turns") -> pd.DataFrame:
    """The turns behind one value of `speaking`: all of the speaker, or the one with most words (`longest_turn`)."""
    own = turns[turns["speaker"] == speaker]
    return own.sort_values("words", ascending=False, kind="stable").head(1) if counted == "longest_turn" else own


def answers(turns: pd.DataFrame, speaker: str, other: str) -> pd.DataFrame:
    """The turns behind one count of `following`: `source`, and `start`, `end` with `_a` (first) and `_b` (next)."""
    spoken = turns[turns["speaker"].notna()][["source", "turn", "speaker", "start", "end"]]
    later = spoken.assign(turn=spoken["turn"] - 1)
    met = spoken.merge(later, on=["source", "turn"], suffixes=("_a", "_b"))
    found = met[(met["speaker_a"] == speaker) & (met["speaker_b"] == other)]
    return found[["source", "start_a", "end_a", "start_b", "end_b"]].reset_index(drop=True)


def following(turns: pd.DataFrame) -> pd.DataFrame:
    """Who follows whom: speakers × speakers, the row's turn followed at once by the column's.

    turns: `source`, `turn` (consecutive numbers), `speaker`. The first turn of a source follows nobody; where a turn is
    left out (a consent withdrawn), those around it do not follow each other. Nought where it never happens.
    """
    spoken = turns[turns["speaker"].notna()]
    ordered = spoken.sort_values(["source", "turn"], kind="stable")
    after = ordered.groupby("source")[["speaker", "turn"]].shift(-1)
    next_to = after["turn"] == ordered["turn"] + 1
    names = list(dict.fromkeys(spoken["speaker"]))
    counts = pd.crosstab(ordered["speaker"][next_to], after["speaker"][next_to])
    table = counts.reindex(index=names, columns=names, fill_value=0).astype(int)
    return table.rename_axis(index="speaker", columns="next")


def silences(
    codings: pd.DataFrame, informants: Sequence[str], themes: Sequence[str], *, theme: str = "theme"
) -> pd.DataFrame:
    """Which informants say nothing that is coded on a theme: `theme`, `speaker`, in the order given.

    codings: `speaker` and the column `theme` names (`theme`, `code`). Somebody may have spoken of it all the same:
    the coding does not know.
    """
    heard = set(zip(codings[theme], codings["speaker"], strict=True))
    silent = [(each, speaker) for each in themes for speaker in informants if (each, speaker) not in heard]
    return pd.DataFrame(silent, columns=["theme", "speaker"])
