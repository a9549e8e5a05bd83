"""Where each survey figure of a report comes from: what was asked, of whom, how it was counted, from which file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluation.language import LANGUAGES, Language
from evaluation.model import Localised
from evaluation.model.dataset import KeptDataset
from instruments.statistics.result import Table
from reports.origins import Origin
from reports.surveys.lines import caption_of, shows_positive, what_is_shown
from reports.surveys.pictures import funnel_of, picture_of, response_id
from reports.surveys.reading import SurveyRead
from reports.surveys.results import FigureTold, SurveysTold, SurveyTold
from reports.surveys.statements import Statement
from reports.surveys.tables import frame_ids


def survey_origins(told: SurveysTold) -> Iterator[Origin]:
    for survey in told.surveys:
        yield from _response(survey)
        for figure in survey.figures:
            yield _figure(figure, told.hidings.threshold)


def _figure(told: FigureTold, threshold: int) -> Origin:
    read = told.read
    drawn = picture_of(told).illustration is not None
    rows = [row for table in told.counted for row in table.rows]
    details = {
        "shown": drawn,
        "figure": told.planned.kind,
        "what": what_is_shown(told),
        "theme": told.planned.theme,
        "questions": [_question(each, told) for each in told.planned.statements],
        "by": told.planned.by or "",
        "waves": [name for _, name in (read.waves if told.planned.kind == "waves" else read.waves[-1:]) if name],
        "base": [_base(each.table, each.wanted.wave[1]) for each in told.tables if each.table is not None],
        "method": _method(told.counted, read.language),
        "hidden": sum(row.hidden for row in rows),
        "thin": sum(row.thin is not None for row in rows),
        "threshold": threshold,
        **_design(read),
        "data": _data(read.settings.dataset, read.kept),
    }
    return Origin(told.id, "survey-figure", caption_of(told), details)


def _response(survey: SurveyTold) -> Iterator[Origin]:
    """The picture and the tables of who answered."""
    read, frame = survey.read, survey.read.settings.frame
    if frame is None:
        return
    kept = read.frame_kept or read.kept
    details = {
        "what": "response",
        "outcome": frame.outcome,
        "answered": list(frame.answered),
        **_design(read),
        "data": _data(frame.dataset or read.settings.dataset, kept),
    }
    funnel = funnel_of(survey)
    if funnel is not None:
        yield Origin(response_id(survey), "survey-response", funnel.caption, details)
    for id_, by in frame_ids(survey):
        yield Origin(id_, "survey-response", read.label(by) if by in read.dataset.names else by, {**details, "by": by})


def _question(statement: Statement, told: FigureTold) -> dict[str, Any]:
    """What was asked, in the words of every language there is."""
    question = statement.question
    rows = {name.casefold(): words for name, words in question.rows.items()} if question else {}
    words = rows.get(statement.name.casefold()) or (question.text if question else None)
    codes = statement.options if statement.options else {f"{code:g}": label for code, label in statement.labels.items()}
    return {
        "variable": statement.name,
        "variables": list(statement.variables),
        "question": question.id if question else "",
        "asked": _in_languages(question.text) if question else {},
        "wording": _in_languages(words) if words else {},
        "label": statement.wording,
        "answers": dict(codes),
        "positive": [f"{code:g}" for code in statement.positive] if shows_positive(told) or statement.is_sided else [],
        "condition": question.show_if if question else "",
    }


def _in_languages(words: Localised) -> dict[str, str]:
    return {language: text for language, text in words.as_dict().items() if language in LANGUAGES}


def _base(table: Table, wave: str) -> dict[str, Any]:
    base = table.base
    if not base.n:
        return {"variable": table.question, "wave": wave, "hidden": True}
    weighted = None if base.n_weighted != base.n_weighted else round(base.n_weighted, 4)
    counted = {"n": base.n, "n_weighted": weighted, "asked": base.asked, "of": base.of, "missing": dict(base.missing)}
    return {"variable": table.question, "wave": wave, **counted}


def _method(tables: list[Table], language: Language) -> str:
    return tables[0].method.told(language) if tables else ""


def _design(read: SurveyRead) -> dict[str, Any]:
    own = read.settings
    return {"weight": own.weight or "", "strata": list(own.strata), "clusters": list(own.clusters),
            "population": list(own.population), "lonely": own.lonely, "where": dict(own.where)}  # fmt: skip


def _data(name: str, kept: KeptDataset | None) -> dict[str, Any]:
    if kept is None:
        return {"dataset": name, "file": "", "sha256": "", "format": "form", "imported": "", "questionnaire": "",
                "questionnaire_sha256": "", "rows": None}  # fmt: skip
    return {"dataset": kept.name, "file": f"sources/{kept.file}", "sha256": kept.sha256, "format": kept.format,
            "imported": kept.at, "questionnaire": kept.instrument or "",
            "questionnaire_sha256": kept.instrument_sha256 or "", "rows": kept.rows}  # fmt: skip
