"""How a foreign file counts the places in its texts, found by trying every way and seeing which one cuts no words.

Programs differ in what they count (code points or UTF-16 units), in whether a byte order mark counts, in whether a
line break counts once or twice, and in whether the end is the last character or the one after. Each way is scored on
the ends of all selections, and on those that are called by their own words; the surest is taken (Bayes, with the ways
alike at first), and ways that place every selection alike are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, log
from typing import Any

import numpy as np
import numpy.typing as npt

from coding.text.letters import blank, in_words, letters
from evaluation.errors import fail
from evaluation.model import OffsetMap

Places = npt.NDArray[np.int64]
FITTING, BY_CHANCE = 0.97, 0.03  # how often an end lies well in the right way of counting, and how often it does not
QUOTED = 8  # ends that one selection called by its own words is worth
ENOUGH = 5_000  # selections tell as much as all
SHORTEST = 4  # characters a name must have to be taken for a quotation


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of counting. `utf16`: units of 16 bits; `bom`: the mark counts; `crlf`: a line break counts twice;
    `last`: the end is the last character itself."""

    utf16: bool = False
    bom: bool = False
    crlf: bool = False
    last: bool = False

    def __str__(self) -> str:
        options = ("bom", "crlf", "last")
        return "+".join(["utf16" if self.utf16 else "codepoint", *(name for name in options if getattr(self, name))])


@dataclass(frozen=True, slots=True)
class Foreign:
    """A text as it stood in the file (byte order mark, `\\r\\n` and all), with the way to the stored one."""

    original: str
    offsets: OffsetMap
    length: int  # of the stored text


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection as the file counts it: the number of its text, start, end, and what it is called."""

    text: int
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """certainty: how likely the frame is, of all that differ from it; fitting: the share of ends that lie well.

    alternatives: how many ways placed the selections differently. given: the user said which.
    """

    frame: Frame
    certainty: float = 1.0
    fitting: float = 1.0
    selections: int = 0
    alternatives: int = 0
    given: bool = False

    def as_dict(self) -> dict[str, Any]:
        told = {"certainty": round(self.certainty, 4), "fitting": round(self.fitting, 4)}
        return {"frame": str(self.frame), **told, "selections": self.selections, "given": self.given}


def frame_named(written: str) -> Frame:
    """`utf16+crlf` as a frame. Raises EXCHANGE-006 for anything else."""
    words = [word for word in written.lower().replace(" ", "").split("+") if word]
    known = {"codepoint", "utf16", "bom", "crlf", "last"}
    if not words or set(words) - known or {"codepoint", "utf16"} <= set(words):
        raise fail("EXCHANGE-006", value=written)
    return Frame(*(word in words for word in ("utf16", "bom", "crlf", "last")))


def all_frames() -> Iterator[Frame]:
    """Every way, the likeliest before those that would place the same selections alike."""
    for last, bom, crlf, utf16 in product((False, True), repeat=4):
        yield Frame(utf16, bom, crlf, last)


def find_frame(texts: Sequence[Foreign], selected: Sequence[Selected]) -> Found:
    """The way of counting that these selections were made in."""
    if not selected:
        return Found(Frame())
    ways: dict[bytes, tuple[Frame, float, float]] = {}
    scorers = [_Scorer(each.original) for each in texts]
    numbers, raw = _as_arrays(selected)
    for frame in all_frames():
        places = _placed(texts, numbers, raw, frame)
        if (key := places.tobytes()) not in ways:
            ways[key] = (frame, *_score(texts, scorers, selected, places))
    frame, best, fitting = max(ways.values(), key=lambda way: way[1])
    certainty = 1 / sum(exp(max(score - best, -700)) for _, score, _ in ways.values())
    return Found(frame, certainty, fitting, len(selected), len(ways) - 1)


def placed(texts: Sequence[Foreign], selected: Sequence[Selected], frame: Frame) -> Places:
    """Start and end of each selection in the stored text; -1 for those outside it."""
    return _placed(texts, *_as_arrays(selected), frame)


def _as_arrays(selected: Sequence[Selected]) -> tuple[Places, Places]:
    """The numbers of the texts, and (start, end) as the file has them, held within what a whole number can be."""
    numbers = np.array([each.text for each in selected], np.int64)
    raw = [(_held(each.start), _held(each.end)) for each in selected]
    return numbers, np.array(raw, np.int64).reshape(-1, 2)


def _placed(texts: Sequence[Foreign], numbers: Places, raw: Places, frame: Frame) -> Places:
    found = np.full(raw.shape, -1, np.int64)
    order = np.argsort(numbers, kind="stable")
    bounds = np.searchsorted(numbers[order], np.arange(len(texts) + 1))
    for number, text in enumerate(texts):
        some = order[bounds[number] : bounds[number + 1]]
        if len(some):
            found[some] = _stored(text, raw[some] + np.array([0, int(frame.last)]), frame)
    return found


def _held(value: int, limit: int = 1 << 60) -> int:
    return max(-limit, min(limit, value))


def _stored(text: Foreign, raw: Places, frame: Frame) -> Places:
    counted = _counted(text.original, frame)
    inside = (raw >= 0) & (raw <= counted[-1])
    original = np.searchsorted(counted, np.clip(raw, 0, counted[-1]))
    steps = np.array(text.offsets.steps, np.int64).reshape(-1, 2)
    at = np.maximum(np.searchsorted(steps[:, 1], original, side="right") - 1, 0)
    limits = np.append(steps[1:, 0], text.length)
    stored = np.minimum(np.maximum(steps[at, 0], steps[at, 0] + original - steps[at, 1]), limits[at])
    return np.where(inside, stored, -1)


def _counted(original: str, frame: Frame) -> Places:
    """What the file calls the place before each character, and the one after the last."""
    codes = letters(original)
    width = np.ones(len(codes), np.int64)
    if frame.utf16 and codes.dtype.itemsize > 2:
        width += codes > 0xFFFF
    breaks = codes == 10
    after = np.zeros(len(codes), bool)
    after[1:] = breaks[1:] & (codes[:-1] == 13)
    if frame.crlf:
        width += breaks & ~after
    else:
        width[after] = 0
    if original[:1] == "\ufeff" and not frame.bom:
        width[0] = 0
    return np.concatenate([[0], np.cumsum(width)])


class _Scorer:
    """Where in a text a stretch may begin and end without cutting a word."""

    def __init__(self, original: str) -> None:
        from evaluation.sources.normalise import normalise

        self.text = normalise(original)[0]
        codes = letters(self.text)
        word = np.concatenate([[False], in_words(codes), [False]])
        gap = np.concatenate([[True], blank(codes), [True]])
        whole = ~(word[:-1] & word[1:])
        self.begins = whole & ~gap[1:]
        self.ends = whole & ~gap[:-1]
        self.ends[0] = False
        # A whole line, with its break, is as good as a stretch of words.
        line = np.concatenate([[True], codes == 10, [True]])
        self.begins |= line[:-1]
        self.ends |= line[:-1] | line[1:]


def _score(
    texts: Sequence[Foreign], scorers: Sequence[_Scorer], selected: Sequence[Selected], places: Places
) -> tuple[float, float]:
    """How likely it is that selections lie like this, as a logarithm; and the share of ends that lie well."""
    fits = total = 0
    step = max(len(selected) // ENOUGH, 1)
    for each, (start, end) in zip(selected[::step], places[::step].tolist(), strict=True):
        scorer = scorers[each.text]
        if each.start != each.end:
            total += 2
            fits += 0 <= start <= end and int(scorer.begins[start]) + int(scorer.ends[end])
        if len(each.name) >= SHORTEST and 0 <= start < end:
            said = _quoted(scorer.text, each, start, end)
            total += QUOTED if said is not None else 0
            fits += QUOTED if said else 0
    return fits * log(FITTING) + (total - fits) * log(BY_CHANCE), fits / total if total else 1.0


def _quoted(text: str, each: Selected, start: int, end: int) -> bool | None:
    """Whether the selection is called by its own words, as far as the name goes; None where it is called otherwise."""
    name = " ".join(each.name.rstrip(".… ").split())
    words = " ".join(text[start:end].split())
    if words == name or (words.startswith(name) and len(name) >= min(len(words), 20)):
        return True
    around = " ".join(text[max(start - 40, 0) : end + 40].split())
    return False if name in around or name[: len(name) // 2 + 1] in around else None
