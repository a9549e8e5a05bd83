"""What the follow-up of the agreement says about each theme of the study: decided, done, delayed and reported."""

from __future__ import annotations

from typing import Any

from coding.rules.codings import apply
from evaluation.language import Language, phrase
from evaluation.model import Source, Theme
from evaluation.numbers import NO_BREAK, write_date
from evaluation.sources.tongue import guess_language
from reports.facts import Facts
from reports.following.gathering import Entry, gather_follow_up
from reports.markdown import escaped, paragraphs, table
from reports.parts.methods import about
from reports.parts.telling import Telling

NAME = "followed"
MOST = 8  # rows under a theme


def values(telling: Telling) -> dict[str, Any]:
    return {"found": bool(telling.facts.findings)}


def texts(telling: Telling) -> dict[str, str]:
    """An empty text where nothing is said about a theme."""
    facts = telling.facts
    found = gather_follow_up(telling.study, telling.language, (None, None))
    themes = {each.key: _themes(each, facts) for each in found.entries}
    told = {
        f"theme-{theme.id}-followed": _told(
            theme, [each for each in found.entries if theme.id in themes[each.key]], facts
        )
        for theme in facts.evaluation.themes
    }
    return {"mid-term-about": about(facts), **told}


def _themes(entry: Entry, facts: Facts) -> frozenset[str]:
    """The themes whose words stand in it, by the rules of the study's codebook."""
    words = f"{entry.title}\n{entry.words}"
    found = {each.code for each in apply(facts.codebook, Source("", words, language=guess_language(words)))}
    return frozenset(theme.id for theme in facts.evaluation.themes if theme.code in found)


def _told(theme: Theme, entries: list[Entry], facts: Facts) -> str:
    if not entries:
        return "\n"
    language = facts.language
    heads = [phrase(f"board.head.{each}", language) for each in ("day", "what", "who", "words")]
    label = escaped(theme.label.text(language))
    caption = phrase("board.caption.followed", language, theme=label)
    pointer = phrase("board.followed.pointer", language, theme=theme.id)
    if len(entries) > MOST:
        pointer += " " + phrase("board.followed.more", language, shown=MOST, all=len(entries))
    rows = [_row(each, language) for each in entries[-MOST:]]
    heading = f"**{phrase('board.heading.followed', language)}**"
    return paragraphs([heading, pointer, table(heads, rows, caption, f"tbl-followed-{theme.id}")])


def _row(entry: Entry, language: Language) -> list[str]:
    day = write_date(entry.day, language).replace(" ", NO_BREAK) if entry.day else "–"
    words = entry.words if entry.what == "decided" else entry.title
    told = (phrase(f"board.what.{entry.what}", language), entry.who or "–")
    return [day, *(each[:1].upper() + each[1:] for each in told), words or entry.title]
