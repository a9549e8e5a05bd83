"""Possible headings held against the template and the parties: which section, which party each may stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.followup.joint.lines import Row, Title, joined, titles_of
from evaluation.followup.joint.reporters import Reporter, reporter_in
from evaluation.followup.joint.template import SURE, Match, Template
from evaluation.followup.joint.text import number_of, plain, unmarked
from evaluation.followup.parties import Parties

_CUT = re.compile(r":\**\s|\t|\s[–—-]\s(?=[A-ZÆØÅ])|:$|\.\**\s(?=[A-ZÆØÅ«])")
_APART = re.compile(
    r"^(?:forord|føreord|innledning|innleiing|introduksjon|introduction|foreword|preface|bakgrunn|background|samm?endrag|"
    r"samandrag|summary|executive summary|innhold|innhald|contents|vedlegg|appendix|annex|konklusjon|conclusions?|"
    r"avslutning|avslutting|oppsummering|oppsummerande|samlet vurdering|samla vurdering|om rapporten|"
    r"about (?:this|the) report|"
    r"fellesrapport|felles (?:vurdering|omtale)|veien videre|vegen vidare|the way ahead|tabell|tabeller)\b"
)  # fmt: skip


@dataclass(frozen=True)
class Head:
    """A possible heading with what it may mean."""

    title: Title
    match: Match | None = None
    named: Reporter | None = None
    follows: bool = False  # the next words after it are a heading of the template
    recurs: bool = False  # it stands in the same words elsewhere, set off

    @property
    def is_apart(self) -> bool:
        """Whether it heads a part that is no party's: foreword, summary, appendix."""
        return bool(_APART.match(plain(self.title.text)))

    @property
    def certainty(self) -> float:
        return self.match.certainty if self.match else 0.0


def heads_of(rows: Sequence[Row], template: Template, parties: Parties) -> list[Head]:
    """Everything that may head something, in order. What a table of contents lists is left out."""
    titles = titles_of(rows)
    found = [_head(rows, title, template, parties) for title in titles if not title.paged]
    paged = {title.start for title in titles if title.paged}
    run_in = {
        each.start: Head(each, template.match(each.text)) for each in _run_in(rows, template) if each.start not in paged
    }
    better = [each for each in found if each.certainty > _certainty_at(each, run_in)]
    there = {each.title.start for each in better}
    found = [*better, *(each for start, each in run_in.items() if start not in there)]
    return _with_followers(rows, _repeated(_apart(sorted(found, key=lambda each: each.title.start))))


def _certainty_at(head: Head, run_in: dict[int, Head]) -> float:
    """How sure a heading is whose text goes on on the same line as this one's; -1 where none is there."""
    there = run_in.get(head.title.start)
    return there.certainty + ("\t" in head.title.text) if there else -1.0


def _head(rows: Sequence[Row], title: Title, template: Template, parties: Parties) -> Head:
    """The title as it stands, or with the next lines where it goes on there."""
    best = Head(title, template.match(title.text), reporter_in(title.text, parties))
    for more in (1, 2, 3):
        longer = joined(rows, title, more)
        if longer is None or (title.level and not title.text.endswith(("-", "\xad"))):
            break
        match, named = template.match(longer.text), reporter_in(longer.text, parties)
        goes_on = longer.goes_on
        if match and match.certainty >= best.certainty - 0.07 and (goes_on or match.certainty >= 0.9 > best.certainty):
            best = Head(longer, match, None)
        elif named and named.is_report and goes_on and not best.match:
            best = Head(longer, None, named)
        elif not goes_on:
            break
    return best


def _run_in(rows: Sequence[Row], template: Template) -> Iterator[Title]:
    """Headings whose text goes on behind them on the same line, after a colon, in the next cell."""
    for row in rows:
        told = row.text
        for cut in _CUT.finditer(told[:160]):
            words = told[: cut.start()].strip(" *_")
            rest = told[cut.end() :].strip(" *_")
            match = template.match(words) if rest and len(words.split()) <= 16 else None
            if (match and match.certainty >= SURE and words[:1].isupper()) or (match and number_of(words)[0] and rest):
                number, text = number_of(unmarked(words))
                yield Title(text, row.start, row.start + cut.end(), row.line, row.heading, number, run_in=True)
                break


def _apart(heads: Sequence[Head]) -> list[Head]:
    """Each head but those that another one has taken as the rest of its own words."""
    found: list[Head] = []
    for head in heads:
        if found and head.title.start < found[-1].title.end:
            continue
        found.append(head)
    return found


def _repeated(heads: Sequence[Head]) -> list[Head]:
    """What stands as a heading of the template several times, in the same words, is one."""
    times = Counter(plain(head.title.text) for head in heads if head.match or head.title.is_set_off)
    return [
        replace(
            head,
            match=replace(head.match, certainty=max(SURE, head.certainty)) if head.match else None,
            recurs=head.title.is_set_off,
        )
        if times[plain(head.title.text)] > 1
        else head
        for head in heads
    ]


def _with_followers(rows: Sequence[Row], heads: Sequence[Head]) -> list[Head]:
    told = [row.start for row in rows if not row.is_blank]
    after = {start: told[at + 1] for at, start in enumerate(told[:-1])}
    sections = {head.title.start for head in heads if head.match and head.match.certainty >= SURE}
    return [replace(head, follows=_next(head, after, told) in sections) for head in heads]


def _next(head: Head, after: dict[int, int], told: Sequence[int]) -> int:
    """Where the first words after this heading begin."""
    if head.title.rows == 1:
        return after.get(head.title.start, -1)
    return next((start for start in told if start > head.title.end), -1)
