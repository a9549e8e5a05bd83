"""The texts of an instrument, and how its translations stand to their originals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from evaluation.language import LANGUAGES, Language
from evaluation.settings.yaml_file import Place
from instruments.model import Instrument, Wording, fingerprint

SHORT = 2  # words; a plain text of no more, such as a name, serves in every language


def texts_of(instrument: Instrument) -> Iterator[tuple[Place, Wording]]:
    """Every text that is not empty, with its place in the file."""
    yield from _within(instrument, ())


def _within(value: Any, place: Place) -> Iterator[tuple[Place, Wording]]:
    if isinstance(value, Wording):
        if value:
            yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _within(getattr(value, name), (*place, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _within(inner, (*place, str(key)))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _within(inner, (*place, number))


def languages_of(instrument: Instrument) -> tuple[Language, ...]:
    """The languages it says it has, or else those that some text of it is written in."""
    if instrument.languages:
        return instrument.languages
    there = {each for _, wording in texts_of(instrument) if not wording.plain for each in wording.languages()}
    return tuple(each for each in LANGUAGES if each in there)


def lacking(wording: Wording, languages: Sequence[Language], original: Language) -> Iterator[Language]:
    if wording.plain:
        words = len(str(getattr(wording, original)).split())
        yield from (each for each in languages if each != original and words > SHORT)
    else:
        yield from (each for each in languages if not getattr(wording, each))


def stale(wording: Wording, languages: Sequence[Language], original: Language) -> Iterator[Language]:
    """The languages whose translation was made from another text than the original is now."""
    now = fingerprint(getattr(wording, original) or "")
    yield from (
        each for each in _translated(wording, languages, original) if wording.made_from(each) not in (None, now)
    )


def unmarked(wording: Wording, languages: Sequence[Language], original: Language) -> list[Language]:
    return [each for each in _translated(wording, languages, original) if wording.made_from(each) is None]


def _translated(wording: Wording, languages: Sequence[Language], original: Language) -> Iterator[Language]:
    if not wording.plain and getattr(wording, original):
        yield from (each for each in languages if each != original and getattr(wording, each))
