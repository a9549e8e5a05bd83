"""The mark of a place in dispute: another one as soon as a coding or a decision there is another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from coding.consensus.places import Disagreement
from evaluation.model import Adjudication

LENGTH = 16
PARTS = "."  # between what is said of the codings and of the decisions


def mark_of(place: Disagreement, standing: Iterable[Adjudication]) -> str:
    """standing: the decisions in force there."""
    codings = sorted((each.id or 0, each.start, each.end, each.code, each.coder) for each in place.codings)
    digest = hashlib.sha256(repr((place.source, codings)).encode("utf-8", "surrogatepass")).hexdigest()
    return PARTS.join([digest[:LENGTH], *(str(id_) for id_ in sorted(each.id or 0 for each in standing))])


def same_codings(one: str, other: str) -> bool:
    """Whether two marks are of the same codings, whatever was decided of them."""
    return one.partition(PARTS)[0] == other.partition(PARTS)[0]
