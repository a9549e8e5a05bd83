"""What a coder can take back on the page, and bring back: their own acts there, one after the other without limit."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from evaluation.errors import EvaluationError, fail
from evaluation.store.undo import is_own, own_latest
from evaluation.study import Study

OWN = (
    *("code.add", "code.change", "code.remove", "code.suggest", "suggest.refuse", "memo.", "codebook.create"),
    *("source.correct", "source.pseudonym", "turn."),
)
ON_TEXTS = ("source.", "turn.", "privacy.")
DONE_ALREADY = ("STORE-010", "STORE-011")
RESTED_ON = ("STORE-012",)
SEALED = ("STORE-018",)


def steps_of(study: Study, kinds: Collection[str] = OWN) -> dict[str, Any]:
    """The changes that `undo` and `redo` are about next, None where there is none; kinds: of which acts."""
    with study.store.reading() as connection:
        back, again = own_latest(connection, study.who, kinds)
    return {"undo": back, "redo": again}


def take_back(study: Study, change: int, kinds: Collection[str] = OWN) -> None:
    """Undo an own act. One that is undone already stays so: whoever lost the answer may ask twice.

    Raises CODING-014 for an act of somebody else or of another kind, and where later acts rest on it; CORRECT-007 where
    one of those corrected the text, CORRECT-008 for a correction that others stand on by now, CORRECT-009 where names
    have been taken out of the text since.
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
            raise fail(_why(study, change, str(error.problems[0].values.get("later", "")))) from error
        if error.problems[0].code in SEALED:
            raise fail("CORRECT-009") from error
        if error.problems[0].code not in DONE_ALREADY:
            raise
    if not own:
        raise fail("CODING-014")


def _why(study: Study, change: int, later: str) -> str:
    """The message for an act that later ones rest on."""
    acts = {str(each.id): each.act for each in study.log()}
    if acts.get(str(change), "").startswith(ON_TEXTS):
        return "CORRECT-008"
    corrected = any(acts.get(each, "").startswith(ON_TEXTS) for each in later.split(", "))
    return "CORRECT-007" if corrected else "CODING-014"
