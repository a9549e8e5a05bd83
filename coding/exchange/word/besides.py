"""What a comment of ours says besides code and note: round, origin and certainty, on a last line in braces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evaluation.language import LANGUAGES, Language, phrase
from evaluation.model import Coding
from evaluation.model.codebook import Origin

ORIGINS: tuple[Origin, ...] = ("manual", "rule", "suggestion")
_LINE = re.compile(r"(?:\A|\n)\{([^{}\n]*)\}\s*\Z")
_PLAIN = Coding("", 0, 0, "")


def line_of(coding: Coding, language: Language) -> str:
    """`{runde: 2, opphav: regel}`; empty where there is nothing to say."""
    told: dict[str, object] = {}
    if coding.round != _PLAIN.round:
        told["round"] = coding.round
    if coding.origin != _PLAIN.origin:
        told["origin"] = phrase(f"foreign.origin.{coding.origin}", language)
    if coding.certainty is not None:
        told["certainty"] = coding.certainty
    words = ", ".join(f"{phrase(f'foreign.word.{name}', language)}: {value}" for name, value in told.items())
    return f"{{{words}}}" if words and not re.search(r"[{}\n]", words) else ""


def taken_off(note: str) -> tuple[str, Mapping[str, str]]:
    """The note without that line, and what it said, in whichever language."""
    found = _LINE.search(note)
    pairs = [part.partition(":")[::2] for part in found[1].split(",")] if found else []
    said = {name: value.strip() for word, value in pairs if value.strip() and (name := _meant("word", word))}
    if found is None or len(said) < len(pairs):
        return note, {}
    return note[: found.start()].rstrip(), said


def with_besides(coding: Coding, said: Mapping[str, str]) -> Coding:
    """The coding with what that line said of it."""
    changed: dict[str, Any] = {}
    if said.get("round"):
        changed["round"] = said["round"]
    if (origin := _meant("origin", said.get("origin", ""))) in ORIGINS:
        changed["origin"] = origin
    certainty = said.get("certainty", "")
    if certainty.isascii() and certainty.isdigit() and int(certainty[:4]) <= 100:
        changed["certainty"] = int(certainty[:4])
    return replace(coding, **changed)


def _meant(kind: str, word: str) -> str | None:
    names = ("round", "origin", "certainty") if kind == "word" else ORIGINS
    for name in names:
        if word.strip().lower() in {phrase(f"foreign.{kind}.{name}", language).lower() for language in LANGUAGES}:
            return name
    return None
