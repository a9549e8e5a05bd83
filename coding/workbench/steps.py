"""What a coder can take back on the page, and bring back: their own acts there, one after the other without limit."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from evaluation.errors import EvaluationError, fail
from evaluation.store.undo import is_own, own_latest
from evaluation.study import Study

OWN = ("code.add", "code.change", "code.remove", "code.suggest", "suggest.refuse", "memo.", "codebook.create")
DONE_ALREADY = ("STORE-010", "STORE-011")
RESTED_ON = ("STORE-012",)


def steps_of(study: Study, kinds: Collection[str] = OWN) -> dict[str, Any]:
    """The changes that `undo` and `redo` are about next, None where there is none; kinds: of which acts."""
    with study.store.reading() as connection:
        back, again = own_latest(connection, study.who, kinds)
    return {"undo": back, "redo": again}


def take_back(study: Study, change: int, kinds: Collection[str] = OWN) -> None:
    """Undo an own act. One that is undone already stays so: whoever lost the answer may ask twice.

    Raises CODING-014 for an act of somebody else or of another kind, and where later acts rest on it.
    """
    _unless_done(study, change, kinds, redo=False)


def bring_back(study: Study, change: int, kinds: Collection[str] = OWN) -> None:
    """Redo an own act that was undone, with the same patience."""
    _unless_done(study, change, kinds, redo=True)


def _unless_done(study: Study, change: int, kinds: Collection[str], *, redo: bool) -> None:
    with study.store.reading() as connection:
        own = is_own(connection, change, study.who, kinds)
    try:
        if own:
            study.undo(change, redo=redo)
    except EvaluationError as error:
        if error.problems[0].code in RESTED_ON:
            raise fail("CODING-014") from error
        if error.problems[0].code not in DONE_ALREADY:
            raise
    if not own:
        raise fail("CODING-014")
