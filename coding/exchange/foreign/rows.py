"""Values of another program's rows, in which any column may hold anything."""

from __future__ import annotations

import re
from typing import Any

from evaluation.memos import tidy
from evaluation.store.foreign import Row

_NUMBER = re.compile(r"\s*([+-]?\d{1,15})(?:\.0*)?\s*")
_MOMENT = re.compile(r"(\d{4})-(\d\d)-([ \d]\d)[ T_](\d\d):(\d\d):(\d\d)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?")
_AS_R_WRITES = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d{1,2}):(\d\d):(\d\d) (\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What no text of ours holds. One sign for one, so that places stay where they are.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n"})


def raw(value: Any) -> str:
    """A text as it is."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def words(row: Row, column: str) -> str:
    """What a person wrote, tidied."""
    return tidy(raw(row.get(column)))


def name(row: Row, column: str) -> str:
    """What something is called, on one line."""
    return " ".join(words(row, column).split())


def original(row: Row, column: str) -> str:
    """A whole text, each sign in its place; what no text of ours can hold has become a sign that says so."""
    return _UNSTORABLE.sub("\ufffd", raw(row.get(column)).translate(_BREAKS))


def number(row: Row, column: str) -> int | None:
    """A whole number, however the column holds it; None for anything else."""
    value = row.get(column)
    if isinstance(value, bool | int):
        return int(value) if abs(value) < 10**15 else None
    found = _NUMBER.fullmatch(f"{value:f}" if isinstance(value, float) else raw(value))
    return int(found[1]) if found else None


def moment(row: Row, column: str) -> str:
    """A moment in ISO 8601; empty where none can be told. R's way of writing them is read too."""
    written = raw(row.get(column)).strip()
    if written.startswith("0"):
        return ""
    if found := _MOMENT.match(written):
        year, month, day, *clock = found.groups()
        return f"{year}-{month}-{int(day):02d}T{':'.join(clock[:3])}{clock[3] or ''}"
    if (found := _AS_R_WRITES.match(written)) and found[1] in _MONTHS:
        month_name, day, hour, minute, second, year = found.groups()
        return f"{year}-{_MONTHS.index(month_name) + 1:02d}-{int(day):02d}T{int(hour):02d}:{minute}:{second}"
    return ""
