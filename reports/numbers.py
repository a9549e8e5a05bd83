"""The numbers behind the figures of the talks, for those who would rather read them, or cannot see them."""

from __future__ import annotations

from evaluation.language import phrase
from evaluation.numbers import write_number
from reports.facts import Facts
from reports.figures.grid import shared_beginning
from reports.illustrations import heat, recorded, talk
from reports.markdown import escaped, paragraphs, table


def numbers_behind(facts: Facts) -> str:
    """A sentence and a table for each figure drawn of more than the text tells; nothing where there are none."""
    parts = [part for each in (_themes(facts), _talk(facts)) for part in each]
    return f"\n{paragraphs(parts)}" if parts else ""


def _themes(facts: Facts) -> list[str]:
    """What the heat map and the bars of each theme show."""
    if not facts.groups or not facts.codings["theme"].notna().any():
        return []
    counted = heat(facts)
    # Their one beginning, «Virksomhet», is said in the caption, and would break in so narrow columns.
    _, names = shared_beginning([str(each) for each in counted.columns])
    heads = [phrase("report.table.theme", facts.language), *names]
    rows = [
        [str(theme), *(write_number(int(count), language=facts.language) for count in counts)]
        for theme, counts in zip(counted.index, counted.to_numpy(), strict=True)
    ]
    caption = escaped(phrase(f"report.caption.heatmap.{facts.grouped_by}", facts.language))
    shown = table(heads, rows, caption, "tbl-heatmap", right=len(counted.columns)).strip()
    figures = {"heatmap", *(f"theme-{theme.id}" for theme in facts.evaluation.themes)}
    drawn = any(f"figure-{each}" in facts.included for each in figures)
    return [phrase(f"accessibility.numbers.themes{'' if drawn else '_alone'}", facts.language), shown]


def _talk(facts: Facts) -> list[str]:
    """What the figure of the talk shows: how many words each of them said."""
    source = recorded(facts)
    if source is None:
        return []
    told = talk(facts, source).sort_values("words", ascending=False, kind="stable")
    heads = [phrase(f"accessibility.numbers.{each}", facts.language) for each in ("speaker", "words")]
    rows = [
        [str(speaker), write_number(int(words), language=facts.language)]
        for speaker, words in zip(told["speaker"], told["words"], strict=True)
    ]
    caption = phrase("accessibility.numbers.caption", facts.language)
    shown = table(heads, rows, caption, "tbl-talk", right=1).strip()
    drawn = "figure-talk" in facts.included
    return [phrase(f"accessibility.numbers.talk{'' if drawn else '_alone'}", facts.language), shown]
