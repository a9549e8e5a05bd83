"""What another program's attributes say of cases and texts, as variables and their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from coding.exchange.foreign.gathering import Gathering
from coding.exchange.guids import made_guid
from coding.exchange.project import Variable, VariableType

What: TypeAlias = Literal["case", "text"]
# What of, its number there, the attribute, the value.
Said: TypeAlias = tuple[What, int | None, str, str]


@dataclass
class Saying:
    """`values`: of what, by its number → GUID of a variable → what is said."""

    variables: tuple[Variable, ...] = ()
    values: dict[tuple[What, int], dict[str, str]] = field(default_factory=dict)

    def of(self, what: What, id_: int) -> Mapping[str, str]:
        return self.values.get((what, id_), {})


def saying(gathering: Gathering, types: Iterable[tuple[str, bool, str]], said: Iterable[Said]) -> Saying:
    """types: name, whether it holds numbers, what it means. An attribute without a type of its own holds texts."""
    variables = {name: _variable(name, "Float" if numeric else "Text", meant) for name, numeric, meant in types if name}
    found = Saying()
    for what, id_, name, value in said:
        if not value:
            continue
        if not name or id_ is None:
            gathering.tell("value", "dropped", "variable-gone", example=value)
            continue
        variable = variables.setdefault(name, _variable(name, "Text", ""))
        values = found.values.setdefault((what, id_), {})
        if values.setdefault(variable.guid, value) == value:
            gathering.tell("value", "kept")
        else:
            gathering.tell("value", "dropped", "value-twice", example=value)
    gathering.tell("variable", "kept", count=len(variables))
    found.variables = tuple(_fitting(each, found) for each in variables.values())
    return found


def _variable(name: str, type_: VariableType, meant: str) -> Variable:
    return Variable(name, made_guid("variable", name), type_, meant)


def _fitting(variable: Variable, found: Saying) -> Variable:
    """A variable for numbers that holds anything else holds texts."""
    values = [each[variable.guid] for each in found.values.values() if variable.guid in each]
    if variable.type == "Text" or all(map(_is_number, values)):
        return variable
    return Variable(variable.name, variable.guid, "Text", variable.description)


def _is_number(value: str) -> bool:
    try:
        return float(value) < float("inf") and value.isascii() and "_" not in value
    except ValueError:
        return False
