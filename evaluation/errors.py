"""What can be wrong, said so that it can be mended: code, place, what and remedy."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from evaluation.language import Language, current, entry, phrase

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place. Its words stand in `messages/<prefix>.toml` under the code.

    `shown_at` among the values: what a reader calls the place, where `file` is a key and no file.
    """

    code: str
    file: str = ""
    line: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    @property
    def where(self) -> str:
        if self.line is None:
            return self.file
        return f"{self.file}:{self.line}" if self.file else str(self.line)

    def what(self, language: Language | None = None) -> str:
        return self._words("what", language)

    def remedy(self, language: Language | None = None) -> str:
        return self._words("remedy", language)

    def on_page(self, language: Language | None = None) -> str:
        """The remedy as the workbench tells it: where a page mends it, by that page and not by a command or a file."""
        room = self.code.split("-")[0].lower()
        return self._words("page" if "page" in entry(f"{room}.{self.code}") else "remedy", language)

    def _words(self, part: str, language: Language | None) -> str:
        room = self.code.split("-")[0].lower()
        words = entry(f"{room}.{self.code}.{part}")
        return str(words[language or current()]).format(file=self.file, line=self.line, **self.values)

    def sentence(self, language: Language | None = None) -> str:
        shown = self.values.get("shown_at", self.where)
        place = f"{shown}: " if shown else ""
        return f"{place}{self.what(language)} {self.remedy(language)} [{self.code}]"


def problem(
    code: str, *, file: object = "", line: int | None = None, severity: Severity = "error", **values: object
) -> Problem:
    return Problem(code, str(file), line, values, severity)


class EvaluationError(Exception):
    """The user's mistake, or the world's: shown without a traceback."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(each.sentence() for each in self.problems)


def fail(code: str, *, file: object = "", line: int | None = None, **values: object) -> EvaluationError:
    """An error with a single problem: `raise fail("STORE-001", file=path)`."""
    return EvaluationError(Problem(code, str(file), line, values))


def reason_of(error: Exception) -> str:
    """Why the operating system refused, in the language spoken; its own words where we have none."""
    number = int(getattr(error, "errno", None) or 0)
    try:
        return phrase(f"file.reason.{errno.errorcode[number]}")
    except KeyError:
        return str(getattr(error, "strerror", None) or error)


def raise_any(problems: Iterable[Problem]) -> None:
    """Raise one error that lists every fault, if there is any of severity `error`."""
    listed = tuple(problems)
    if any(each.severity == "error" for each in listed):
        raise EvaluationError(*listed)
