"""What a person has looked at in a report and let stand: by a mark for the words and those on either side."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable

from evaluation.errors import Problem, fail
from evaluation.model.verdict import Verdict
from evaluation.privacy.scanning.spelling import folded
from evaluation.store.verdicts import put_verdicts, read_verdicts
from evaluation.study import Study

KIND = "report"  # of a verdict
LENGTH = 10  # letters of a mark
_WORD = re.compile(r"\w+")
_AROUND = 60  # characters in which the nearest word stands


def mark_of(text: str, start: int, end: int) -> str:
    """The mark of words [start, end) of a text: the same in every format, another between other words."""
    before = _WORD.findall(text[max(0, start - _AROUND) : start])[-1:]
    after = _WORD.findall(text[end : end + _AROUND])[:1]
    told = " ".join(folded(word) for word in (*before, *_WORD.findall(text[start:end]), *after))
    return hashlib.sha256(told.encode()).hexdigest()[:LENGTH]


def mark_of_small(word: str) -> str:
    """The mark of a word in small letters, wherever it stands."""
    return hashlib.sha256(f"small:{folded(word)}".encode()).hexdigest()[:LENGTH]


def standing_marks(study: Study) -> frozenset[str]:
    """The marks of all that may stand."""
    with study.store.reading() as connection:
        return frozenset(each.words for each in read_verdicts(connection) if each.kind == KIND and not each.accepted)


def let_stand(study: Study, wanted: Collection[str], found: Iterable[Problem]) -> int:
    """Let stand what was found and is marked so, or words in small letters, given themselves; one act that undo takes
    back. Returns how many. Raises PRIVACY-009 for what nothing found has.
    """
    there = {str(each.values.get("mark", "")) for each in found}
    small = {word for each in found for word in str(each.values.get("small", "")).split(", ") if word}
    marks = {mark_of_small(each) if each in small else each for each in wanted}
    known = there | {mark_of_small(word) for word in small}
    if missing := sorted(each for each in wanted if each not in small and each not in known):
        raise fail("PRIVACY-009", marks=", ".join(missing))
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    verdicts = [Verdict(None, KIND, mark, False, study.who, at) for mark in sorted(marks)]
    with study.store.act("report.stands", study.who, n=len(verdicts)) as act:
        put_verdicts(act, verdicts)
    return len(verdicts)
