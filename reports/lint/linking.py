"""Links that lead nowhere, and links that do not say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from evaluation.errors import Problem, problem
from reports.engines.document import Told
from reports.lint.placing import plain

LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s]+)(?:\s+\"[^\"]*\")?\)")
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)
# Words that say nothing of what one comes to, read by themselves as a list of links is.
EMPTY = {
    "",
    "her",
    "klikk her",
    "lenke",
    "les mer",
    "mer",
    "trykk her",
    "here",
    "click here",
    "link",
    "read more",
    "more",
}


def link_problems(about: Told) -> Iterator[Problem]:
    text = plain(about.source)
    for match in LINK.finditer(text):
        line = about.source.at(match.start())
        words = match[1].strip(" *_.").casefold()
        if words in EMPTY:
            yield problem("LINT-004", file=line.file, line=line.number, name=match[1] or match[2])
        code = _fault(about, match[2])
        if code:
            yield problem(code, file=line.file, line=line.number, name=match[2])


def _fault(about: Told, target: str) -> str | None:
    if ELSEWHERE.match(target):
        return None
    path = (about.folder / unquote(target.split("#", maxsplit=1)[0])).resolve()
    if not path.is_relative_to(about.folder):
        return "ENGINE-022"
    return None if path.exists() or path.stem.startswith("report") else "LINT-009"
