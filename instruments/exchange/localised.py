"""Texts of SurveyJS in our languages: plain, or `{default, nb, en …}`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.language import LANGUAGES, Language

KNOWN: Mapping[str, Language] = {
    "nb": "nb",
    "no": "nb",
    "nb-no": "nb",
    "nn": "nn",
    "nn-no": "nn",
    "en": "en",
    "en-gb": "en",
}
_TAG = re.compile(r"<[^<>]*>")
_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)
# What YAML and XML cannot hold.
_UNHEARD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    return _UNHEARD.sub("", text).strip()


def without_markup(text: str) -> str:
    """The words of a piece of HTML; scripts and styles are none."""
    bare = _TAG.sub("", _BREAK.sub("\n", _SILENT.sub("", text)))
    return "\n".join(line for each in html.unescape(bare).split("\n") if (line := " ".join(each.split())))


def has_script(text: str) -> bool:
    return bool(re.search(r"<\s*(script|iframe|object|embed)\b|\son\w+\s*=|javascript:", text, re.IGNORECASE))


def languages_in(form: object, depth: int = 0) -> Iterator[str]:
    """The names of languages in a form, but for its default."""
    if isinstance(form, dict) and depth < 60:
        if isinstance(form.get("default"), str):
            yield from (each for each in form if each != "default")
        for each in form.values():
            yield from languages_in(each, depth + 1)
    elif isinstance(form, list) and depth < 60:
        for each in form:
            yield from languages_in(each, depth + 1)


def language_of_default(form: Mapping[str, Any]) -> Language:
    """The form's own locale; without one, the first of ours that no text is translated to."""
    locale = form.get("locale")
    if isinstance(locale, str) and locale.lower() in KNOWN:
        return KNOWN[locale.lower()]
    others = {KNOWN.get(each.lower()) for each in languages_in(form)}
    return next((each for each in LANGUAGES if each not in others), LANGUAGES[0])


def wording_of(value: object, default: Language) -> str | dict[Language, str]:
    """A text as an instrument has it; empty where there is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return clean(value)
    if not isinstance(value, dict):
        return ""
    named = {default if name == "default" else KNOWN.get(name.lower()): text for name, text in value.items()}
    found = {each: clean(named[each]) for each in LANGUAGES if isinstance(named.get(each), str)}
    return {each: text for each, text in found.items() if text}
