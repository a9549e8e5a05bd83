"""Timed cues (subtitles, speech recognition) made into lines, labelled where the speaker changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.sources.clock import seconds
from evaluation.sources.extract import Line

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME})(?:\s|$)")
_LABEL = re.compile(r"\s*(?:>>\s*)?([^\W\d_][^:<>?!\n]{0,48}):\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words spoken between two points of time; `number` is their line (or place) in the file."""

    text: str
    number: int
    start: float | None
    end: float | None
    speaker: str = ""


def cues_in(lines: Sequence[str], *, comments: tuple[str, ...] = ()) -> Iterator[Cue]:
    """Each line of each cue. Cue identifiers and blocks that begin with one of `comments` are left out."""
    timing: tuple[float, float] | None = None
    after_blank, commented = True, False
    for at, line in enumerate(lines):
        if match := _TIMING.match(line):
            timing, commented = (seconds(match[1]), seconds(match[2])), False
        elif not line.strip():
            after_blank, commented = True, False
            continue
        elif commented or (after_blank and line.startswith(comments or ("\0",))):
            commented = True
        elif timing and not _is_identifier(lines, at, after_blank=after_blank):
            yield Cue(line, at + 1, *timing)
        after_blank = False


def _is_identifier(lines: Sequence[str], at: int, *, after_blank: bool) -> bool:
    follows_timing = at + 1 < len(lines) and _TIMING.match(lines[at + 1]) is not None
    return follows_timing and (after_blank or lines[at].strip().isdigit())


def with_labels_lifted(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """`Kari: Hei` as words of Kari, where most cues are written so, or a few labels recur (Zoom)."""
    if any(cue.speaker for cue in cues):
        return tuple(cues)
    matches = [_LABEL.match(cue.text) for cue in cues]
    counts = Counter(match[1] for match in matches if match)
    recurring = {label for label, count in counts.items() if count > 1 or counts.total() * 2 > len(cues)}
    if sum(counts[label] for label in recurring) * 4 < len(cues):
        return tuple(cues)
    return tuple(_carried(cues, matches, recurring))


def _carried(cues: Sequence[Cue], matches: Sequence[re.Match[str] | None], labels: set[str]) -> Iterator[Cue]:
    """A cue without a label goes on with the speaker before it."""
    speaker = ""
    for cue, match in zip(cues, matches, strict=True):
        if match and match[1] in labels:
            speaker = match[1]
            yield replace(cue, text=cue.text[match.end() :], speaker=speaker)
        else:
            yield replace(cue, speaker=speaker)


def lines_of_cues(cues: Iterable[Cue]) -> tuple[Line, ...]:
    """One line a cue; the speaker's label is written where another takes over."""
    lines: list[Line] = []
    before = ""
    for cue in cues:
        if not (text := " ".join(cue.text.split())):
            continue
        label = f"{cue.speaker}: " if cue.speaker and cue.speaker != before else ""
        lines.append(Line(label + text, cue.number, cue.start, cue.end, cue.speaker))
        before = cue.speaker
    return tuple(lines)
