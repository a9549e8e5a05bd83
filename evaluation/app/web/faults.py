"""What went wrong, as the browser is told: in the respondent's language, and never how the program is made."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from evaluation.app.web import strayed
from evaluation.app.web.guards import LARGEST
from evaluation.errors import EvaluationError, Problem, problem
from evaluation.language import LANGUAGES, Language, current

log = logging.getLogger("underveis.web")
STATUS = {"ANSWER-011": 410, "ANSWER-012": 403, "ANSWER-013": 410, "WEB-001": 404, "WEB-003": 403, "WEB-004": 429}
NO_STORE = {"cache-control": "no-store"}


class Refused(Exception):
    """A request that is turned away for one reason; `wait`: seconds until it may be tried again."""

    def __init__(self, found: Problem, wait: int = 0) -> None:
        super().__init__(found.code)
        self.found, self.wait = found, wait


def language_asked(accepted: str) -> Language:
    """The first of our languages in an Accept-Language header, else the study's."""
    for part in accepted.lower().split(","):
        name = part.split(";")[0].strip()[:2]
        if name in LANGUAGES or name == "no":
            return "nb" if name == "no" else name  # type: ignore[return-value]
    return current()


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
    return {**about, "what": found.what(language), "remedy": found.remedy(language)}


def _asked(request: Request) -> Language:
    return language_asked(request.headers.get("accept-language", ""))


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    headers = {"retry-after": str(error.wait)} if error.wait else {}
    return _told_to(request, error.found, STATUS[error.found.code], **headers)


async def _users(request: Request, error: Exception) -> Response:
    """A respondent's own mistakes in full. What ails the study is for the log: it names files and places."""
    if not isinstance(error, EvaluationError):
        raise error
    first = error.problems[0].code
    if first.split("-")[0] in ("ANSWER", "WEB"):
        return answer(error.problems, STATUS.get(first, 422), _asked(request))
    log.error("%s", "; ".join(sorted({each.code for each in error.problems})))
    return answer([problem("WEB-007")], 503, _asked(request), **{"retry-after": "5"})


async def _misshapen(request: Request, _error: Exception) -> Response:
    return answer([problem("WEB-005")], 422, _asked(request))


async def _unknown(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    allowed = dict(getattr(error, "headers", None) or {})
    known = {413: problem("WEB-002", most=LARGEST // 1_000_000), 400: problem("WEB-005")}
    found = known.get(status, problem("WEB-001"))
    return _told_to(request, found, status, **allowed)


async def _ours(request: Request, error: Exception) -> Response:
    number = secrets.token_hex(4)
    # Neither the address, nor what was sent, nor the error's own words: all may tell who answered what.
    trace = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s\n%s", number, type(error).__name__, trace)
    return answer([problem("WEB-006", number=number)], 500, _asked(request))


def _told_to(request: Request, found: Problem, status: int, **headers: str) -> Response:
    """A page for a person who opens an address, JSON for the program of the form."""
    if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", ""):
        own = {**NO_STORE, "content-security-policy": strayed.POLICY, **headers}
        return HTMLResponse(strayed.page(found), status, headers=own)
    return answer([found], status, _asked(request), **headers)
