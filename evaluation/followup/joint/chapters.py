"""Which headings begin a party's chapter, and where each chapter ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.followup.joint.heads import Head
from evaluation.followup.joint.lines import Title
from evaluation.followup.joint.reporters import Reporter, key_of, reported_by
from evaluation.followup.joint.template import LIKELY, SURE
from evaluation.followup.joint.text import plain
from evaluation.followup.parties import Parties

_LITTLE = 40  # letters under a heading in a list of contents, at most
_UNKNOWN = 0.6
_TITLED = re.compile(
    r"(?:halvårs|aktivitets|års)?(?:rapport|tilbakemelding|bidrag|innspill|innspel|report|contribution)"
)


@dataclass(frozen=True)
class Span:
    """A chapter: the party, its heading, and [start, end) of the text under it with the possible headings there."""

    party: Reporter
    head: Head
    end: int
    heads: tuple[Head, ...] = ()

    @property
    def start(self) -> int:
        return self.head.title.end

    @property
    def sections(self) -> tuple[Head, ...]:
        return tuple(each for each in self.heads if each.match and each.certainty >= LIKELY)


def chapters_of(text: str, heads: Sequence[Head], parties: Parties) -> list[Span]:
    """The parties' chapters in order; what a list of contents or the foreword names is none."""
    begins = _levelled(heads, parties) or _unlevelled(heads, parties)
    return _without_contents(text, list(_spans(text, heads, begins)), parties)


Begins = dict[int, Reporter | None]  # where a chapter begins → whose it is; None for a part that is nobody's


def _levelled(heads: Sequence[Head], parties: Parties) -> Begins:
    """Where the document's own heading levels tell chapters from sections; empty where they do not."""
    parents = _parents(heads)
    if not parents:
        return {}
    levels = Counter(head.title.level for head in parents.values())
    level = levels.most_common(1)[0][0]
    own = {head.title.start for head in parents.values() if head.title.level == level or _says_report(head)}
    likeness = _beginning([head for head in heads if head.title.start in own])
    found: Begins = {}
    for head in heads:
        title = head.title
        if not title.level or (title.level > level and title.start not in own):
            continue
        alike = bool(likeness) and plain(title.text).startswith(likeness) and title.level == level
        if (title.start in own or alike or head.named) and not head.is_apart and not head.certainty >= SURE:
            found[title.start] = _party(head, parties)
        else:
            found[title.start] = None
    return found


def _parents(heads: Sequence[Head]) -> dict[int, Head]:
    """Each heading of the template → the nearest heading above it; empty where the levels are not told apart."""
    found: dict[int, Head] = {}
    above: list[Head] = []
    for head in heads:
        level = head.title.level
        if head.match and head.certainty >= SURE and (level or (above and head.title.run_in)):
            over = [each for each in above if not level or each.title.level < level]
            if over:
                found[head.title.start] = over[-1]
        if level and not (head.certainty >= SURE):
            above = [each for each in above if each.title.level < level] + [head]
    sections = [head for head in heads if head.certainty >= SURE]
    return found if len(found) * 2 > len(sections) else {}


def _says_report(head: Head) -> bool:
    return bool(head.named and head.named.is_report)


def _beginning(heads: Sequence[Head]) -> str:
    """The words that all these titles begin with, where they are several."""
    titles = [plain(head.title.text).split() for head in heads]
    if len(titles) < 2:
        return ""
    shared = []
    for words in zip(*titles, strict=False):
        if Counter(words).most_common(1)[0][1] * 10 < len(titles) * 9:
            break
        shared.append(Counter(words).most_common(1)[0][0])
    return " ".join(shared) if len(shared) > 1 else ""


def _unlevelled(heads: Sequence[Head], parties: Parties) -> Begins:
    """Where nothing but the words, numbers and blank lines tell chapters from sections."""
    found: Begins = {}
    seen: set[str] | None = None
    last: Title | None = None
    depth = _depth(heads)
    for at, head in enumerate(heads):
        title, later = head.title, heads[at + 1 :]
        if head.certainty >= SURE and head.match:
            seen = (seen or set()) | {head.match.section}
        elif _is_chapter(head, depth) or _begins(head, later, seen, last):
            found[title.start], seen, last = _party(head, parties), set(), title
        elif _ends(head, later, seen, last):
            found[title.start], seen = None, None
    return found


def _ends(head: Head, later: Sequence[Head], seen: set[str] | None, last: Title | None) -> bool:
    """Whether what a heading begins is no party's: it stands beside the chapters, or is an appendix or summary."""
    if last and not head.match and _is_level_with(head.title, last):
        return True
    return head.is_apart and head.title.is_set_off and (seen is None or bool(seen)) and not _goes_on(later, seen)


def _is_level_with(title: Title, last: Title) -> bool:
    """Whether a heading stands on the level of the last chapter's: as the document has it, or by the next number."""
    if last.level:
        return 0 < title.level <= last.level
    numbers = [re.findall(r"\d+", each.number) for each in (last, title)]
    shapes = [re.sub(r"\d+", "1", each.number.lower()) for each in (last, title)]
    follows = len(numbers[0]) == len(numbers[1]) == 1 and int(numbers[1][0]) == int(numbers[0][0]) + 1
    return follows and shapes[0] == shapes[1] and title.alone and last.alone


def _depth(heads: Sequence[Head]) -> int:
    """How deep the numbers of the template's headings go; 0 where they have none."""
    depths = Counter(
        head.title.number.strip(".").count(".") for head in heads if head.certainty >= SURE and head.title.number
    )
    return depths.most_common(1)[0][0] if depths else 0


def _is_chapter(head: Head, depth: int) -> bool:
    named, title = head.named, head.title
    if named is None or title.run_in or named.certainty < 0.7 or (head.match and head.certainty >= named.certainty):
        return False
    if depth and title.number.strip(".").count(".") >= max(depth, 1):
        return False
    if named.is_report and (title.is_set_off or head.follows or title.goes_on or _TITLED.match(plain(title.text))):
        return len(title.text.split()) <= 24 and not title.text.endswith(".")
    whole = len(plain(title.text)) - len(plain(named.name)) <= 30
    return whole and (title.is_set_off or head.follows)


def _begins(head: Head, later: Sequence[Head], seen: set[str] | None, last: Title | None) -> bool:
    """Whether a heading of no known party begins a chapter: what follows is there already, or it is set as the last."""
    title = head.title
    if head.match or head.is_apart or not head.follows or not (title.is_set_off or _TITLED.match(plain(title.text))):
        return False
    following = next((each.match for each in later if each.match and each.certainty >= SURE), None)
    alike = last is not None and _style(title) == _style(last)
    return following is not None and (seen is None or following.section in seen or (alike and not seen))


def _style(title: Title) -> tuple[object, ...]:
    return bool(title.number), title.number.strip(".").count("."), title.bold, title.caps


def _goes_on(heads: Sequence[Head], seen: set[str] | None) -> bool:
    """Whether the next heading of the template is one that the chapter so far does not have."""
    for head in heads:
        if head.match and head.certainty >= SURE:
            return seen is not None and head.match.section not in seen
        if head.named and head.named.is_report:
            return False
    return False


def _party(head: Head, parties: Parties) -> Reporter:
    found = head.named or reported_by(head.title.text)
    return found or Reporter(" ".join(head.title.text.split()), None, _UNKNOWN)


def _spans(text: str, heads: Sequence[Head], begins: Begins) -> Iterator[Span]:
    starts = sorted(begins)
    by_start = {head.title.start: head for head in heads}
    for at, start in enumerate(starts):
        party = begins[start]
        if party is None:
            continue
        end = _before(text, heads, starts[at + 1]) if at + 1 < len(starts) else len(text)
        inside = tuple(head for head in heads if start < head.title.start < end)
        yield Span(party, by_start[start], end, inside)


def _before(text: str, heads: Sequence[Head], start: int) -> int:
    """Where the chapter before this one ends: a heading over a group of chapters is not its text."""
    above = next((each for each in reversed(heads) if each.title.start < start), None)
    if above is None or above.match or text[above.title.end : start].strip():
        return start
    return above.title.start if above.title.level or above.title.number or above.title.caps else start


def _without_contents(text: str, spans: Sequence[Span], parties: Parties) -> list[Span]:
    """Without the mentions that only list who reports further down."""
    keys = [key_of(span.party.name, parties) for span in spans]
    kept: list[Span] = []
    was_list = False
    for at, span in enumerate(spans):
        little = sum(map(str.isalpha, text[span.start : span.end])) < _LITTLE
        later = keys[at] in keys[at + 1 :]
        was_list = not span.sections and later and (little or was_list)
        if not was_list:
            kept.append(span)
    return [_certain(span) for span in kept]


def _certain(span: Span) -> Span:
    """How sure a chapter is: more where the template's headings stand in it, less where none does."""
    party = span.party
    if len([each for each in span.sections if each.certainty >= SURE]) > 1:
        return replace(span, party=replace(party, certainty=max(party.certainty, 0.86)))
    if span.sections or (party.is_report and party.certainty >= SURE):
        return span
    return replace(span, party=replace(party, certainty=min(party.certainty, 0.75)))
