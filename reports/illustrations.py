"""Which figures a report shows, and what each is drawn from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from typing import Any

import pandas as pd

from evaluation.language import Language, phrase
from evaluation.model import Source
from evaluation.people.participation import withdrawn
from reports.facts import Facts
from reports.figures.discover import figure_kind
from reports.figures.drawing import Drawing


@dataclass(frozen=True)
class Illustration:
    """A figure to be drawn: `kind` names the drawing module, `pointer` is the sentence that leads to it."""

    name: str
    kind: str
    content: Any
    language: Language
    pointer: str
    options: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        """Changes when anything changes that the drawing is made from, the drawing library included."""
        shown = self.content.to_csv() if isinstance(self.content, pd.DataFrame) else repr(self.content)
        made_with = (version("underveis"), version("matplotlib"))
        told = repr((self.name, self.kind, shown, self.language, sorted(self.options.items()), made_with))
        return hashlib.sha256(told.encode()).hexdigest()

    def draw(self) -> Drawing:
        drawing = figure_kind(self.kind).draw(self.content, language=self.language, **self.options)
        return replace(drawing, name=self.name)


def illustrations(facts: Facts) -> Iterator[Illustration]:
    """The figures there are data for."""
    if milestones := _milestones(facts):
        period = (facts.evaluation.period.from_, facts.evaluation.period.to)
        pointer = phrase("report.method.timeline", facts.language)
        yield Illustration("timeline", "timeline", milestones, facts.language, pointer, {"period": period})
    if source := _recorded(facts):
        yield Illustration(
            "talk", "talk", _talk(facts, source), facts.language, phrase("report.data.talk", facts.language)
        )
    if not facts.codings.empty and facts.groups:
        yield Illustration(
            "heatmap", "heatmap", _heat(facts), facts.language, phrase("report.main.heatmap", facts.language)
        )
        for theme in facts.evaluation.themes:
            if len(facts.about(theme)):
                name = f"theme-{theme.id}"
                pointer = phrase("report.theme.figure", facts.language, id=name)
                options = {"theme": theme.label.text(facts.language)}
                yield Illustration(name, "bars", _bars(facts, theme.id), facts.language, pointer, options)


def _milestones(facts: Facts) -> list[Any]:
    from reports.figures.timeline import Milestone

    return [
        Milestone(session.date, _label(facts, session.id), session.kind)
        for session in facts.people.sessions
        if session.date
    ]


def _label(facts: Facts, id_: str) -> str:
    """The session's kind and, where one informant took part, whose it was."""
    session = next(each for each in facts.people.sessions if each.id == id_)
    kind = phrase(f"report.kind.{session.kind}", facts.language)
    present = [row.participant for row in session.attendance if row.status == "attended"]
    informants = [each for each in present if facts.participants[each].affiliation == "informant"]
    whose = f": {facts.attribution(informants[0])}" if len(informants) == 1 else ""
    return kind[:1].upper() + kind[1:] + whose


def _recorded(facts: Facts) -> Source | None:
    """The transcript in which most people speak."""
    spoken = [source for source in facts.sources if len({turn.speaker for turn in source.turns}) > 2]
    return max(spoken, key=lambda source: len(source.text), default=None)


def _talk(facts: Facts, source: Source) -> pd.DataFrame:
    gone = withdrawn(facts.people)
    rows = [
        (facts.participants.get(turn.participant or ""), len(source.words_of(turn).split()))
        for turn in source.turns
        if turn.participant not in gone
    ]
    unknown = phrase("report.attribution.unknown", facts.language)
    table = pd.DataFrame(
        [
            (person.pseudonym or person.id if person else unknown, person.affiliation if person else "informant", words)
            for person, words in rows
        ],
        columns=["speaker", "affiliation", "words"],
    )
    return table.groupby(["speaker", "affiliation"], sort=False)[["words"]].sum().reset_index()


def _heat(facts: Facts) -> pd.DataFrame:
    labels = {theme.id: theme.label.text(facts.language) for theme in facts.evaluation.themes}
    table = pd.crosstab(facts.codings["theme"], facts.codings[facts.column])
    return table.reindex(index=list(labels), columns=facts.groups, fill_value=0).rename(index=labels)


def _bars(facts: Facts, theme: str) -> pd.DataFrame:
    counted = facts.codings.loc[facts.codings["theme"] == theme, facts.column].value_counts()
    counted = counted.reindex(facts.groups, fill_value=0)
    return pd.DataFrame({"group": list(counted.index), "count": list(counted)})
