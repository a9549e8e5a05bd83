"""Whether an agenda item was put off: set down for a later meeting, or not treated at all."""

from __future__ import annotations

from evaluation.followup.minutes import words
from evaluation.model.meetings import Deferral


def deferral_in(sentence: str) -> Deferral:
    """What one sentence says of that."""
    plain = " ".join(sentence.split())
    if any(pattern.search(plain) for pattern in words.TO_NEXT):
        return "next-meeting"
    if words.NOT_TREATED.search(plain):
        return "next-meeting" if words.LATER.search(plain) else "not-treated"
    return ""
