"""Somebody, something or an occasion out of what was typed in fields: every fault at once, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evaluation.errors import EvaluationError, Problem, problem

Shape = TypeVar("Shape", bound=BaseModel)

CLOCKS = ("start", "end", "from", "from_", "to")
# pydantic's kinds of fault, by how they begin; a pattern is that of an id or of a time of day.
KINDS: Mapping[str, str] = {
    "string_pattern": "PEOPLE-040",
    "date": "PEOPLE-041",
    "int": "PEOPLE-043",
    "greater": "PEOPLE-043",
    "less": "PEOPLE-043",
    "literal": "PEOPLE-044",
}


def made(shape: type[Shape], typed: Mapping[str, Any]) -> Shape:
    """The value that fields make. A field left empty is the same as one that is not there.

    Raises one error with every fault: PEOPLE-040 an id, 041 a day, 042 a time of day, 043 a size, 044 a word not known.
    """
    values = {key: _tidied(value) for key, value in typed.items()}
    empty = {key: field.default for key, field in shape.model_fields.items() if not field.is_required()}
    try:
        return shape.model_validate({key: empty.get(key, value) if value == "" else value
                                     for key, value in values.items()})  # fmt: skip
    except ValidationError as error:
        raise EvaluationError(*_faults(error)) from error


def _faults(error: ValidationError) -> Iterator[Problem]:
    for each in error.errors(include_url=False):
        place, kind = str(each["loc"][0]), str(each["type"])
        code = next((code for start, code in KINDS.items() if kind.startswith(start)), "PEOPLE-044")
        known = str(each.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        if code == "PEOPLE-040" and place in CLOCKS:
            code = "PEOPLE-042"
        yield problem(code, value=str(each["input"])[:60], field=place, known=known)


def _tidied(value: Any) -> Any:
    """A line as it is kept: nothing that no file can hold, one blank between words, none at the ends."""
    if isinstance(value, tuple | list):
        return tuple(line for line in map(_tidied, value) if line)
    if isinstance(value, dict):
        return {key: _tidied(each) for key, each in value.items()}
    if not isinstance(value, str):
        return value
    return " ".join("".join(each for each in value if each.isprintable() or each.isspace()).split())
