"""Codings as they would be had the coders agreed from the start where something has been decided since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from coding.comparison import Compared
from evaluation.model import Adjudication, Coding
from evaluation.study import Study


def settled(study: Study, decided: Collection[Adjudication], before: Compared) -> Compared:
    """The same coders, texts and units, with what stands decided in the place of what was in dispute, for each coder.

    What nobody has decided stays as it was. So the figures of this, beside those of `before`, tell how much of the
    disagreement is settled, and not how well coders agreed.
    """
    import pandas as pd

    disputed = {id_ for each in decided for id_ in each.codings}
    made = {id_ for each in decided for id_ in each.made}
    consensus = [each for each in study.codings() if each.id in made]
    kept = before.codings[~before.codings["id"].isin(disputed)]
    rows = [_row(each, rater.name) for each in consensus for rater in before.raters]
    new = pd.DataFrame(rows, columns=list(kept.columns)) if rows else kept.iloc[:0]
    known = set(before.codes)
    codes = [*before.codes, *dict.fromkeys(each.code for each in consensus if each.code not in known)]
    return replace(before, codings=pd.concat([kept, new], ignore_index=True), codes=tuple(codes))


def _row(coding: Coding, rater: str) -> dict[str, object]:
    own = {name: getattr(coding, name) for name in ("id", "source", "start", "end", "code", "coder", "round", "origin")}
    return {**own, "rater": rater}
