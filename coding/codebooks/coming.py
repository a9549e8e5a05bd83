"""What an import would do to the codebook there is: which codes are new, which change and how, which stay."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.language import LANGUAGES
from evaluation.model import Code, Codebook, Indicator, Localised

FIELDS = (
    "label", "definition", "include", "exclude", "example", "indicators", "colour", "parent", "parents", "archived",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """What a field says before and after; language: empty where it is the same change in all, or has none."""

    field: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Coming:
    """Codes that are new, those that change, those the file has as they are, and those it does not name, which stay."""

    new: tuple[Code, ...]
    changed: tuple[tuple[Code, tuple[Difference, ...]], ...]
    same: int
    kept: tuple[Code, ...]


def coming(there: Codebook | None, found: Codebook) -> Coming:
    """What importing `found` would do to the codebook that is there."""
    known = {code.name: code for code in there or ()}
    changes = [(code, tuple(_differences(known[code.name], code))) for code in found if code.name in known]
    changed = tuple((code, told) for code, told in changes if told)
    new = tuple(code for code in found if code.name not in known)
    kept = tuple(code for code in known.values() if code.name not in found)
    return Coming(new, changed, len(changes) - len(changed), kept)


def mark_of_all(codebook: Codebook | None) -> str:
    """Changes with whatever an import could write over, and with nothing else."""
    told = "" if codebook is None else codebook.model_dump_json()
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _differences(old: Code, new: Code) -> Iterator[Difference]:
    for field in FIELDS:
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        if not isinstance(before, Localised | Indicator):
            yield Difference(field, "", _said(before), _said(after))
            continue
        pairs = {each: (_said(getattr(before, each)), _said(getattr(after, each))) for each in LANGUAGES}
        if len(set(pairs.values())) == 1:
            yield Difference(field, "", *pairs[LANGUAGES[0]])
        else:
            yield from (Difference(field, each, *pair) for each, pair in pairs.items() if pair[0] != pair[1])


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value in (None, False) else str(value)
