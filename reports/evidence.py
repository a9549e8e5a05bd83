"""The quotes that stand for a theme: a few for each speaker, whole enough to be understood."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from coding.retrieval import turn_at
from coding.text.sentences import sentences
from evaluation.language import Language
from evaluation.model import Source, Theme
from evaluation.model.finding import Evidence
from evaluation.model.source import QuestionBasis
from evaluation.privacy.names import mentions
from reports.facts import Facts

EACH = 1  # quotes at most from one speaker under one theme
SHORT, LONG = 12, 65  # words: a shorter quote says little, a longer one loses its reader


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, [start, end) in code points, the coding they are shown for, and the question they answer."""

    theme: str
    participant: str
    source: str
    start: int
    end: int
    coding: int
    words: str
    question: str | None = None
    basis: QuestionBasis | None = None
    evidence: int | None = None  # by which it was chosen, where a person chose it

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def quotes(facts: Facts) -> dict[str, list[Quote]]:
    """For each theme its quotes, in the order of organisations. No words are quoted twice.

    Those that a person has chosen come first; words that findings quote in the same report are left to them. The rest
    is chosen among the codings of those who consented to being quoted: first those given in answer to a question about
    the theme, then those with most of the theme's words, then the earliest. A quote that names somebody is left out.
    """
    taken = [each for theme in facts.evaluation.themes for each in _picked(facts, theme)]
    elsewhere = _in_findings(facts)
    for theme in facts.evaluation.themes:
        taken += _of_theme(facts, theme, taken, elsewhere)
    order = {each.id: number for number, each in enumerate(facts.people.participants)}
    return {
        theme.id: sorted(
            (each for each in taken if each.theme == theme.id),
            key=lambda each: (order[each.participant], each.source, each.start),
        )
        for theme in facts.evaluation.themes
    }


def finding_quotes(facts: Facts) -> list[Quote]:
    """Every quote that findings rest on and that may be shown."""
    found = (_chosen_by_hand(facts, one, each.theme) for each in facts.findings for one in each.evidence)
    return [each for each in found if each]


def another_quote(
    facts: Facts, theme: Theme, taken: Sequence[Quote], participants: Collection[str] | None = None
) -> Quote | None:
    """A quote on a theme that is not told elsewhere; with `participants`, from one of them. None where none is fit."""
    for participant, rows in facts.about(theme).groupby("participant", sort=False):
        if participant in facts.quotable and (participants is None or participant in participants):
            for found in _of_speaker(facts, theme, rows, list(taken)):
                return found
    return None


def _of_theme(facts: Facts, theme: Theme, taken: list[Quote], elsewhere: list[Quote]) -> list[Quote]:
    chosen: list[Quote] = []
    heard = {each.participant for each in taken if each.theme == theme.id}
    for participant, rows in facts.about(theme).groupby("participant", sort=False):
        if participant in facts.quotable and participant not in heard:
            chosen += _of_speaker(facts, theme, rows, [*taken, *elsewhere, *chosen])
    return chosen


def _picked(facts: Facts, theme: Theme) -> Iterator[Quote]:
    """What a person chose, as far as it may be quoted."""
    for each in facts.picked:
        if each.theme == theme.id and (quote := _chosen_by_hand(facts, each, theme.id)):
            yield quote


def _in_findings(facts: Facts) -> list[Quote]:
    """The quotes that findings show in this report."""
    shown = [each for each in facts.findings if facts.tells_findings(each.theme)]
    quotes = (_chosen_by_hand(facts, one, each.theme) for each in shown for one in each.evidence)
    return [each for each in quotes if each]


def _chosen_by_hand(facts: Facts, evidence: Evidence, theme: str) -> Quote | None:
    source = facts.texts.get(evidence.source)
    if source is None or evidence.start is None or evidence.end is None:
        return None
    turn = turn_at(source, evidence.start)
    person = (turn.participant if turn else facts.sole.get(source.session or "")) or ""
    words = " ".join(source.text[evidence.start : evidence.end].split())
    if person not in facts.quotable or mentions(words, facts.names):
        return None
    answers = (turn.question, turn.question_basis) if turn else (None, None)
    place = (source.name, evidence.start, evidence.end, evidence.coding or 0, words)
    return Quote(theme, person, *place, *answers, evidence.id)


def _of_speaker(facts: Facts, theme: Theme, rows: pd.DataFrame, taken: list[Quote]) -> list[Quote]:
    chosen: list[Quote] = []
    texts = {source.name: source for source in facts.sources}
    for row in _ranked(facts, theme, rows):
        quote = _quote(theme, row, texts[str(row["source"])], facts.language)
        if _is_fit(quote, facts, [*taken, *chosen]):
            chosen.append(quote)
        if len(chosen) == EACH:
            break
    return chosen


def _ranked(facts: Facts, theme: Theme, rows: pd.DataFrame) -> Iterator[dict[str, object]]:
    asked = {each.id for guide in facts.guides for each in guide.questions_about(theme.id)}
    ranked = rows.assign(
        asked=~rows["question"].isin(asked),
        hits=-rows["note"].str.count(",") - 1,
        length=(rows["words"] - 25).abs(),
    ).sort_values(["asked", "hits", "length", "source", "start"], kind="stable")
    yield from ranked.to_dict("records")  # type: ignore[misc]


def _quote(theme: Theme, row: dict[str, object], source: Source, language: Language) -> Quote:
    start, end = _widened(source, int(str(row["start"])), int(str(row["end"])), source.language or language)
    words = " ".join(source.text[start:end].split())
    turn = turn_at(source, int(str(row["start"])))
    answers = (turn.question, turn.question_basis) if turn else (None, None)
    return Quote(theme.id, str(row["participant"]), source.name, start, end, int(str(row["id"])), words, *answers)


def _widened(source: Source, start: int, end: int, language: Language) -> tuple[int, int]:
    """The whole turn if it is short, else the coded words with as many sentences around them as there is room for."""
    turn = turn_at(source, start)
    low, high = (turn.start, turn.end) if turn else (start, end)
    if len(source.text[low:high].split()) <= LONG:
        return low, high
    spans = sentences(source.text, low, high, language)
    first = next((n for n, span in enumerate(spans) if span.end > start), 0)
    last = next((n for n, span in enumerate(spans) if span.end >= end), len(spans) - 1)
    for step in (1, -1, 1):
        wider = (first + min(step, 0), last + max(step, 0))
        if (
            wider[0] >= 0
            and wider[1] < len(spans)
            and _words(source, spans[wider[0]].start, spans[wider[1]].end) <= LONG
        ):
            first, last = wider
    return spans[first].start, spans[last].end


def _words(source: Source, start: int, end: int) -> int:
    return len(source.text[start:end].split())


def _is_fit(quote: Quote, facts: Facts, taken: list[Quote]) -> bool:
    length = len(quote.words.split())
    doubled = any(each.words == quote.words or _overlap(each, quote) for each in taken)
    return SHORT <= length <= LONG + 20 and not doubled and not mentions(quote.words, facts.names)


def _overlap(one: Quote, other: Quote) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end
