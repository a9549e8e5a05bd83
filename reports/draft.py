"""Drafting the report: `report.qmd` is written once and belongs to the researcher ever after."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.errors import fail
from evaluation.language import Language, phrase
from evaluation.numbers import write_date
from evaluation.study import Study
from reports.files import REPORT, write_whole
from reports.following.telling import FOLLOW_UP, follow_up_values
from reports.markdown import bullets, division, escaped
from reports.narrative import Narrative, ThemeNarrative
from reports.project import quarto_project
from reports.templates import template_text
from reports.update import update_report

NOTHING = ThemeNarrative()


def draft_report(
    study: Study, *, template: str = "focus-group", language: Language | None = None, narrative: Narrative | None = None
) -> Path:
    """Write `report/report.qmd` from a template, and all that it includes; returns its path.

    Raises REPORT-002 when there is a report.qmd already, and REPORT-004 when the study has no themes.
    """
    file = study.folder / "report" / REPORT
    if file.exists():
        raise fail("REPORT-002", file=file)
    if not study.evaluation.themes and template != FOLLOW_UP:
        raise fail("REPORT-004", file=study.settings.path)
    chosen = language or study.evaluation.language
    project = file.with_name("_quarto.yml")
    if not project.exists():
        write_whole(project, quarto_project(chosen).encode())
    write_whole(file, _filled(template_text(template), study, chosen, narrative or Narrative()).encode())
    update_report(study)
    return file


def _filled(template: str, study: Study, language: Language, narrative: Narrative) -> str:
    return filled(template, _values(study, language, narrative))


def filled(template: str, values: Mapping[str, Any]) -> str:
    """A template with its places filled in."""
    from jinja2 import Environment, StrictUndefined

    # Quarto's shortcodes stand in double braces, so the template's own marks are brackets. The result is Markdown.
    marks = Environment(  # noqa: S701
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return marks.from_string(template).render(values)


def _values(study: Study, language: Language, narrative: Narrative) -> dict[str, Any]:
    about = study.evaluation
    return {
        "title": about.title,
        "subtitle": about.subtitle,
        "authors": list(about.evaluator.authors),
        "commissioner": about.commissioner.name,
        "evaluator": about.evaluator.name,
        "date": write_date(about.period.to or dt.datetime.now().astimezone().date(), language),
        "lang": language,
        "quoted": lambda value: json.dumps(value, ensure_ascii=False),
        "say": lambda key: phrase(f"report.{key}", language),
        "place": lambda key: division("narrative-place", phrase(f"report.{key}", language)).strip(),
        "narrative": narrative,
        **follow_up_values(study, language),
        "themes": _themes(study, language, narrative),
    }


def _themes(study: Study, language: Language, narrative: Narrative) -> list[dict[str, Any]]:
    """The themes in the commissioner's order; the last of several is the one on wishes, a chapter of its own."""
    themes = study.evaluation.themes
    return [
        {
            "id": theme.id,
            "label": escaped(theme.label.text(language)),
            "last": theme is themes[-1] and len(themes) > 1,
            "asked": written.asked.strip(),
            "text": written.text.strip(),
            "points": bullets(written.points).strip() if written.points else "",
        }
        for theme in themes
        for written in [narrative.themes.get(theme.id, NOTHING)]
    ]
