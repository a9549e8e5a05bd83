"""What went wrong, as the browser is told: in the visitor's language, and never how the program is made."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from evaluation.app.web import strayed
from evaluation.app.web.guards import LARGEST
from evaluation.app.web.look import language_asked, language_of
from evaluation.errors import EvaluationError, Problem, problem
from evaluation.language import Language

log = logging.getLogger("underveis.web")
STATUS = {
    **{"ANSWER-011": 410, "ANSWER-012": 403, "ANSWER-013": 410, "WEB-001": 404, "WEB-003": 403, "WEB-004": 429},
    **{"PAGE-001": 404, "PAGE-002": 401, "PAGE-003": 403, "PAGE-004": 403, "PAGE-005": 403, "PAGE-006": 421},
    **{"PAGE-010": 401, "STUDY-004": 404, "MINUTES-021": 404, "MINUTES-025": 404, "PLAN-021": 404},
    **{"PLAN-036": 404, "PLAN-062": 404, "EDIT-080": 403, "ANSWER-021": 404, "ANSWER-026": 404},
    **{"RETENTION-001": 404, "PEOPLE-046": 404, "PEOPLE-047": 404, "PEOPLE-048": 404},
    **{"TEAM-004": 404, "TEAM-009": 403, "TEAM-010": 429, "TEAM-011": 403, "TEAM-012": 403},
}
NO_STORE = {"cache-control": "no-store"}
FORMS = "/f/"  # under it stand the forms, whose faults are told otherwise than those of the workbench
REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"description": "Not of the kind that is read here"},
    401: {"description": "Not signed in"},
    403: {"description": "Not sent by a page of ours, or not for this role"},
    404: {"description": "There is no such thing"},
    413: {"description": "Too large"},
    421: {"description": "Asked for by a name that is not the server's"},
    422: {"description": "Wrong shape, or not allowed"},
    429: {"description": "Tried too many times"},
    503: {"description": "The study cannot be read or written just now"},
}


class Refused(Exception):
    """A request that is turned away for one reason; `wait`: seconds until it may be tried again."""

    def __init__(self, found: Problem, wait: int = 0) -> None:
        super().__init__(found.code)
        self.found, self.wait = found, wait


def add_faults(app: FastAPI) -> None:
    """Let every error come out in one shape: `{error: {code, what, where, remedy}}`, and `problems` where many."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(EvaluationError, _users)
    app.add_exception_handler(RequestValidationError, _misshapen)
    app.add_exception_handler(HTTPException, _unknown)
    app.add_exception_handler(Exception, _ours)


def answer(found: Sequence[Problem], status: int, language: Language, **headers: str) -> JSONResponse:
    told = [_told(each, language) for each in found]
    content: dict[str, Any] = {"error": told[0], "problems": told}
    return JSONResponse(content, status, headers={**NO_STORE, **headers})


def _told(found: Problem, language: Language) -> dict[str, Any]:
    about = {"code": found.code, "where": found.where, "question": found.values.get("question")}
    return {**about, "what": found.what(language), "remedy": found.on_page(language)}


def _asked(request: Request) -> Language:
    """Forms are in the browser's language; the workbench in the one chosen on its pages."""
    of_workbench = _of_workbench(request)
    return language_of(request) if of_workbench else language_asked(request.headers.get("accept-language", ""))


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    opened = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    if error.found.code == "PAGE-010" and opened:
        return RedirectResponse(f"/sign-in?{urlencode({'back': request.url.path})}", 303, headers=NO_STORE)
    headers = {"retry-after": str(error.wait)} if error.wait else {}
    return _told_to(request, [error.found], STATUS[error.found.code], **headers)


async def _users(request: Request, error: Exception) -> Response:
    """A respondent's own mistakes in full. What ails the study is for the log: it names files and places."""
    if not isinstance(error, EvaluationError):
        raise error
    first = error.problems[0].code
    known = getattr(request.state, "visitor", None) is not None
    if first.startswith("TEAM-") or (known and not first.startswith("STORE-")):
        return _told_to(request, error.problems, STATUS.get(first, 422))
    if first.split("-")[0] in ("ANSWER", "WEB"):
        return answer(error.problems, STATUS.get(first, 422), _asked(request))
    log.error("%s", "; ".join(sorted({each.code for each in error.problems})))
    found = problem("PAGE-008") if _of_workbench(request) else problem("WEB-007")
    return _told_to(request, [found], 503, **{"retry-after": "5"})


async def _misshapen(request: Request, _error: Exception) -> Response:
    return _told_to(request, [problem("PAGE-009" if _of_workbench(request) else "WEB-005")], 422)


async def _unknown(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    allowed = dict(getattr(error, "headers", None) or {})
    known = {413: problem("WEB-002", most=LARGEST // 1_000_000), 400: problem("WEB-005")}
    ours = {**known, 400: problem("PAGE-009")} if _of_workbench(request) else known
    found = ours.get(status, problem("PAGE-001" if _of_workbench(request) else "WEB-001"))
    return _told_to(request, [found], status, **allowed)


async def _ours(request: Request, error: Exception) -> Response:
    code = "PAGE-007" if _of_workbench(request) else "WEB-006"
    return _told_to(request, [problem(code, number=logged(error))], 500)


def logged(error: Exception) -> str:
    """Log a fault of ours under a number, which is what the visitor is told."""
    number = secrets.token_hex(4)
    # Neither the address, nor what was sent, nor the error's own words: all may tell who answered what.
    trace = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s\n%s", number, type(error).__name__, trace)
    return number


def for_person(request: Request) -> bool:
    """Whether a person looks at the answer, not the program of a page."""
    return "text/html" in request.headers.get("accept", "")


def _told_to(request: Request, found: Sequence[Problem], status: int, **headers: str) -> Response:
    """A page for a person who opens an address, JSON for the program of a page."""
    if for_person(request) and _of_workbench(request):
        from evaluation.app.web.pages.trouble import page_of

        return page_of(request, found, status, **headers)
    if for_person(request) and request.method in ("GET", "HEAD"):
        own = {**NO_STORE, "content-security-policy": strayed.POLICY, **headers}
        return HTMLResponse(strayed.page(found[0]), status, headers=own)
    return answer(found, status, _asked(request), **headers)


def _of_workbench(request: Request) -> bool:
    return request.app.state.serving.door is not None and not request.url.path.startswith(FORMS)
