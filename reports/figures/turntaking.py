"""Who speaks when in a conversation: a lane for each speaker, a block for each turn as long as its words are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, phrase
from evaluation.numbers import write_percent
from reports.figures.axis import HEIGHT, paint_shares
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, MIDDLE, PALE, QUIET
from reports.figures.drawing import Drawing
from reports.figures.legend import Key, explain, height_of, swatch
from reports.figures.lettering import LINE, one_line, widest, width_of, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import Amount, most_and_least, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "turntaking"
BAR, GAP, LABELS, THINNEST = 12.0, 6.0, 130.0, 0.7
INFORMANT = "informant"
Blocks = Mapping[str, Sequence[tuple[float, float]]]


def draw(table: pd.DataFrame, /, *, language: Language, source: str = "") -> Drawing:
    """The turns of one conversation in order: `speaker`, `words` and, if known, `affiliation`.

    The lanes stand in the order in which people first speak; those who are no informants are lighter. A table without
    words gives a drawing that says so.
    """
    total = int(table["words"].sum()) if len(table) else 0
    if not total:
        return draw_blank(NAME, language, "analysis")
    lanes: dict[str, list[tuple[float, float]]] = {}
    begun = 0
    for speaker, words in zip(table["speaker"], table["words"], strict=True):
        lanes.setdefault(one_line(speaker), []).append((begun / total, int(words) / total))
        begun += int(words)
    others = _others(table)
    with settled():
        axes = _paint(lanes, others, language)
    key = "analysis.turntaking.caption_of" if source else "analysis.turntaking.caption"
    alternative = _alternative(lanes, others, len(table), language)
    return Drawing(NAME, figure_of(axes), phrase(key, language, source=source), alternative)


def _others(table: pd.DataFrame) -> frozenset[str]:
    if "affiliation" not in table:
        return frozenset()
    others = table["affiliation"].notna() & (table["affiliation"] != INFORMANT)
    return frozenset(one_line(each) for each in table.loc[others, "speaker"])


def _paint(lanes: Blocks, others: frozenset[str], language: Language) -> Axes:
    labels = [wrap(speaker, LABELS) for speaker in lanes]
    shares = [write_percent(sum(part for _, part in own), language=language) for own in lanes.values()]
    left, right = max(widest(lines) for lines in labels) + GAP, WIDTH - max(map(width_of, shares)) - GAP
    height = max(max(map(len, labels)) * LINE, BAR) + GAP
    floor = height * len(lanes) + 2
    keys = _keys(lanes, others, language)
    axes = sheet(floor + HEIGHT + (height_of(keys) + 4 if keys else 0))
    for at, (speaker, lines, share) in enumerate(zip(lanes, labels, shares, strict=True)):
        middle = height * (at + 0.5)
        write(axes, 0, middle, lines)
        axes.add_patch(Rectangle((left, middle - BAR / 2), right - left, BAR, facecolor=PALE))
        for begun, part in lanes[speaker]:
            place = (left + begun * (right - left), middle - BAR / 2)
            width = max(part * (right - left), THINNEST)
            axes.add_patch(Rectangle(place, width, BAR, facecolor=MIDDLE if speaker in others else ACCENT))
        write(axes, WIDTH, middle, share, align="right", colour=QUIET)
    paint_shares(axes, left, right, floor, "analysis.turntaking.axis", language)
    explain(axes, keys, floor + HEIGHT + 4)
    return axes


def _keys(lanes: Blocks, others: frozenset[str], language: Language) -> list[Key]:
    if not others:
        return []
    both = [swatch(phrase("figure.talk.informants", language), facecolor=ACCENT)] if others < set(lanes) else []
    return [*both, swatch(phrase("analysis.turntaking.others", language), facecolor=MIDDLE)]


def _alternative(lanes: Blocks, others: frozenset[str], turns: int, language: Language) -> str:
    opening = phrase(
        "analysis.turntaking.alternative",
        language,
        turns=write_count("analysis.turns", turns, language),
        speakers=write_count("figure.talk.speakers", len(lanes), language),
        n=len(lanes),
    )
    amounts = [Amount(speaker, sum(part for _, part in own)) for speaker, own in lanes.items() if speaker not in others]
    ranking = most_and_least("talk", amounts, language, lambda share: write_percent(share, language=language))
    return " ".join(part for part in (opening, ranking) if part)


def example(language: Language, /) -> pd.DataFrame:
    """A few turns of a made-up conversation."""
    import pandas as pd

    who = {"nb": "Deltaker", "nn": "Deltakar", "en": "Participant"}[language]
    turns = [("Moderator", 40), (f"{who} 1", 160), (f"{who} 2", 90), ("Moderator", 25), (f"{who} 2", 210)]
    affiliation = ["moderator" if name == "Moderator" else INFORMANT for name, _ in turns]
    return pd.DataFrame(turns, columns=["speaker", "words"]).assign(affiliation=affiliation)
