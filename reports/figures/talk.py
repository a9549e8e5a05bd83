"""How the words of a conversation are shared among those who speak, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_percent
from reports.figures.blank import draw_blank
from reports.figures.colours import ACCENT, QUIET, WHITE
from reports.figures.drawing import Drawing
from reports.figures.legend import Key, explain, height_of, swatch
from reports.figures.lettering import LINE, one_line, widest, width_of, wrap
from reports.figures.style import WIDTH, figure_of, settled, sheet, write
from reports.figures.wording import Amount, most_and_least, quote, write_count

if TYPE_CHECKING:
    import pandas as pd

NAME = "talk"
BAR, GAP, LABELS = 12.0, 8.0, 150.0
INFORMANT = "informant"
TITLES = {
    "moderator": ("moderator", "intervjuer", "intervjuar", "interviewer"),
    "assistant": ("assistent", "assistant"),
    "observer": ("observatør", "observer"),
}
SOLID: dict[str, Any] = {"facecolor": ACCENT}
HATCHED: dict[str, Any] = {"facecolor": WHITE, "edgecolor": QUIET, "linewidth": 0.9, "hatch": "////"}


@dataclass(frozen=True, slots=True)
class Part:
    speaker: str
    affiliation: str
    words: int


def draw(table: pd.DataFrame, /, *, language: Language) -> Drawing:
    """One row for each speaker: `speaker`, `words` and, if known, `affiliation` (informant, moderator …).

    Where that is not known, those called «Moderator», «Intervjuer», «Assistent» and the like count as such. Rows with
    the same speaker are added up. A table without words gives a drawing that says so.
    """
    parts = _parts(table)
    total = sum(part.words for part in parts)
    if not total:
        return draw_blank(NAME, language)
    with settled():
        axes = _paint(parts, total, language)
    caption = phrase("figure.talk.caption", language)
    return Drawing(NAME, figure_of(axes), caption, _alternative(parts, total, language))


def _parts(table: pd.DataFrame) -> list[Part]:
    """The speakers, most words first; equals keep the table's order."""
    speakers = [one_line(each) for each in table["speaker"]]
    given = table["affiliation"] if "affiliation" in table.columns else [""] * len(speakers)
    words: dict[tuple[str, str], int] = {}
    for speaker, affiliation, count in zip(speakers, given, table["words"], strict=True):
        who = speaker, affiliation if affiliation in (INFORMANT, *TITLES) else _guess(speaker)
        words[who] = words.get(who, 0) + int(count)
    parts = [Part(*who, count) for who, count in words.items()]
    return sorted(parts, key=lambda part: -part.words)


def _guess(speaker: str) -> str:
    first = speaker.casefold().split(" ")[0].strip(":")
    return next((affiliation for affiliation, titles in TITLES.items() if first in titles), INFORMANT)


def _paint(parts: Sequence[Part], total: int, language: Language) -> Axes:
    labels = [wrap(part.speaker, LABELS) for part in parts]
    left = max(widest(lines) for lines in labels) + GAP
    values = [_value(part, total, language) for part in parts]
    unit = (WIDTH - left - max(width_of(share) + width_of(words) for share, words in values) - 18) / parts[0].words
    keys = _keys(parts, language)
    height = max(map(len, labels)) * LINE + GAP
    bottom = height * len(parts)
    axes = sheet(bottom + (6 + height_of(keys) if keys else 0))
    for at, (part, lines, value) in enumerate(zip(parts, labels, values, strict=True)):
        middle = height * (at + 0.5)
        write(axes, 0, middle, lines)
        _paint_bar(axes, part, (left, middle), unit * part.words, value)
    axes.plot([left, left], [0, bottom], color=QUIET, linewidth=0.8)
    explain(axes, keys, bottom + 6)
    return axes


def _paint_bar(axes: Axes, part: Part, place: tuple[float, float], length: float, value: tuple[str, str]) -> None:
    (x, y), (share, words) = place, value
    axes.add_patch(Rectangle((x, y - BAR / 2), length, BAR, **(SOLID if part.affiliation == INFORMANT else HATCHED)))
    write(axes, x + length + 6, y, share)
    write(axes, x + length + 14 + width_of(share), y, words, colour=QUIET)


def _value(part: Part, total: int, language: Language) -> tuple[str, str]:
    share = write_percent(part.words / total, language=language)
    return share, write_count("figure.talk.words", part.words, language)


def _keys(parts: Sequence[Part], language: Language) -> list[Key]:
    """The two kinds of bar; none when all bars are informants'."""
    others = [each for each in TITLES if any(part.affiliation == each for part in parts)]
    if not others:
        return []
    titles = enumerate_words((phrase(f"figure.talk.{each}", language) for each in others), language)
    shown = [swatch(_capital(titles), **HATCHED)]
    if any(part.affiliation == INFORMANT for part in parts):
        shown.insert(0, swatch(phrase("figure.talk.informants", language), **SOLID))
    return shown


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _alternative(parts: Sequence[Part], total: int, language: Language) -> str:
    opening = phrase(
        "figure.talk.alternative",
        language,
        n=len(parts),
        name=quote(parts[0].speaker, language),
        words=write_count("figure.talk.words", total, language),
        speakers=write_count("figure.talk.speakers", len(parts), language),
    )
    amounts = [Amount(part.speaker, part.words) for part in parts if part.affiliation == INFORMANT]
    ranking = most_and_least(NAME, amounts, language, lambda words: write_percent(words / total, language=language))
    return " ".join(each for each in (opening, ranking, _others(parts, total, language)) if each)


def _others(parts: Sequence[Part], total: int, language: Language) -> str:
    """How much the moderator and the like said, in a sentence; nothing when only informants spoke."""
    listed = []
    for affiliation in TITLES:
        mine = [part.words for part in parts if part.affiliation == affiliation]
        if mine:
            who = phrase(f"figure.talk.the_{affiliation}", language, n=len(mine))
            listed.append(f"{who} {write_percent(sum(mine) / total, language=language)}")
    if not listed:
        return ""
    return _capital(phrase("figure.talk.others", language, shares=enumerate_words(listed, language)))


def example(language: Language, /) -> pd.DataFrame:
    """Three speakers of a made-up conversation."""
    import pandas as pd

    speakers = {"speaker": ["Moderator", "Informant 1", "Informant 2"], "words": [812, 2346, 1204]}
    return pd.DataFrame(speakers | {"affiliation": ["moderator", INFORMANT, INFORMANT]})
