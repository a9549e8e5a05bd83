"""What a pane in a notebook asks of the kernel, and its answers: the questions and acts of the server's page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coding.workbench import told
from coding.workbench.correcting import speakers_of
from coding.workbench.guide import questions_in
from coding.workbench.news import news_of
from coding.workbench.overview import overview_of
from coding.workbench.reading import reading_of, sentences_of
from coding.workbench.steps import steps_of
from coding.workbench.suggesting import suggestions_of
from coding.workbench.told_correcting import CORRECTIONS, PREVIEWS
from coding.workbench.tree import codebook_of
from evaluation.errors import EvaluationError, Problem, problem
from evaluation.language import Language
from evaluation.study import Study

_ONE = re.compile(r"(codings|memos)/([0-9]{1,9})(/remove)?")


class Question(BaseModel):
    """One message from the pane; `id` tells its answer from others."""

    model_config = ConfigDict(extra="forbid", strict=True)
    id: Annotated[str, Field(max_length=200)]
    method: Literal["GET", "POST", "PUT"]
    path: Annotated[str, Field(max_length=200)]
    content: dict[str, Any]


class Looked(BaseModel):
    """What is asked for where nothing is to be done."""

    model_config = ConfigDict(extra="forbid", strict=True)
    source: Annotated[str, Field(max_length=500)] = ""
    language: Language = "nb"
    since: told.Place = 0
    at: told.Place | None = None


LOOKS: Mapping[str, Callable[[Study, Looked], Any]] = {
    "overview": lambda study, asked: {**overview_of(study, asked.language), **steps_of(study), "may_code": True},
    "codebook": lambda study, asked: codebook_of(study, asked.language),
    "text": lambda study, asked: reading_of(
        study, asked.source, questions_in(study.folder, asked.language), at=asked.at
    ),
    "sentences": lambda study, asked: sentences_of(study, asked.source),
    "news": lambda study, asked: news_of(study, asked.source, asked.since),
    "suggestions": lambda study, asked: suggestions_of(study, asked.source),
    "speakers": lambda study, asked: speakers_of(study, asked.source, asked.language),
}
ACTS: Mapping[tuple[str, str], tuple[type[told.Told], Callable[..., told.Made]]] = {
    ("POST", "codings"): (told.Coded, told.coded),
    ("PUT", "codings/"): (told.Changed, told.changed),
    ("POST", "codings/remove"): (told.Removed, told.removed),
    ("POST", "codes"): (told.Named, told.named),
    ("POST", "memos"): (told.Noted, told.noted),
    ("PUT", "memos/"): (told.Renoted, told.renoted),
    ("POST", "suggestions/accept"): (told.Offered, told.accepted),
    ("POST", "suggestions/refuse"): (told.Offered, told.refused),
    ("POST", "undo"): (told.Step, told.undone),
    ("POST", "redo"): (told.Step, told.redone),
}


def answer(study: Study, message: object, language: Language) -> dict[str, Any]:
    """`id`, `status` as a server would give it, and `body`. The user's faults are told; one of ours is raised."""
    id_ = message.get("id") if isinstance(message, dict) else None
    try:
        status, body = 200, _answered(study, Question.model_validate(message))
    except ValidationError:
        status, body = 422, _error([problem("PANE-002")], language)
    except EvaluationError as error:
        # What ails the store may pass, so that the pane tries again; what was asked wrongly stays wrong.
        status = 503 if error.problems[0].code.startswith("STORE-") else 422
        body = _error(error.problems, language)
    return {"id": id_, "status": status, "body": body}


def _answered(study: Study, asked: Question) -> Any:
    if asked.method == "GET":
        if asked.path not in LOOKS:
            raise EvaluationError(problem("PANE-002"))
        return LOOKS[asked.path](study, Looked.model_validate(asked.content))
    if asked.method == "POST" and asked.path in PREVIEWS:
        shape, look = PREVIEWS[asked.path]
        return look(study, shape.model_validate(asked.content))
    if asked.method == "POST" and asked.path in CORRECTIONS:
        shape, correct = CORRECTIONS[asked.path]
        put = shape.model_validate(asked.content)
        return {"did": correct(study, put), **news_of(study, put.source, put.since)}
    one = _ONE.fullmatch(asked.path)
    path, ids = (f"{one[1]}/{(one[3] or '').lstrip('/')}", (int(one[2]),)) if one else (asked.path, ())
    if (asked.method, path) not in ACTS:
        raise EvaluationError(problem("PANE-002"))
    shape, act = ACTS[asked.method, path]
    done = shape.model_validate(asked.content)
    made = act(study, done, *ids)
    return {**made, **news_of(study, done.source, done.since)}


def _error(problems: tuple[Problem, ...] | list[Problem], language: Language) -> dict[str, Any]:
    first = problems[0]
    return {"error": {"code": first.code, "what": first.what(language), "remedy": first.remedy(language)}}
