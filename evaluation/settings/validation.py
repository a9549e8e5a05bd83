"""A YAML file held against the shape it should have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from evaluation.errors import EvaluationError, Problem, problem
from evaluation.settings.nearness import nearest
from evaluation.settings.yaml_file import Place, YamlFile

Shape = TypeVar("Shape", bound=BaseModel)

# pydantic's kinds of fault, and ours; what is not named here is FILE-004.
KINDS: Mapping[str, str] = {
    "missing": "FILE-001",
    "extra_forbidden": "FILE-002",
    "literal_error": "FILE-003",
    "date_from_datetime_parsing": "FILE-005",
    "date_from_datetime_inexact": "FILE-005",
    "date_parsing": "FILE-005",
    "date_type": "FILE-005",
    "int_parsing": "FILE-006",
    "int_type": "FILE-006",
    "int_from_float": "FILE-006",
    "greater_than_equal": "FILE-006",
    "less_than_equal": "FILE-006",
    "bool_parsing": "FILE-007",
    "bool_type": "FILE-007",
    "string_type": "FILE-008",
    "model_type": "FILE-009",
    "model_attributes_type": "FILE-009",
    "dict_type": "FILE-009",
    "tuple_type": "FILE-010",
    "string_pattern_mismatch": "FILE-011",
    "too_short": "FILE-012",
}


def validate(file: YamlFile, shape: type[Shape]) -> Shape:
    """The file's content as a `shape`. Raises one error with every fault, its line and remedy."""
    try:
        return shape.model_validate(file.content)
    except ValidationError as error:
        raise EvaluationError(*faults(file, shape, error)) from error


def faults(file: YamlFile, shape: type[BaseModel], error: ValidationError) -> tuple[Problem, ...]:
    found = [dict(each) for each in error.errors(include_url=False)]
    listed = [_fault(file, shape, each) for each in found if not _follows_from_others(each, found)]
    return tuple(sorted(listed, key=lambda each: each.line or 0))


def _follows_from_others(error: Mapping[str, Any], found: list[dict[str, Any]]) -> bool:
    """A list is too short too when none of its entries is right: only they are told."""
    place = error["loc"]
    beneath = (each["loc"] for each in found if len(each["loc"]) > len(place))
    return error["type"] == "too_short" and any(loc[: len(place)] == place for loc in beneath)


def _fault(file: YamlFile, shape: type[BaseModel], error: Mapping[str, Any]) -> Problem:
    place: Place = tuple(error["loc"])
    code = KINDS.get(str(error["type"]), "FILE-004")
    values: dict[str, Any] = {
        "place": ".".join(str(part + 1 if isinstance(part, int) else part) for part in place) or file.path.name,
        "value": _short(error["input"]),
    }
    if code == "FILE-002":
        values["known"] = _suggestion(str(place[-1]), _fields(shape, place[:-1]))
    if code == "FILE-003":
        values["known"] = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    return problem(code, file=file.path, line=file.line(place), **values)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _fields(shape: type[BaseModel], place: Place) -> list[str]:
    """The field names that may stand at a place in the file."""
    model: Any = shape
    for part in (part for part in place if isinstance(part, str)):
        field = next((each for name, each in model.model_fields.items() if part in (name, each.alias)), None)
        if field is not None:  # else the part is a key of the writer's own, such as the name of a scale
            model = _model_within(field.annotation)
    return [each.alias or name for name, each in model.model_fields.items()]


def _model_within(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_within(each))), None)


def _suggestion(word: str, known: list[str]) -> str:
    return ", ".join(nearest(word, known) or known)
