"""Drafting the report: `report.qmd` is written once and belongs to the researcher ever after."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import fail, raise_any
from evaluation.language import Language, phrase
from evaluation.numbers import write_date
from evaluation.study import Study
from reports.files import FOLDER, REPORT, report_folder, write_whole
from reports.markdown import bullets, division, escaped
from reports.narrative import Narrative, ThemeNarrative
from reports.needs import missing_of
from reports.parts.discover import part_values
from reports.parts.telling import Telling
from reports.project import quarto_project
from reports.templates import declaration_of, template_text
from reports.update import update_report

NOTHING = ThemeNarrative()
NO_NARRATIVE = Narrative()


@dataclass(frozen=True)
class Choice:
    """What the one who drafts decides beside the template.

    of: the round, the group that meets or the period the report is of, as the template asks; title: its title, if not
    the study's; folder: the folder in the study it stands in, so that a study may have several reports.
    """

    of: str = ""
    title: str = ""
    folder: str = FOLDER


AS_USUAL = Choice()


def draft_report(
    study: Study,
    *,
    template: str = "focus-group",
    language: Language | None = None,
    narrative: Narrative | None = None,
    choice: Choice = AS_USUAL,
) -> Path:
    """Write `report/report.qmd` from a template, and all that it includes; returns its path.

    Raises REPORT-002 when there is a report.qmd already, REPORT-003 for a template that is none, and every need of the
    template that the study does not meet, each with the command that brings it.
    """
    file = report_folder(study, choice.folder, new=True) / REPORT
    if file.exists():
        raise fail("REPORT-002", file=file)
    declared = declaration_of(template)
    raise_any(missing_of(study, template))
    if choice.of and declared.choice is None:
        raise fail("TEMPLATE-010", name=template, of=choice.of)
    chosen = language or study.evaluation.language
    telling = Telling(study, chosen, choice.of, file)
    values = {"template": template, **draft_values(study, chosen, narrative or NO_NARRATIVE)}
    values |= part_values(declared.parts, telling)
    if choice.title:
        values |= {"title": choice.title, "subtitle": ""}
    text = filled(template_text(template), values)
    project = file.with_name("_quarto.yml")
    if not project.exists():
        write_whole(project, quarto_project(chosen).encode())
    write_whole(file, text.encode())
    update_report(study, folder=choice.folder, gathered=telling.facts)
    return file


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


def draft_values(study: Study, language: Language, narrative: Narrative = NO_NARRATIVE) -> dict[str, Any]:
    """What any template is filled in with; the parts it asks for bring the rest."""
    about = study.evaluation.told(language)
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
        "phrase": lambda key: phrase(key, language),
        "prompt": lambda key: division("narrative-place", phrase(key, language)).strip(),
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
