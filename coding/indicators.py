"""How an indicator is written: the words that point to a code.

| written                     | finds                                                                              |
|-----------------------------|------------------------------------------------------------------------------------|
| `forenkling`                | every form with the same stem (Snowball, Norwegian or English): *forenklinger* …   |
| `forebygg*`                 | words that begin so: *forebygge*, *forebyggende*                                   |
| `*fravær`, `*senior*`       | words that end so, or hold it anywhere                                             |
| `sy*meld*`                  | `*` may also stand inside a word                                                   |
| `=mål`                      | this form of the word alone                                                        |
| `godt arbeidsmiljø*`        | the words side by side, each found as above                                        |
| `savn* ~4 samarbeid*`       | in this order with at most four words between them                                 |
| `tillitsvalgt* <~5> møte*`  | in either order with at most five words between them                               |
| `!sykepleier*`              | a word that never counts for this code                                             |
| `!forebygging av vold`      | a place covered by this phrase never counts for this code                          |

Case, kinds of hyphen and white space do not matter. What an indicator finds lies within one sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from coding.text.folding import fold
from coding.text.tokens import WORD
from evaluation.errors import EvaluationError, Problem, problem

Way = Literal["stem", "form", "wildcard"]
LARGEST_GAP = 20
_GAP = re.compile(r"~(\d+)|<~(\d+)>")
_LETTERS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an indicator and the way it is looked for."""

    way: Way
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """How many words may stand between two words of an indicator."""

    most: int = 0
    either_order: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """An indicator, read: `gaps[n]` lies between `words[n]` and `words[n + 1]`."""

    written: str
    words: tuple[Word, ...]
    gaps: tuple[Gap, ...] = ()
    excludes: bool = False


def parse(written: str, *, of: str = "") -> Pattern:
    """Read an indicator. Raises one error with every fault; `of`, the code, is named in it."""
    parts = fold(written).strip().removeprefix("!").split()
    wrong = [*_faults_of_order(parts), *(fault for part in parts if (fault := _fault_of_part(part)))]
    if wrong:
        raise EvaluationError(*(problem(rule, indicator=written, part=part, of=of) for rule, part in wrong))
    words, gaps = _words_and_gaps(parts)
    return Pattern(written, words, gaps, excludes=fold(written).lstrip().startswith("!"))


def faults(written: str, *, of: str = "") -> tuple[Problem, ...]:
    """What is wrong with an indicator; nothing when it can be used."""
    try:
        parse(written, of=of)
    except EvaluationError as error:
        return error.problems
    return ()


def _faults_of_order(parts: list[str]) -> list[tuple[str, str]]:
    if not parts:
        return [("RULE-001", "")]
    marks = [part for part in parts if _is_gap(part)]
    at_edge = {index for index in (0, len(parts) - 1) if _is_gap(parts[index])}
    doubled = any(_is_gap(here) and _is_gap(there) for here, there in pairwise(parts))
    return [("RULE-002", marks[0])] if at_edge or doubled else []


def _fault_of_part(part: str) -> tuple[str, str] | None:
    if _is_gap(part):
        most = _GAP.fullmatch(part)
        return None if most and 1 <= int(most[1] or most[2]) <= LARGEST_GAP else ("RULE-003", part)
    bare = part.removeprefix("=")
    if "!" in bare or "=" in bare:
        return ("RULE-004", part)
    if part.startswith("=") and "*" in bare:
        return ("RULE-005", part)
    if "*" in bare and sum(letter.isalnum() for letter in bare) < _LETTERS_NEEDED:
        return ("RULE-006", part)
    return None if WORD.fullmatch(bare.replace("*", "a")) else ("RULE-007", part)


def _is_gap(part: str) -> bool:
    return "~" in part


def _words_and_gaps(parts: list[str]) -> tuple[tuple[Word, ...], tuple[Gap, ...]]:
    words: list[Word] = []
    gaps: list[Gap] = []
    waiting: Gap | None = None
    for part in parts:
        if _is_gap(part):
            waiting = _gap(part)
            continue
        if words:
            gaps.append(waiting or Gap())
        words.append(_word(part))
        waiting = None
    return tuple(words), tuple(gaps)


def _gap(part: str) -> Gap:
    number = part.strip("<~>")
    return Gap(int(number), either_order=part.startswith("<"))


def _word(part: str) -> Word:
    if part.startswith("="):
        return Word("form", part[1:])
    return Word("wildcard" if "*" in part else "stem", part)
