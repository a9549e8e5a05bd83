"""The three languages Underveis speaks, and the phrases it says in them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
MESSAGES = Path(__file__).parent / "messages"

_chosen: ContextVar[Language | None] = ContextVar("language", default=None)


def is_language(value: str) -> bool:
    return value in LANGUAGES


def from_environment(environment: Mapping[str, str] = os.environ) -> Language:
    """The language of this machine's user: UNDERVEIS_LANG, then the locale, else bokmål."""
    names = ("UNDERVEIS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    for value in (environment.get(name, "").lower() for name in names):
        for language, prefixes in {"nn": ("nn",), "nb": ("nb", "no"), "en": ("en",)}.items():
            if value.startswith(prefixes):
                return language  # type: ignore[return-value]
    return "nb"


def current() -> Language:
    return _chosen.get() or from_environment()


def use(language: Language) -> None:
    """Speak this language from here on (the command line and `open_study` call it)."""
    _chosen.set(language)


@cache
def _catalogue(room: str) -> dict[str, Any]:
    with (MESSAGES / f"{room}.toml").open("rb") as file:
        return tomllib.load(file)


def entry(key: str) -> dict[str, Any]:
    """What the catalogue holds under a dotted key; the first part names the file."""
    room, *path = key.split(".")
    found: Any = _catalogue(room)
    for part in path:
        found = found[part]
    if not isinstance(found, dict):
        raise KeyError(key)
    return found


def phrase(key: str, language: Language | None = None, /, **values: object) -> str:
    """The phrase `key` in a language; `nb_one` is the form used when the value `n` is 1."""
    words = entry(key)
    chosen = language or current()
    form = words.get(f"{chosen}_one") if values.get("n") == 1 else None
    return str(form or words[chosen]).format(**values)


def enumerate_words(words: Iterable[str], language: Language | None = None) -> str:
    """`a`, `a og b`, `a, b og c`."""
    listed = list(words)
    conjunction = {"nb": "og", "nn": "og", "en": "and"}[language or current()]
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {conjunction} {listed[-1]}"
