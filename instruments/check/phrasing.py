"""Signs that a question asks two things, or leans towards an answer; the words stand in phrasing.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.language import Language
from evaluation.settings.yaml_file import load

RULES = Path(__file__).with_name("phrasing.yaml")


def double_barrelled(text: str, language: Language, *, closed: bool) -> str:
    """The words that make two questions of one, or nothing.

    A closed question is taken to ask two things where a joining word stands in it: whoever holds the one and not the
    other cannot answer. An open one, where a second question word is joined on, or a second question mark stands.
    Dillman, Smyth and Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys, guideline 4.9.
    """
    cleaned = _pattern("fixed", language).sub(" ", text)
    if closed:
        return _first(_pattern("joining", language), cleaned)
    joined = _second_question(language).search(cleaned)
    if joined:
        return joined[1]
    return "? … ?" if cleaned.count("?") > 1 else ""


def leading(text: str, language: Language) -> str:
    """The words that lean towards an answer, or nothing."""
    return _first(_pattern("leading", language), text)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


@cache
def _rules() -> Any:
    return load(RULES).content


@cache
def _pattern(rule: str, language: Language) -> re.Pattern[str]:
    """Each line of the rules is an expression; it stands at the limits of words."""
    listed = "|".join(_rules()[rule][language])
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


@cache
def _second_question(language: Language) -> re.Pattern[str]:
    asking, joining = ("|".join(_rules()[rule][language]) for rule in ("asking", "joining"))
    return re.compile(rf"(?<!\w)(?:{asking})(?!\w)[^?.!]*?\b((?:{joining})\s+(?:{asking}))(?!\w)", re.IGNORECASE)
