"""The one figure a summary shows, and what the report is called."""

from __future__ import annotations

from typing import Any

from evaluation.language import phrase
from reports.parts.telling import Telling

NAME = "board"


def values(telling: Telling) -> dict[str, Any]:
    """The first figure of the surveys, else how much each theme is spoken of; none where there is neither."""
    facts = telling.facts
    figures = [each.id for each in facts.surveys.figures]
    shown = figures[0] if figures else "heatmap" if not facts.codings.empty else ""
    about = telling.study.evaluation.told(telling.language)
    advised = any(each.recommendations for each in facts.findings)
    title = phrase("board.title", telling.language, title=about.title)
    return {"title": title, "board_figure": shown, "advised": advised}


def texts(_telling: Telling) -> dict[str, str]:
    return {}
