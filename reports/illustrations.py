"""Which figures a report shows, and what each is drawn from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from typing import Any

import pandas as pd

from coding.applying import is_interviewer
from evaluation.language import Language, phrase
from evaluation.model import Session, Source, Turn
from reports.facts import Facts, kind_of
from reports.figures.discover import figure_kind
from reports.figures.drawing import Drawing
from reports.figures.values import values_of


@dataclass(frozen=True)
class Illustration:
    """A figure to be drawn: `kind` names the drawing module, `pointer` is the sentence that leads to it."""

    name: str
    kind: str
    content: Any
    language: Language
    pointer: str
    caption: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        """Changes when anything changes that the drawing is made from, the drawing library included."""
        shown = self.content.to_csv() if isinstance(self.content, pd.DataFrame) else repr(self.content)
        made_with = (version("underveis"), version("matplotlib"))
        told = repr((self.name, self.kind, shown, self.language, self.caption, sorted(self.options.items()), made_with))
        return hashlib.sha256(told.encode()).hexdigest()

    @cached_property
    def values(self) -> dict[str, str]:
        """The numbers in it by their names, where it is drawn from a table that is not too long to be read."""
        return values_of(self.content, self.language) if isinstance(self.content, pd.DataFrame) else {}

    def draw(self) -> Drawing:
        drawing = figure_kind(self.kind).draw(self.content, language=self.language, **self.options)
        return replace(drawing, name=self.name, caption=self.caption or drawing.caption)


def illustrations(facts: Facts) -> Iterator[Illustration]:
    """The figures there are data for."""
    say = _sayer(facts)
    if milestones := _milestones(facts):
        options = {"period": (facts.evaluation.period.from_, facts.evaluation.period.to)}
        yield Illustration("timeline", "timeline", milestones, facts.language, say("method.timeline"), options=options)
    if source := recorded(facts):
        yield Illustration("talk", "talk", talk(facts, source), facts.language, say("data.talk"))
    if facts.groups and not facts.counted.empty:
        caption = say(f"caption.heatmap.{facts.grouped_by}")
        shown = {"columns": facts.grouped_by}
        yield Illustration("heatmap", "heatmap", heat(facts), facts.language, say("main.heatmap"), caption, shown)
        yield from _of_themes(facts)


def _of_themes(facts: Facts) -> Iterator[Illustration]:
    for theme in facts.evaluation.themes:
        counted = _bars(facts, theme.id)
        if counted["count"].any():
            name = f"theme-{theme.id}"
            key = "figure_kind" if facts.grouped_by == "kind" else "figure"
            pointer = phrase(f"report.theme.{key}", facts.language, id=name)
            options = {"theme": theme.label.text(facts.language)}
            yield Illustration(name, "bars", counted, facts.language, pointer, options=options)


def _sayer(facts: Facts) -> Callable[[str], str]:
    return lambda key: phrase(f"report.{key}", facts.language)


def _milestones(facts: Facts) -> list[Any]:
    from reports.figures.timeline import Milestone

    return [
        Milestone(session.date, _label(facts, session), session.kind)
        for session in facts.people.sessions
        if session.date
    ]


def _label(facts: Facts, session: Session) -> str:
    """The session's kind and, where one informant took part, whose it was."""
    present = [row.participant for row in session.attendance if row.status == "attended"]
    informants = [each for each in present if facts.participants[each].affiliation == "informant"]
    whose = f": {facts.attribution(informants[0])}" if len(informants) == 1 else ""
    return kind_of(session.kind, facts.language) + whose


def recorded(facts: Facts) -> Source | None:
    """The transcript in which most people speak."""
    transcripts = (source for source in facts.sources if source.kind == "transcript")
    spoken = [source for source in transcripts if len(source.speakers) > 2]
    return max(spoken, key=lambda source: (len(source.speakers), len(source.text)), default=None)


def talk(facts: Facts, source: Source) -> pd.DataFrame:
    """How many words each said: `speaker`, `affiliation`, `words`."""
    strangers = list(dict.fromkeys(turn.speaker for turn in source.turns if _is_stranger(turn)))
    rows = [
        (*_speaker(facts, turn, strangers), len(source.words_of(turn).split()))
        for turn in source.turns
        if turn.participant not in facts.withdrawn
    ]
    table = pd.DataFrame(rows, columns=["speaker", "affiliation", "words"])
    return table.groupby(["speaker", "affiliation"], sort=False)[["words"]].sum().reset_index()


def _is_stranger(turn: Turn) -> bool:
    return turn.participant is None and not is_interviewer(turn)


def _speaker(facts: Facts, turn: Turn, strangers: Sequence[str]) -> tuple[str, str]:
    """What a speaker is called, and their part in the session; labels may be names and are not shown."""
    person = facts.participants.get(turn.participant or "")
    if person:
        return person.pseudonym, person.affiliation
    if not _is_stranger(turn):
        return phrase("report.attribution.interviewer", facts.language), "moderator"
    number = strangers.index(turn.speaker) + 1 if len(strangers) > 1 else ""
    return f"{phrase('report.attribution.unknown', facts.language)} {number}".strip(), "informant"


def heat(facts: Facts) -> pd.DataFrame:
    """Codings by theme (rows) and group."""
    labels = {theme.id: theme.label.text(facts.language) for theme in facts.evaluation.themes}
    groups, names = _columns(facts)
    table = facts.counted.reindex(index=list(labels), columns=groups, fill_value=0)
    table.index, table.columns = pd.Index(labels.values()), pd.Index(names)
    return table


def _bars(facts: Facts, theme: str) -> pd.DataFrame:
    """How often each spoke of the theme, also who never did; of whom nothing is known only where they did."""
    groups, names = _columns(facts)
    counted = facts.counted.reindex(index=[theme], columns=groups, fill_value=0).loc[theme]
    shown = [(name, count) for group, name, count in zip(groups, names, counted, strict=True) if group or count]
    return pd.DataFrame(shown, columns=["group", "count"])


def _columns(facts: Facts) -> tuple[list[str], list[str]]:
    """The groups and what they are called; last, where there are any, the codings of whom nothing is known."""
    groups = facts.groups
    if "" in facts.told_apart:
        return [*groups, ""], [*groups, phrase("report.attribution.not_given", facts.language)]
    return groups, groups
