"""A code as fields that a person fills in, and back: every text in each language, indicators one on a line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pydantic import ValidationError

from coding.indicators import faults
from coding.workbench.tree import MEANING
from evaluation.codes import edit_code
from evaluation.codes.changes import find
from evaluation.errors import fail, raise_any
from evaluation.language import LANGUAGES
from evaluation.memos import tidy
from evaluation.model import Code, Indicator, Localised
from evaluation.study import Study

TEXTS = ("label", *MEANING)
Fields = Mapping[str, str]


def fields_of(code: Code) -> dict[str, str]:
    """`label_nb`, `definition_en`, `indicators_nn`, `colour` and so on."""
    texts = {f"{name}_{each}": getattr(getattr(code, name), each) or "" for name in TEXTS for each in LANGUAGES}
    found = {f"indicators_{each}": "\n".join(getattr(code.indicators, each)) for each in LANGUAGES}
    return {**texts, **found, "colour": code.colour or ""}


def mark_of(code: Code) -> str:
    """Changes with all that the fields hold, and with nothing else."""
    return hashlib.sha256(repr(sorted(fields_of(code).items())).encode()).hexdigest()[:16]


def save_fields(study: Study, name: str, was: str, fields: Fields) -> int | None:
    """Let a code say what the fields say; returns its version if what it means became another.

    was: the mark of the code as it was when the fields were filled. Raises CODEBOOK-048 where somebody has changed it
    since, CODEBOOK-049 for a colour that is none, and every faulty indicator.
    """
    code = find(study.codebook, name)
    if mark_of(code) != was:
        raise fail("CODEBOOK-048", name=name)
    return edit_code(study, filled(code, fields))


def named(name: str) -> Code:
    """A code with nothing but a name. Raises CODEBOOK-003 for one that can be no name."""
    try:
        return Code(name=name)
    except ValidationError as error:
        raise fail("CODEBOOK-003", name=name) from error


def filled(code: Code, fields: Fields) -> Code:
    """The code with what stands in the fields; a field that is not there is left as it is."""
    said = {**fields_of(code), **{key: tidy(value) for key, value in fields.items()}}
    texts = {name: Localised(**{each: said[f"{name}_{each}"] or None for each in LANGUAGES}) for name in TEXTS}
    lines = {
        each: tuple(line.strip() for line in said[f"indicators_{each}"].splitlines() if line.strip())
        for each in LANGUAGES
    }
    raise_any(problem for each in LANGUAGES for line in lines[each] for problem in faults(line, of=code.name))
    content = {**texts, "indicators": Indicator(**lines), "colour": said["colour"] or None}
    try:
        return Code.model_validate({**code.model_dump(), **content})
    except ValidationError as error:
        raise fail("CODEBOOK-049", value=said["colour"]) from error
