"""What may not be kept any longer: looked at, deleted for good by owners, and given to the person it is about."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from evaluation.app.deleting import Told, delete, deleted_before, look_ahead
from evaluation.app.web.admission import Owner, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.handing import Handed, made
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem, problem
from evaluation.language import LANGUAGES, phrase
from evaluation.retention.access import export_person
from evaluation.retention.due import kept
from evaluation.study import Study
from instruments.form.opening import list_forms

ROUTER = APIRouter(responses=REFUSALS)
Item = Annotated[str, Field(max_length=500)]
Person = Annotated[str, Query(max_length=100)]
KINDS = ("names", "files", "person", "source", "form", "backup")
WORDS = frozenset(phrase("retention.page.word", each) for each in LANGUAGES)


class Looking(BaseModel):
    """What might be deleted."""

    item: Annotated[list[Item], Field(max_length=500)] = []


class Deleting(Looking):
    """What is to be deleted, and the word that says so."""

    word: Annotated[str, Field(max_length=100)] = ""


@ROUTER.get("/privacy")
def privacy(request: Request, visitor: Owner) -> Response:
    """What has a last day, what else may be chosen, and what was deleted before."""
    study = seen_by(request, visitor)
    return show(
        request,
        "privacy.html",
        kept=kept(study),
        today=dt.date.today(),
        choices=_choices(study),
        record=deleted_before(study),
        **_naming(study),
    )


@ROUTER.get("/privacy/delete")
def look(request: Request, visitor: Owner, asked: Annotated[Looking, Query()]) -> Response:
    """What a deletion would take with it; nothing is deleted."""
    study = seen_by(request, visitor)
    wanted = [each for each in asked.item if each]
    found = look_ahead(study, wanted)
    problems = found.hindered if wanted else (problem("RETENTION-005"),)
    return _page(request, study, found, problems)


@ROUTER.post("/privacy/delete")
def delete_items(request: Request, visitor: Owner, told: Annotated[Deleting, Form()]) -> Response:
    """Delete for good what was looked at, where the word was typed; the page tells what went."""
    study, serving = seen_by(request, visitor), serving_of(request)
    wanted = [each for each in told.item if each]
    if not wanted:
        return _page(request, study, Told(()), (problem("RETENTION-005"),))
    if told.word.strip(" «»“”\"'").casefold() not in WORDS:
        return _page(request, study, look_ahead(study, wanted), (problem("RETENTION-007"),))
    naming = _naming(study)  # as whoever is gone then was called
    try:
        done = delete(study, wanted, serving.alone())
    except EvaluationError as error:
        if any(not each.code.startswith("RETENTION-") for each in error.problems):
            raise
        return _page(request, study, look_ahead(study, wanted), error.problems)
    return show(request, "privacy_delete.html", found=done, problems=(), done=True, word="", **naming)


@ROUTER.get("/privacy/export", response_class=Handed)
def export(request: Request, visitor: Owner, id: Person = "") -> Response:  # noqa: A002
    """All that the study holds of a person, for them."""
    study = seen_by(request, visitor)
    return made(lambda folder: export_person(study, id, folder / "person", visitor.language), f"innsyn-{id}")


def _page(request: Request, study: Study, found: Told, problems: tuple[Problem, ...]) -> Response:
    status, word = 422 if problems else 200, phrase("retention.page.word")
    return show(
        request, "privacy_delete.html", status, found=found, problems=problems, done=False, word=word, **_naming(study)
    )  # fmt: skip


def _naming(study: Study) -> dict[str, Any]:
    """`called`: an item as it is told on a page."""
    shown = {each.id: each.pseudonym or each.id for each in study.people().participants}

    def called(item: str) -> str:
        kind, _, name = item.partition(":")
        if kind not in KINDS:
            return item
        return phrase(f"retention.item.{kind}", name=shown.get(name, name) if kind == "person" else name)

    return {"called": called}


def _choices(study: Study) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be chosen beside what has a last day, by kind: the items, each with what it is called."""
    people = [(f"person:{each.id}", each.pseudonym or each.id) for each in study.people().participants]
    sources = [(f"source:{each.name}", each.name) for each in study.list_sources()]
    forms = [(f"form:{each.form.name}", each.form.name) for each in list_forms(study) if each.submitted]
    both = [(each, phrase(f"retention.item.{each}")) for each in ("names", "files")]
    found = [("person", people), ("source", sources), ("form", forms), ("all", both)]
    return [(kind, items) for kind, items in found if items]
