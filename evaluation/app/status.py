"""What a study holds, in numbers and sentences."""

from __future__ import annotations

from typing import Any

from evaluation.people.participation import participations
from evaluation.study import Study
from reports.method import collection


def overview(study: Study) -> dict[str, Any]:
    """`study`, `counts`, and `collection`: how the data were collected, in sentences of the study's language."""
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
