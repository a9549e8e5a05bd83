"""The codebook: what each code means and has been through, and all that may be done to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from coding.retrieval import as_records, codings_table
from coding.workbench.acts import new_code
from coding.workbench.code_fields import TEXTS, fields_of, mark_of, named, save_fields
from coding.workbench.tree import codebook_of, colours_of
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.serving import serving_of
from evaluation.codes import (
    Place,
    approve_codings,
    archive_codes,
    code_history,
    merge_codes,
    move_code,
    outdated_codings,
    rename_code,
    split_code,
    unarchive_codes,
)
from evaluation.codes.changes import find
from evaluation.errors import EvaluationError, Problem
from evaluation.model import Codebook
from evaluation.model.code_tree import below
from evaluation.study import Study

LINK = Link(22, "/codebook", "page.codebook.link", "reader")
ROUTER = APIRouter(responses=REFUSALS)
LONGEST, SHOWN = 20_000, 50
Named = Annotated[str, Query(min_length=1, max_length=500)]


class Form:
    """What a form of ours sent: the first value of a field, or all of them."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = [(key, value[:LONGEST]) for key, value in pairs]

    def one(self, name: str) -> str:
        return next((value for key, value in self.pairs if key == name), "").strip()

    def numbers(self, name: str) -> list[int]:
        return [int(value) for key, value in self.pairs if key == name and value.isascii() and value.isdigit()]

    def fields(self) -> dict[str, str]:
        return {key: value for key, value in self.pairs if key.split("_")[0] in (*TEXTS, "indicators", "colour")}


async def form_of(request: Request) -> Form:
    sent = await request.form()
    return Form([(key, value) for key, value in sent.multi_items() if isinstance(value, str)])


Sent = Annotated[Form, Depends(form_of)]


@ROUTER.get("/codebook")
def codebook(request: Request, visitor: Reader) -> Response:
    study = seen_by(request, visitor)
    codes, old = codebook_of(study, visitor.language), outdated_codings(study) if study.has_codebook() else []
    book = study.codebook if study.has_codebook() else Codebook(name="codebook")
    return show(
        request,
        "codebook.html",
        codes=codes,
        away=[each for each in book if each.archived],
        outdated={name: sum(each.code == name for each in old) for name in {each.code for each in old}},
        may_change=visitor.may("coder"),
    )


@ROUTER.get("/codebook/code")
def code(request: Request, visitor: Reader, name: Named) -> Response:
    return _page(request, visitor, name)


@ROUTER.post("/codebook/new")
def new(request: Request, visitor: Coder, form: Sent) -> Response:
    def made(study: Study) -> str:
        return new_code(study, form.one("label"), parent=form.one("under") or None, language=visitor.language)

    return _done(request, visitor, made)


@ROUTER.post("/codebook/edit")
def edit(request: Request, visitor: Coder, form: Sent) -> Response:
    """Save the fields; where that cannot be, they come back as they were filled, and nothing is overwritten."""
    name, fields = form.one("name"), form.fields()
    if form.one("own_colour") != "yes":
        fields["colour"] = ""
    study = seen_by(request, visitor)
    try:
        with serving_of(request).writing:
            save_fields(study, name, form.one("was"), fields)
    except EvaluationError as error:
        if not study.has_codebook() or name not in study.codebook:
            raise
        return _page(request, visitor, name, fields=fields, problems=error.problems)
    return _to(name)


@ROUTER.post("/codebook/rename")
def rename(request: Request, visitor: Coder, form: Sent) -> Response:
    def renamed(study: Study) -> str:
        rename_code(study, form.one("name"), form.one("new"))
        return form.one("new")

    return _done(request, visitor, renamed)


@ROUTER.post("/codebook/move")
def move(request: Request, visitor: Coder, form: Sent) -> Response:
    def moved(study: Study) -> str:
        move_code(study, form.one("name"), Place(under=form.one("under") or None))
        return form.one("name")

    done = _done(request, visitor, moved)
    return RedirectResponse("/codebook", 303, headers=NO_STORE) if form.one("then") == "tree" else done


@ROUTER.post("/codebook/merge")
def merge(request: Request, visitor: Coder, form: Sent) -> Response:
    def merged(study: Study) -> str:
        merge_codes(study, [form.one("name")], form.one("into"), indicators=form.one("indicators") == "yes")
        return form.one("into")

    return _done(request, visitor, merged)


@ROUTER.post("/codebook/split")
def split(request: Request, visitor: Coder, form: Sent) -> Response:
    """Give the codings that were ticked a new code beside this one; or let them stand as they are."""

    def parted(study: Study) -> str:
        if form.one("what") == "approve":
            approve_codings(study, form.numbers("coding"))
            return form.one("name")
        split_code(study, form.one("name"), named(form.one("new")), form.numbers("coding"))
        return form.one("new")

    return _done(request, visitor, parted)


@ROUTER.post("/codebook/archive")
def archive(request: Request, visitor: Coder, form: Sent) -> Response:
    def put_away(study: Study) -> str:
        (archive_codes if form.one("away") == "yes" else unarchive_codes)(study, [form.one("name")])
        return form.one("name")

    return _done(request, visitor, put_away)


def _done(request: Request, visitor: Coder, act: Callable[[Study], str]) -> Response:
    study = seen_by(request, visitor)
    with serving_of(request).writing:
        name = act(study)
    return _to(name)


def _to(name: str) -> Response:
    from urllib.parse import urlencode

    return RedirectResponse(f"/codebook/code?{urlencode({'name': name})}", 303, headers=NO_STORE)


def _page(
    request: Request,
    visitor: Reader,
    name: str,
    *,
    fields: dict[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    study = seen_by(request, visitor)
    book = study.codebook
    found = find(book, name)
    table = codings_table(study, ("id", "source", "start", "text", "code", "coder", "round"))
    rows = as_records(table[table["code"] == name])
    old = {each.id for each in outdated_codings(study, [name])}
    return show(
        request,
        "code.html",
        422 if problems else 200,
        code=found,
        colour=colours_of(book)[name],
        path=book.path(name).split(" / ")[:-1],
        codes=[each for each in codebook_of(study, visitor.language) if each["name"] != name],
        under=below(book, name),
        fields={**fields_of(found), **(fields or {})},
        was=mark_of(found),
        problems=problems,
        texts=TEXTS,
        history=list(reversed(code_history(study, name))),
        codings=sorted(rows, key=lambda row: row["id"] not in old)[:SHOWN],
        count=len(rows),
        outdated=old,
        may_change=visitor.may("coder"),
    )
