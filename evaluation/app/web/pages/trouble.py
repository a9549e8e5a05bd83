"""The page that says what went wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import Response

from evaluation.app.web.pages.rendering import show
from evaluation.errors import Problem


def page_of(request: Request, found: Sequence[Problem], status: int, **headers: str) -> Response:
    answer = show(request, "trouble.html", status, problems=found)
    answer.headers.update(headers)
    return answer
