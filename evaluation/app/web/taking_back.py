"""What was done on pages with forms, and may be taken back there: one's own acts of these kinds, while they stand."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode, urlsplit

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from evaluation.app.web.admission import seen_by
from evaluation.app.web.faults import NO_STORE
from evaluation.app.web.visitor import Visitor
from evaluation.store.changes import Change, read_change
from evaluation.store.feed import last_change
from evaluation.store.undo import is_own
from evaluation.study import Study

KINDS = ("action.", "plan.", "minutes.", "form.open", "form.close", "form.reopen", "form.update", "form.invite",
         "reporting.")  # fmt: skip
Saved = Annotated[int, Query(ge=0, le=2_147_483_647)]


def is_kind(act: str) -> bool:
    return any(act.startswith(each) if each.endswith(".") else act == each for each in KINDS)


def saved(study: Study, address: str, before: int) -> Response:
    """To the page at `address`, which tells that something was saved, and by which act since `before`."""
    made = latest(study)
    told = urlencode({"saved": made}) if made > before else "saved=0"
    page, _, part = address.partition("#")
    return RedirectResponse(f"{page}{'&' if '?' in page else '?'}{told}{'#' * bool(part)}{part}", 303, headers=NO_STORE)


def latest(study: Study) -> int:
    with study.store.reading() as connection:
        return last_change(connection)


def done(request: Request, visitor: Visitor, number: int) -> Change | None:
    """The act a page is to tell of, where it is the visitor's own, of these kinds, and stands."""
    study = seen_by(request, visitor)
    with study.store.reading() as connection:
        if not (number and is_own(connection, number, visitor.coder, KINDS)):
            return None
        found = read_change(connection, number)
    return found if found.undoes is None and found.undone_by is None else None


def path_of(address: str) -> str:
    """An address without what it said was saved."""
    parts = urlsplit(address)
    kept = "&".join(each for each in parts.query.split("&") if each and not each.startswith("saved="))
    return f"{parts.path}{'?' * bool(kept)}{kept}"
