"""What a study holds, in numbers and sentences."""

from __future__ import annotations

import datetime as dt
from typing import Any

from evaluation.app.following import following
from evaluation.people.participation import participations
from evaluation.study import Study
from instruments.form.opening import list_forms, pending
from instruments.form.reporting import awaited, delivered, list_rounds
from instruments.responses.condition import conditions
from reports.method import collection


def overview(study: Study) -> dict[str, Any]:
    """What the study holds; `collection` tells how its data were collected, in sentences, `following` what is due."""
    people = study.people()
    evaluation = study.evaluation
    return {
        "study": {
            "folder": str(study.folder),
            "title": evaluation.title,
            "commissioner": evaluation.commissioner.name,
            "evaluator": evaluation.evaluator.name,
            "languages": list(evaluation.languages),
        },
        "counts": _counts(study),
        "collection": [sentence for each in participations(people) for sentence in collection(each, people)],
        "forms": _forms(study),
        "rounds": _rounds(study),
        "following": following(study, dt.date.today()),
        "datasets": _datasets(study),
    }


def _counts(study: Study) -> dict[str, int]:
    people = study.people()
    sources = study.list_sources()
    return {
        "organisations": len(people.organisations),
        "participants": len(people.participants),
        "sessions": len(people.sessions),
        "sources": len(sources),
        "turns": sum(source.turns for source in sources),
        "words": sum(len(source.text.split()) for source in study.sources()),
        "themes": len(study.evaluation.themes),
        "codes": len(study.codebook) if study.has_codebook() else 0,
        "codings": len(study.codings()),
    }


def _forms(study: Study) -> list[dict[str, Any]]:
    """The forms, and how far each has come."""
    return [
        {
            "name": each.form.name,
            "open": each.form.closed_at is None,
            "closes": each.form.closes,
            "invited": each.invited,
            "submitted": each.submitted,
            "pending": len(pending(study, each.form.name)),
        }
        for each in list_forms(study)
    ]


def _rounds(study: Study) -> list[dict[str, Any]]:
    """The reporting rounds, and the parties that have not reported."""
    return [
        {"name": each.name, "deadline": each.deadline, "awaited": awaited(delivered(study, each.name))}
        for each in list_rounds(study)
    ]


def _datasets(study: Study) -> list[dict[str, Any]]:
    """The survey data, and whether anything is amiss with them."""
    return [
        {
            "name": each.kept.name,
            "respondents": each.kept.rows,
            "variables": len(each.kept.meaning["variables"]),
            "questionnaire": each.kept.instrument,
            "matched": each.matched,
            "unmatched": list(each.unmatched),
            "file": each.file,
            "weights": each.weights,
            "spoken": each.spoken,
        }
        for each in conditions(study)
    ]
