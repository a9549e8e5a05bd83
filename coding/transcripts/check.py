"""What to look at in a transcript after it is read; none of it hinders the import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from coding.transcripts.passages import Passage
from coding.transcripts.turns import Stretch, is_labelled, preamble
from evaluation.errors import Problem, problem
from evaluation.sources.speakers import label_key


def problems_in(passages: Sequence[Passage], stretches: Sequence[Stretch], file: str) -> tuple[Problem, ...]:
    """Everything at once, in the order of the lines."""
    if not is_labelled(passages):
        return (problem("TRANSCRIPT-006", file=file, severity="note"),)
    found = (
        *_before_the_first(passages, file),
        *_single_labels(passages, file),
        *_empty_turns(stretches, file),
        *_times_backwards(stretches, file),
    )
    return tuple(sorted(found, key=lambda each: each.line or 0))


def _before_the_first(passages: Sequence[Passage], file: str) -> Iterator[Problem]:
    """A few lines of title and date are told of once."""
    if before := preamble(passages):
        yield problem("TRANSCRIPT-005", file=file, line=before[0].line, severity="note", lines=len(before))


def _single_labels(passages: Sequence[Passage], file: str) -> Iterator[Problem]:
    """Labels read from the text that occur once, where others recur."""
    labelled = [each for each in passages if each.label]
    counts = Counter(label_key(each.speaker) for each in labelled)
    if max(counts.values(), default=0) > 1:
        for each in labelled:
            if counts[label_key(each.speaker)] == 1:
                yield problem("TRANSCRIPT-001", file=file, line=each.line, severity="warning", speaker=each.speaker)


def _empty_turns(stretches: Sequence[Stretch], file: str) -> Iterator[Problem]:
    for each in stretches:
        if each.is_empty and not each.is_heading:
            yield problem("TRANSCRIPT-002", file=file, line=each.line, severity="warning", speaker=each.speaker)


def _times_backwards(stretches: Sequence[Stretch], file: str) -> Iterator[Problem]:
    before = 0.0
    for each in stretches:
        if each.start_time is None:
            continue
        if each.start_time < before:
            times = {"time": clock(each.start_time), "before": clock(before)}
            yield problem("TRANSCRIPT-004", file=file, line=each.line, severity="warning", **times)
        before = each.start_time


def clock(time: float) -> str:
    """`725` is `0:12:05`."""
    minutes, seconds = divmod(int(time), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
